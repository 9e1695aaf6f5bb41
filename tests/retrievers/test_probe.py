"""One search of a message's own words: what frames a wish is no part of it, the best products vote for their kind, and what nobody has is told."""

from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.models.embedding import Embedder
from daogou.retrievers.probe import content, runs
from daogou.retrievers.products import ProductRetriever
from daogou.schema.need import Need
from daogou.schema.settings import Settings

from .conftest import TODAY


@pytest.fixture(scope="module")
def retriever(shop_store: Path, embedder: Embedder) -> ProductRetriever:
    return ProductRetriever(Store(shop_store).current(), embedder, Settings())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("show me kitchen sinks", ["kitchen sinks"]),
        ("hi, do you guys sell bluetooth speakers?", ["bluetooth speakers"]),
        ("can you get me bluetooth speakers that last", ["bluetooth speakers", "last"]),
        ("帮我找一下猫抓板", ["猫抓板"]),
        ("有没有有机棉睡袋吗", ["有机棉睡袋"]),
        ("please show me", []),
    ],
)
def test_what_frames_a_wish_is_no_part_of_it(text: str, left: list[str]) -> None:
    assert runs(text) == left
    assert content(text) == " ".join(left)


@pytest.mark.parametrize("text", ["鼠标", "帮我找一下鼠标", "do you have a mouse?", "could you please help me find a wireless mouse"])
def test_the_best_products_vote_for_their_kind_whatever_the_frame(retriever: ProductRetriever, text: str) -> None:
    found = retriever.probe(text)
    assert found.near and found.kinds[0].name == "鼠标"
    assert found.kinds[0].share == max(vote.share for vote in found.kinds)


def test_what_the_goods_are_is_told_from_what_else_is_said(retriever: ProductRetriever) -> None:
    found = retriever.probe("can you get me a vacuum flask that gurgles")
    assert found.near and found.goods == "vacuum flask" and "gurgles" in found.lacking


@pytest.mark.parametrize("text", ["show me guitars", "你们有钢琴卖吗", "what's the weather", ""])
def test_nothing_is_near_to_what_nobody_has(retriever: ProductRetriever, text: str) -> None:
    found = retriever.probe(text)
    assert not found.near and not found.named and found.kind is None and found.between == ()


def test_the_turns_own_search_of_the_same_words_embeds_nothing_again(shop_store: Path, embedder: Embedder) -> None:
    asked: list[str] = []

    class Counting:
        name, dimensions, passages = embedder.name, embedder.dimensions, embedder.passages

        def queries(self, texts: list[str]) -> object:
            asked.extend(texts)
            return embedder.queries(texts)

    retriever = ProductRetriever(Store(shop_store).current(), Counting(), Settings())  # type: ignore[arg-type]  # a part of it
    retriever.probe("show me wireless mouse")
    before = len(asked)
    retriever.count(Need(query="wireless mouse"), today=TODAY)
    assert (before, asked[before:]) == (1, [])
