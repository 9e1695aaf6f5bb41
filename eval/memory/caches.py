"""Needs that repeat as they do: what the caches find again, and what that saves. `python -m daogou.eval.memory.caches`"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from pydantic import SecretStr

from ...catalogue.store import Store
from ...graphs.opening import Assistant
from ...memory.caches.asked import Asked
from ...memory.caches.cache import Cache
from ...memory.caches.local_shelf import LocalShelf
from ...memory.caches.neighbour import Nearness
from ...models.embedding import Embedder, make_embedder
from ...models.query_memory import QueryMemory
from ...retrievers.alike import LEAST, LEAST_OF_OTHERS, alike
from ...schema.context import Context
from ...schema.evidence import Evidence, Passages
from ...schema.need import Need
from ...schema.reply import Reply
from ...schema.settings import Settings
from ...tools.shop import Shopfront
from ..broken import count_broken
from ..figure import Figure, ratio
from ..opened import catalogue_of
from ..played import LANGUAGES
from ..report import Report
from ..samples import Samples, Timings
from ..stores import Bench
from ..talk import Kind, Message, Talk
from ..unremembered import Unremembered
from ..wrapped import Wrapped
from .near_needs import pairs, rewordings
from .server import server

OFF, LOCAL, REDIS_OFF, REDIS = "no cache", "cache in this process", "all in Redis, no cache", "all in Redis, cache too"
BESIDE = {LOCAL: OFF, REDIS: REDIS_OFF}
"""Each by what it is measured against: conversations lie in the same place."""
KINDS: tuple[Kind, ...] = ("search", "pick", "brand")
"""What a buyer asks of a need, one after another: the first searches, the others ask outside as well."""
EXPONENT = 1.0
"""Of Zipf's law: the second commonest need is asked half as often as the commonest (queries of shops lie about there)."""
PAIRS = 2000
_PATIENT = {"retrieval_timeout_s": 60.0, "search_timeout_s": 60.0}
"""A busy machine must not lose a part of a turn: replies are compared."""


class _OwnMemory(Wrapped):
    """The same model with a memory of its last queries of its own, as each server has one: nobody profits from who went before."""

    def __init__(self, base: Embedder) -> None:
        super().__init__(base)
        self.queries = QueryMemory(Unremembered(base).queries)  # type: ignore[method-assign]


def measure(products: int, turns: int, needs: int, bench: Bench) -> Report:
    """`turns` messages about `needs` different needs, each in a conversation of its own, to assistants with and without caches in turn."""
    store = bench.store(products)
    with ExitStack() as stack:
        running = stack.enter_context(server())
        assistants = {
            OFF: stack.enter_context(_opened(store, bench.settings, cache=False)),
            LOCAL: stack.enter_context(_opened(store, bench.settings)),
            REDIS_OFF: stack.enter_context(_opened(store, bench.settings, cache=False, redis_url=SecretStr(running.url))),
            REDIS: stack.enter_context(_opened(store, bench.settings, redis_url=SecretStr(running.url))),
        }
        report = Report("caches", "Needs that repeat", {"products": products, "turns": turns, "needs": needs, "zipf": EXPONENT, "model": bench.model})
        asked = list(_asked(Talk(catalogue_of(assistants[OFF]), 31), turns, needs))
        timings, replies = _play(assistants, asked)
        report.times("a turn", timings)
        _saved(timings, report)
        _found(assistants, report)
        _whole_replies(replies[OFF], timings[OFF + ", search"].p50, report)
        _compared(replies, report)
        cards, broken = count_broken([*replies[LOCAL], *replies[REDIS]], catalogue_of(assistants[OFF]), Context().today)
        report.judged(cards, broken)
    _false_hits(make_embedder(bench.settings), report)
    return report


def _asked(talk: Talk, turns: int, needs: int) -> Iterator[tuple[Message, ...]]:
    """Conversations, their needs by Zipf's law, each time in one of the wordings that there are for it."""
    known = []
    for _, language in zip(range(needs), cycle(LANGUAGES), strict=False):
        product = talk.product(language)
        known.append((language, product, talk.words(product, language)))
    weights = [1 / rank**EXPONENT for rank in range(1, needs + 1)]
    for language, product, words in Random(5).choices(known, weights, k=turns // len(KINDS)):
        yield tuple(talk.message(kind, language, product, **words) for kind in KINDS)


def _play(assistants: dict[str, Assistant], asked: Sequence[tuple[Message, ...]]) -> tuple[Timings, dict[str, list[Reply]]]:
    timings, replies = Timings(), {name: list[Reply]() for name in assistants}
    names = list(assistants)
    for place, assistant in enumerate(assistants.values()):
        for message in asked[0]:
            assistant.ask(message.text, thread=f"warm-up-{place}")
        assistant.shopfront.cache.forget(catalogue_of(assistant).manifest.version)
        assistant.shopfront.cache.counts.clear()
    for number, course in enumerate(asked):
        for message in course:
            for place in range(len(names)):
                name = names[(place + number) % len(names)]
                with timings[f"{name}, {message.kind}"].timed():
                    reply = assistants[name].ask(message.text, thread=f"{name}-{number}")
                replies[name].append(reply)
        if (number + 1) % max(1, len(asked) // 5) == 0:
            print(f"caches: conversation {number + 1} of {len(asked)}")
    return timings, replies


def _saved(timings: Timings, report: Report) -> None:
    for name, beside in BESIDE.items():
        ours, plain = (sum(_usual(timings[f"{which}, {kind}"]) for kind in KINDS) for which in (name, beside))
        detail = f"{ours:.1f} ms / {plain:.1f} ms for the three turns"
        report.figures.append(Figure(f"time saved, {name}", 100 * (1 - ours / plain), None, ">=", " %", detail))
        for kind in KINDS:
            report.figures.append(ratio(f"{kind} p50, {name} / without", timings[f"{name}, {kind}"].p50, timings[f"{beside}, {kind}"].p50, None))


def _usual(samples: Samples) -> float:
    """The mean of all but the slowest twentieth, which are the machine's other work."""
    slow = samples.p95
    kept = [ms for ms in samples.ms if ms <= slow]
    return sum(kept) / len(kept)


def _found(assistants: dict[str, Assistant], report: Report) -> None:
    rows = []
    for name in (LOCAL, REDIS):
        counts = assistants[name].shopfront.cache.counts
        for kind in ("reply", "retrieval", "search"):
            exact, near, made = (counts[what, kind] for what in ("hit", "near", "made"))
            total = max(1, exact + near + made)
            rows.append([name, kind, total, f"{100 * exact / total:.0f} %", f"{100 * near / total:.1f} %", made])
    report.table("asked of the caches", ("", "", "asked", "level 1", "level 2", "made"), rows)


def _compared(replies: dict[str, list[Reply]], report: Report) -> None:
    both = [pair for name in BESIDE for pair in zip(replies[OFF], replies[name], strict=True)]
    different = sum(_plain(one) != _plain(other) for one, other in both)
    report.figures.append(Figure("replies that differ from those without a cache", different, 0, "=", "", f"of {len(both):,}"))


def _whole_replies(replies: Sequence[Reply], p50: float, report: Report) -> None:
    """How many first replies are another's word for word, and what they would cost without retrieval: the most that keeping them could save."""
    first = [reply for reply in replies if reply.turn == 1]
    known, rest = set[str](), Samples()
    for reply in first:
        told = _plain(reply)
        if told in known:
            rest.add(sum(ms for node, ms in reply.timings_ms.items() if node in ("fusion", "answer", "follow_ups")))
        known.add(told)
    detail = f"fusion, answer and follow-ups took {rest.p50:.1f} ms of {p50:.1f} ms, p50"
    report.figures.append(Figure("first replies that were given before, word for word", 100 * len(rest) / len(first), None, ">=", " %", detail))


def _false_hits(embedder: Embedder, report: Report) -> None:
    """Pairs of needs that differ in one thing, and wordings that don't."""
    cache, least = Cache(LocalShelf()), LEAST.get(embedder.name, LEAST_OF_OTHERS)

    def ask(number: int, need: Need) -> str:
        near = Nearness(lambda words: embedder.queries([words])[0], least, partial(alike, ordered=need.language == "en" or need.category is None))
        made = Passages(pieces=(Evidence(kind="guide", ref=str(number), title="", text=""),))
        found = cache.recall(Asked("search", "pairs", need, need.query), Passages, lambda: made, lambda _: 3600, patience_s=1, near=near)
        return found.pieces[0].ref

    every, across, by_vector = list(pairs(PAIRS)), 0, 0
    for number, pair in enumerate(every):
        across += ask(2 * number, pair.left) == ask(2 * number + 1, pair.right)
        one, other = (Asked("search", "pairs", need, need.query) for need in (pair.left, pair.right))
        vectors = embedder.queries([pair.left.query, pair.right.query])
        by_vector += one.but_words == other.but_words and float(vectors[0] @ vectors[1]) >= least
    same = [ask(-2 * number - 2, one) == ask(-2 * number - 3, other) for number, (one, other) in enumerate(rewordings())]
    report.figures += [
        Figure("pairs of needs that differ in one thing, served across", across, 0, "=", "", f"of {PAIRS:,}"),
        Figure(f"the same with a cosine of {least} alone, conditions being the same", by_vector, None, "=", "", f"of {PAIRS:,}"),
        Figure("other wordings of the same, served", sum(same), None, ">=", "", f"of {len(same)}"),
    ]


def _plain(reply: Reply) -> str:
    """Without what it has of its moment."""
    told = reply.model_copy(update={"thread_id": "", "timings_ms": {}})
    return told.model_copy(update={"citations": tuple(each.model_copy(update={"retrieved_at": None}) for each in told.citations)}).model_dump_json()


@contextmanager
def _opened(store: Path, settings: Settings, **other: object) -> Iterator[Assistant]:
    with TemporaryDirectory(prefix="daogou-caches-") as state:
        own = settings.model_copy(update={"state": Path(state), "store": store, "redis_url": None, "cache": True, **_PATIENT, **other})
        with Assistant(Shopfront(Store(store), own, _OwnMemory(make_embedder(own))), own) as assistant:
            assistant.shopfront.current()
            yield assistant


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    turns: Annotated[int, typer.Option(help="Messages.")] = 600,
    needs: Annotated[int, typer.Option(help="Different needs among them.")] = 150,
) -> None:
    """Hit rate, saved time and false hits."""
    measure(products, turns, needs, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
