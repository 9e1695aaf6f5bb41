"""Needs that repeat as they do: what the caches find again, and what that saves. `python -m daogou.eval.memory.caches`"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from importlib.resources import files
from itertools import cycle
from random import Random
from typing import Any, NamedTuple

import yaml
from pydantic import SecretStr

from ...graphs.opening import Assistant
from ...memory.caches.asked import Asked
from ...memory.caches.cache import Cache
from ...memory.caches.local_shelf import LocalShelf
from ...memory.caches.neighbour import Nearness
from ...models.embedding import Embedder, make_embedder
from ...models.vector_memory import VectorMemory
from ...retrievers.alike import LEAST, LEAST_OF_OTHERS, alike
from ...schema.condition import Condition
from ...schema.context import Context
from ...schema.evidence import Evidence, Passages
from ...schema.fact import Fact
from ...schema.need import Need
from ...schema.reading import Language
from ...schema.reply import Reply
from ..assistants import PATIENT, Unremembered, Wrapped, catalogue_of, opened
from ..broken import count_broken
from ..report import Figure, Report, Samples, Timings, ratio
from ..stores import Bench, as_program
from ..talk import LANGUAGES, Kind, Message, Talk
from .turn import server

_TURNED = {"=": "!=", "in": "not_in", "contains": "not_contains", "<=": ">", ">=": "<"}
_KNOWN: dict[Any, tuple[str, ...]] = {"market": ("US", "DE", "EU", "JP", "CN"), "trade": ("boutique", "online_shop", "wholesaler", "consumer")}
"""What may be known of a buyer."""
OFF, LOCAL, REDIS_OFF, REDIS = "no cache", "cache in this process", "all in Redis, no cache", "all in Redis, cache too"
BESIDE = {LOCAL: OFF, REDIS: REDIS_OFF}
"""Each by what it is measured against: conversations lie in the same place."""
KINDS: tuple[Kind, ...] = ("search", "pick", "brand")
"""What a buyer asks of a need, one after another: the first searches, the others ask outside as well."""
EXPONENT = 1.0
"""Of Zipf's law: the second commonest need is asked half as often as the commonest (queries of shops lie about there)."""
PAIRS = 2000


class Pair(NamedTuple):
    """`kind` is what they differ in: nothing that was found for `left` may be given for `right`."""

    kind: str
    left: Need
    right: Need


def pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Every kind in turn, Chinese and English in turn."""
    random, kinds = Random(seed), cycle(_DIFFERENCES)
    for number, kind in zip(range(count), kinds, strict=False):
        language = LANGUAGES[number // len(_DIFFERENCES) % 2]
        left, right = _DIFFERENCES[kind](_need(language, random), random)
        yield Pair(kind, left, right)


def rewordings() -> Iterator[tuple[Need, Need]]:
    """Needs in two wordings that ask for the same."""
    for language in LANGUAGES:
        for one, other in _words()[language]["alike"]:
            yield Need(query=one, category=one, language=language), Need(query=other, category=one, language=language)


@cache
def _words() -> dict[Language, dict[str, list[Any]]]:
    found: dict[Language, dict[str, list[Any]]] = yaml.safe_load(files(__package__).joinpath("near_needs.yaml").read_text("utf-8"))
    return found


def _need(language: Language, random: Random) -> Need:
    category, *names = random.choice(_words()[language]["apart"])
    buyers = (None, "婴儿" if language == "zh" else "infant")
    conditions = random.sample(list(_conditions(language, random)), random.randint(1, 4))
    return Need(
        category=random.choice((category, None)), query=random.choice(names), audience=random.choice(buyers),
        quantity=random.choice((None, 50, 200)), language=language, sort=random.choice(((), ("price",), ("-price",), ("sold_90d",))),
        conditions=tuple(conditions), facts=tuple(random.choice(((), (Fact(kind="market", value=random.choice(_KNOWN["market"])),)))),
    )  # fmt: skip


def _conditions(language: Language, random: Random) -> Iterator[Condition]:
    brands = _words()[language]["brands"]
    yield Condition(id="c1", field="price", op=random.choice(("<=", ">=")), value=random.choice((20, 59.5, 100, 1000)), unit="CNY")
    yield Condition(id="c2", field="moq", op="<=", value=random.choice((1, 10, 100)))
    yield Condition(id="c3", field="rating", op=">=", value=random.choice((4, 4.5)), hard=random.random() < 0.5)
    yield Condition(id="c4", field="certification", op=random.choice(("contains", "not_contains")), value=random.choice(("CE", "FDA", "OEKO-TEX")))
    yield Condition(id="c5", field="brand", op="in", value=tuple(random.sample(brands, 2)))
    yield Condition(id="c6", field="attr.material", op=random.choice(("=", "!=")), value=random.choice(("cotton", "wool", "silk")))


def _condition(need: Need, random: Random) -> tuple[Need, Need]:
    """One more, one fewer, a wish in place of a demand, or another unit."""
    place = random.randrange(len(need.conditions))
    chosen = need.conditions[place]
    update = random.choice((None, {"hard": not chosen.hard}, {"unit": "USD"}, {"status": "removed"}))
    return need, _with(need, place, None if update is None else chosen.model_copy(update=update))


def _number(need: Need, random: Random) -> tuple[Need, Need]:
    if random.random() < 0.3:
        quantity = need.quantity or 10
        return need.model_copy(update={"quantity": quantity}), need.model_copy(update={"quantity": quantity + random.choice((1, 10, 100))})
    price = Condition(id="c9", field="price", op="<", value=random.choice((50, 99, 200)), unit="CNY")
    near = price.model_copy(update={"value": price.value * random.choice((10, 1.01)) + random.choice((0, 1))})  # type: ignore[operator]
    return _with(need, len(need.conditions), price), _with(need, len(need.conditions), near)


def _negation(need: Need, random: Random) -> tuple[Need, Need]:
    turned = {**_TURNED, **{other: one for one, other in _TURNED.items()}}
    place = random.choice([place for place, each in enumerate(need.conditions) if each.op in turned])
    return need, _with(need, place, need.conditions[place].model_copy(update={"op": turned[need.conditions[place].op]}))


def _noun(need: Need, random: Random) -> tuple[Need, Need]:
    category, *names = random.choice(_words()[need.language]["apart"])
    one, other = random.sample(names, 2)
    both = need.model_copy(update={"category": random.choice((category, None))})
    return both.model_copy(update={"query": one}), both.model_copy(update={"query": other})


def _reference(need: Need, random: Random) -> tuple[Need, Need]:
    """What "that one", "the same brand" and "none of these" mean, in two conversations that say the same."""
    brand = random.sample(_words()[need.language]["brands"], 2)
    means: list[Condition] = random.choice(
        (
            [Condition(id="c8", field="product", op="not_in", value=ids, status="inferred") for ids in (("p1", "p2"), ("p1", "p3"))],
            [Condition(id="c8", field="brand", op="=", value=name) for name in brand],
            [Condition(id="c8", field="supplier", op="=", value=name) for name in ("s1", "s2")],
        )
    )
    return _with(need, len(need.conditions), means[0]), _with(need, len(need.conditions), means[1])


def _buyer(need: Need, random: Random) -> tuple[Need, Need]:
    """Two buyers who say the same, of whom different things are known, or nothing of one."""
    one, other = random.sample([(), *((Fact(kind=kind, value=value),) for kind, values in _KNOWN.items() for value in values)], 2)
    return need.model_copy(update={"facts": one}), need.model_copy(update={"facts": other})


def _with(need: Need, place: int, other: Condition | None) -> Need:
    kept: Sequence[Condition] = (*need.conditions[:place], *((other,) if other else ()), *need.conditions[place + 1 :])
    return need.model_copy(update={"conditions": tuple(kept)})


_DIFFERENCES: dict[str, Callable[[Need, Random], tuple[Need, Need]]] = {
    "condition": _condition, "number": _number, "negation": _negation, "head noun": _noun, "reference": _reference,
    "language": lambda need, random: (need, need.model_copy(update={"language": "en" if need.language == "zh" else "zh"})), "buyer": _buyer,
}  # fmt: skip


class _OwnMemory(Wrapped):
    """The same model with a memory of its last queries of its own, as each server has one: nobody profits from who went before."""

    def __init__(self, base: Embedder) -> None:
        super().__init__(base)
        self.queries = VectorMemory(Unremembered(base).queries)  # type: ignore[method-assign]


def measure(products: int, turns: int, needs: int, bench: Bench) -> Report:
    """`turns` messages about `needs` different needs, each in a conversation of its own, to assistants with and without caches in turn."""
    store = bench.store(products)
    with ExitStack() as stack:
        running = stack.enter_context(server())
        url, state = SecretStr(running.url), partial(opened, store, bench.settings, wrap=_OwnMemory, **PATIENT)
        assistants = {
            OFF: stack.enter_context(state()),
            LOCAL: stack.enter_context(state(cache=True)),
            REDIS_OFF: stack.enter_context(state(redis_url=url)),
            REDIS: stack.enter_context(state(cache=True, redis_url=url)),
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


if __name__ == "__main__":
    as_program(measure, (20_000, 600, 150))
