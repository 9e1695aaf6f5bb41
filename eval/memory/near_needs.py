"""Needs that differ in one thing, by which a cache must not be fooled; and wordings that ask for the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import cycle
from random import Random
from typing import Any

import yaml

from ...schema.condition import Condition
from ...schema.fact import Fact
from ...schema.need import Need
from ...schema.reading import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_TURNED = {"=": "!=", "in": "not_in", "contains": "not_contains", "<=": ">", ">=": "<"}
_MARKETS, _TRADES = ("US", "DE", "EU", "JP", "CN"), ("boutique", "online_shop", "wholesaler", "consumer")


@dataclass(frozen=True)
class Pair:
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
    conditions = random.sample([condition for _, condition in zip(range(6), _conditions(language, random), strict=False)], random.randint(1, 4))
    return Need(
        category=random.choice((category, None)),
        query=random.choice(names),
        audience=random.choice((None, "婴儿" if language == "zh" else "infant")),
        quantity=random.choice((None, 50, 200)),
        language=language,
        sort=random.choice(((), ("price",), ("-price",), ("sold_90d",))),
        conditions=tuple(conditions),
        facts=tuple(random.choice(((), (Fact(kind="market", value=random.choice(_MARKETS)),)))),
    )


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
    other = random.choice(
        (
            None,
            chosen.model_copy(update={"hard": not chosen.hard}),
            chosen.model_copy(update={"unit": "USD"}),
            chosen.model_copy(update={"status": "removed"}),
        )
    )
    return need, _with(need, place, other)


def _number(need: Need, random: Random) -> tuple[Need, Need]:
    if random.random() < 0.3:
        quantity = need.quantity or 10
        return need.model_copy(update={"quantity": quantity}), need.model_copy(update={"quantity": quantity + random.choice((1, 10, 100))})
    price = Condition(id="c9", field="price", op="<", value=random.choice((50, 99, 200)), unit="CNY")
    near = price.model_copy(update={"value": price.value * random.choice((10, 1.01)) + random.choice((0, 1))})  # type: ignore[operator]
    return tuple(need.model_copy(update={"conditions": (*need.conditions, each)}) for each in (price, near))  # type: ignore[return-value]


def _negation(need: Need, random: Random) -> tuple[Need, Need]:
    able = [place for place, each in enumerate(need.conditions) if each.op in _TURNED or each.op in _TURNED.values()]
    place = random.choice(able)
    turned = {**_TURNED, **{other: one for one, other in _TURNED.items()}}[need.conditions[place].op]
    return need, _with(need, place, need.conditions[place].model_copy(update={"op": turned}))


def _noun(need: Need, random: Random) -> tuple[Need, Need]:
    category, *names = random.choice(_words()[need.language]["apart"])
    one, other = random.sample(names, 2)
    both = need.model_copy(update={"category": random.choice((category, None))})
    return both.model_copy(update={"query": one}), both.model_copy(update={"query": other})


def _reference(need: Need, random: Random) -> tuple[Need, Need]:
    """What "that one", "the same brand" and "none of these" mean, in two conversations that say the same."""
    brand = random.sample(_words()[need.language]["brands"], 2)
    means = random.choice(
        (
            [Condition(id="c8", field="product", op="not_in", value=ids, status="inferred") for ids in (("p1", "p2"), ("p1", "p3"))],
            [Condition(id="c8", field="brand", op="=", value=name) for name in brand],
            [Condition(id="c8", field="supplier", op="=", value=name) for name in ("s1", "s2")],
        )
    )
    return tuple(need.model_copy(update={"conditions": (*need.conditions, each)}) for each in means)  # type: ignore[return-value]


def _language(need: Need, random: Random) -> tuple[Need, Need]:
    return need, need.model_copy(update={"language": "en" if need.language == "zh" else "zh"})


def _buyer(need: Need, random: Random) -> tuple[Need, Need]:
    """Two buyers who say the same, of whom different things are known, or nothing of one."""
    known: list[tuple[Fact, ...]] = [
        (),
        *((Fact(kind="market", value=value),) for value in _MARKETS),
        *((Fact(kind="trade", value=value),) for value in _TRADES),
    ]
    one, other = random.sample(known, 2)
    return need.model_copy(update={"facts": one}), need.model_copy(update={"facts": other})


def _with(need: Need, place: int, other: Condition | None) -> Need:
    kept: Sequence[Condition] = (*need.conditions[:place], *((other,) if other else ()), *need.conditions[place + 1 :])
    return need.model_copy(update={"conditions": tuple(kept)})


_DIFFERENCES: dict[str, Callable[[Need, Random], tuple[Need, Need]]] = {
    "condition": _condition,
    "number": _number,
    "negation": _negation,
    "head noun": _noun,
    "reference": _reference,
    "language": _language,
    "buyer": _buyer,
}
