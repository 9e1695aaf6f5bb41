"""Every next question that Daogou can offer over the demo catalogue is read as it is meant."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from daogou.catalogue.facets import CategoryFacet
from daogou.schema.condition import Condition
from daogou.schema.need import Need
from daogou.schema.product import AttributeValue
from daogou.schema.reading import Language, Reading
from daogou.schema.reference import Shown
from daogou.tools.wording.capitals import uncapitalised
from daogou.tools.wording.plain import plain
from daogou.tools.wording.wording import Wording

from .demo import facets, products, reader

ENOUGH = 0.99
SHOWN = (Shown(turn=1, product_ids=("a", "b", "c")),)


class Case(NamedTuple):
    """`sets`: the field that a hard condition must stand on; `drops`: the one that must be given up; else the intents it may have.
    `rivals` are fields that the same words may mean as well."""

    text: str
    need: Need
    sets: str | None = None
    drops: str | None = None
    intents: tuple[str, ...] = ("search", "refine")
    category: str | None = None
    rivals: tuple[str, ...] = ()


def right(case: Case, reading: Reading) -> bool:
    if reading.intent not in case.intents:
        return False
    if case.sets is not None:
        return reading.topic == "same" and [c.field for c in reading.conditions if c.hard] in ([field] for field in (case.sets, *case.rivals))
    if case.drops is not None:
        return reading.topic == "same" and case.drops in reading.dropped and not reading.conditions
    return case.category is None or reading.category == case.category


def need_of(category: str, language: Language) -> Need:
    return Need(category=category, query=category, language=language)


@cache
def usual(category: str) -> set[str]:
    """Attributes that more than a few products of the category state: a slip of one seller is never asked about."""
    return {facet.name for facet in facets().attributes if dict(facet.categories).get(category, 0) > 2}


def stated(language: Language) -> Iterator[tuple[str, str, AttributeValue]]:
    """Category, attribute and value of what a question may offer: attributes with one value; yes or no is asked otherwise."""
    for product in products():
        for name, value in product.text(language).attributes.items():
            if not isinstance(value, tuple) and Wording(language).flag(value) is None and name in usual(product.category[-1]):
                yield product.category[-1], name, value


def values(language: Language) -> Iterator[Case]:
    """Each value of each category, once. A measure that two attributes of the category share ("2 m" of a curtain) is said with its name."""
    wording = Wording(language)
    seen: set[tuple[str, str, str]] = set()
    spoken: dict[tuple[str, str], set[str]] = defaultdict(set)
    measured: dict[tuple[str, str], set[str]] = defaultdict(set)
    for leaf, name, value in stated(language):
        spoken[leaf, wording.value(value, name).casefold()].add(name)
        measured[leaf, wording.unit(name)].add(name)
    for leaf, name, value in stated(language):
        said, number = wording.value(value, name), isinstance(value, (int, float))
        labelled = number and (said == f"{value:g}" or len(measured[leaf, wording.unit(name)]) > 1)
        text = wording.say(
            "suggest.value_labelled" if labelled else "suggest.value", value=uncapitalised(plain(said)), label=wording.label("attr." + name)
        )
        if (leaf, name, text) not in seen:
            seen.add((leaf, name, text))
            rivals = tuple(f"attr.{other}" for other in spoken[leaf, said.casefold()] - {name})
            yield Case(text, need_of(leaf, language), sets="attr." + name, rivals=rivals)


def drops(language: Language) -> Iterator[Case]:
    wording = Wording(language)
    fields = ["price", "moq", "rating", "sold_90d", "stock", "review_count", "brand", "certification", "supplier.location", "supplier.kind"]
    fields += ["supplier.verified", "supplier.years", "supplier.rating", "supplier.repurchase_rate"]
    for field in fields:
        yield Case(wording.say("suggest.drop", label=wording.label(field)), need_of("连衣裙", language), drops=field)
    for facet in facets().attributes:
        for category, count in facet.categories:
            if count > 2:
                condition = Condition(id="c1", field=f"attr.{facet.name}", op="=", value="x")
                need = need_of(category, language).model_copy(update={"conditions": (condition,)})
                yield Case(wording.say("suggest.drop", label=wording.label("attr." + facet.name)), need, drops=f"attr.{facet.name}")


def numbers(language: Language) -> Iterator[Case]:
    say, need = Wording(language).say, need_of("连衣裙", language)
    priced = need.model_copy(update={"conditions": (Condition(id="c1", field="price", op="<=", value=50, unit="CNY"),)})
    for price in (5, 19, 85, 120, 1250):
        yield Case(say("suggest.price", price=price), need, sets="price")
        yield Case(say("suggest.widen_price", price=price), priced, sets="price")
        yield Case(say("suggest.price_foreign", price=f"${price}"), need, sets="price")
        yield Case(say("suggest.widen_price_foreign", price=f"${price}"), priced, sets="price")
    for count in (1, 2, 50, 300):
        yield Case(say("suggest.moq", count=count), need, sets="moq")
    yield Case(say("suggest.rating", rating="4.5"), need, sets="rating")
    for name, _ in facets().certifications:
        yield Case(say("suggest.certification", name=plain(name)), need, sets="certification")


def named(facet: CategoryFacet, language: Language) -> str:
    return uncapitalised(facet.aliases.get(language, facet.path)[-1])


def decisions(language: Language) -> Iterator[Case]:
    say, need = Wording(language).say, need_of("连衣裙", language)
    for facet in facets().categories:
        if facet.leaf:
            yield Case(say("suggest.category", category=named(facet, language)), need, category=facet.path[-1])
            yield Case(say("suggest.pick", what=named(facet, language)), need, intents=("pick",), category=facet.path[-1])
    for key, intent in {"pick_these": "pick", "compare": "compare", "brand": "brand"}.items():
        yield Case(say(f"suggest.{key}"), need, intents=(intent,))
    about = {"supplier": ("supplier",), "certificates": ("product_question",), "reviews": ("product_question",), "inquiry": ("inquiry",)}
    for key, intents in (about | {"custom": ("product_question", "supplier")}).items():
        for place in range(10):
            yield Case(say(f"suggest.{key}", it=Wording(language).ordinal(place)), need, intents=intents)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cases", [values, drops, numbers, decisions])
def test_suggestions_are_read_as_meant(cases: Callable[[Language], Iterator[Case]], language: Language) -> None:
    every = list(cases(language))
    wrong = [case for case in every if not right(case, reader().read(case.text, case.need, SHOWN, language))]
    told = "\n".join(f"{case.text} | {case.need.category} {case.sets or case.drops or case.intents}" for case in wrong[:100])
    assert len(wrong) <= (1 - ENOUGH) * len(every), f"{len(wrong)} of {len(every)}\n{told}"
