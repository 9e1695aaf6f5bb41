"""2,000 pairs of needs that differ in one thing: nothing that was found for one is given for the other, at either level."""

from collections import Counter
from functools import partial
from typing import cast

import pytest
from daogou.eval.memory.caches import Pair, pairs, rewordings
from daogou.memory.caches.asked import Asked, Kind
from daogou.memory.caches.cache import Cache
from daogou.memory.caches.local_shelf import LocalShelf
from daogou.memory.caches.neighbour import Nearness
from daogou.memory.caches.redis_shelf import RedisShelf
from daogou.memory.caches.shelf import Shelf
from daogou.models.embedding import make_embedder
from daogou.retrievers.alike import alike
from daogou.schema.evidence import Evidence, Passages
from daogou.schema.need import Need
from daogou.schema.settings import Settings

COUNT = 2000
GROUP = "false-hits"


class Market:
    """A cache with both levels over a real model; an answer is the number of who asked first. Every cosine is near enough here."""

    def __init__(self, shelf: Shelf, kind: Kind) -> None:
        self.cache, self._kind, self._embedder = Cache(shelf), kind, make_embedder(Settings())

    def ask(self, number: int, need: Need) -> int:
        guard = partial(alike, ordered=need.language == "en" or need.category is None)
        near = Nearness(lambda words: self._embedder.queries([words])[0], -1.0, guard) if self._kind == "search" else None
        made = Passages(pieces=(Evidence(kind="guide", ref=str(number), title="", text=""),))
        found = self.cache.recall(Asked(self._kind, GROUP, need, need.query), Passages, lambda: made, lambda _: 600, patience_s=9, near=near)
        return int(found.pieces[0].ref)


@pytest.fixture(scope="module")
def every() -> list[Pair]:
    return list(pairs(COUNT))


def test_the_pairs_differ_in_every_way(every: list[Pair]) -> None:
    assert Counter(pair.kind for pair in every).keys() == {"condition", "number", "negation", "head noun", "reference", "language", "buyer"}
    assert min(Counter(pair.kind for pair in every).values()) > COUNT // 8
    assert all(pair.left != pair.right for pair in every)


@pytest.mark.parametrize("kind", ["retrieval", "search"])
def test_nothing_is_served_across_within_a_process(every: list[Pair], kind: str) -> None:
    assert served_across(LocalShelf(), every, kind) == []


@pytest.mark.parametrize("kind", ["retrieval", "search"])
def test_nothing_is_served_across_in_redis(every: list[Pair], kind: str, valkey_url: str) -> None:
    shelf = RedisShelf(valkey_url, prefix=f"false-hits-{kind}")
    try:
        assert served_across(shelf, every[: len(every) // 5], kind) == []
    finally:
        shelf.forget(GROUP)
        shelf.close()


def served_across(shelf: Shelf, every: list[Pair], kind: str) -> list[Pair]:
    """Both ways round: who asks second must get what was made for him, or for somebody who had asked just the same before the pair."""
    market, wrong = Market(shelf, cast(Kind, kind)), []
    for number, pair in enumerate(every):
        left = market.ask(2 * number, pair.left)
        right = market.ask(2 * number + 1, pair.right)
        again = market.ask(-1, pair.left)
        if left == right or again != left:
            wrong.append(pair)
    assert market.cache.counts["hit", kind] >= len(every)  # each left was asked twice
    return wrong


def test_the_same_in_other_words_is_served() -> None:
    """So that the pairs above aren't kept apart by a level that never finds anything. Where in doubt it is asked anew."""
    market = Market(LocalShelf(), "search")
    anew = [other.query for number, (one, other) in enumerate(rewordings()) if market.ask(2 * number, one) != market.ask(2 * number + 1, other)]
    assert anew == ["winter infant sleeping bag", "Wireless mice"]
