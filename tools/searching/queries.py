"""What is asked outside: made from the need, in several angles and both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...catalogue.facets import AttributeFacet
from ...retrievers.lines.features import asks_meaning
from ...retrievers.outside.registry import hosts
from ...retrievers.search import Questions, SearchRequest
from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.plan import Plan
from ...schema.reading import Reading
from ..shop import Shop
from .needs import trades_of
from .public_words import angles, called, is_chinese

_WISHES = 2
_LIMIT = 20
_RESULTS = 8


def questions(shop: Shop, need: Need, reading: Reading, plan: Plan) -> Questions:
    """The store's guides are asked in the need's own words, which stay in the house; search engines only in public ones."""
    knowledge = plan.answer == "knowledge"
    about = _about(shop, need, reading) if plan.question else ""
    near = SearchRequest(
        query=reading.query if knowledge else _words(need, reading),
        language=need.language,
        category=None if knowledge else need.category,
        topics=plan.topics,
        limit=_LIMIT,
        question=plan.question,
        about=about,
        trades=trades_of(tuple(filter(None, (about, need.category, need.query)))) if about else (),
    )
    if not plan.topics:
        return Questions(replace(near, query=""))
    if not shop.search.far:
        return Questions(near)
    if knowledge:
        term = shop.public.term(reading.query)
        chosen = ["term", "question"] if asks_meaning(plan.question or reading.query) else ["question", "term"]
        return Questions(near, tuple(_asked(shop, chosen, {each: {"term": term} for each in ("zh", "en")}, need.language)) if term else (), term)
    brand = next((name for name in map(str, _brands(reading)) if name in {facet.name for facet in shop.catalogue.facets().brands}), "")
    filled = {language: _filled(shop, need, brand, language) for language in ("zh", "en")}
    every: dict[str, list[str]] = angles()["topics"]
    chosen = ["brand"] if brand else list(dict.fromkeys(angle for topic in plan.topics for angle in every.get(topic, ())))
    subject = need.category or filled[need.language].get("goods", "") or brand
    return Questions(near, tuple(_asked(shop, chosen, filled, need.language)), subject)


def _about(shop: Shop, need: Need, reading: Reading) -> str:
    """The goods in hand, where the question names none: "how do I wash it?", "how many lumens?"."""
    terms = reading.asked and all(name.startswith("terms.") for name in reading.asked)  # they are the seller's, whatever the goods
    if terms or reading.category or reading.topic != "same":
        return ""
    if need.category is None or (need.query and trades_of((need.query,))):  # of pets, the dog beds
        return need.query
    return goods_named(shop, need.category, need.language)


def goods_named(shop: Shop, category: str, language: str) -> str:
    """What such goods are called in that language, by the store, else by a dictionary."""
    return called(shop.glossary.say("category", category, language), language)


def _words(need: Need, reading: Reading) -> str:
    wishes = [str(condition.value) for condition in need.active if condition.field.startswith("attr.") and isinstance(condition.value, str)]
    return " ".join(part for part in (need.category or "", need.query, *wishes, *map(str, _brands(reading))) if part)


def _brands(reading: Reading) -> list[object]:
    return [condition.value for condition in reading.supposed if condition.field == "brand"]


def _asked(shop: Shop, chosen: list[str], filled: dict[str, dict[str, str]], own: str) -> Iterator[SearchRequest]:
    """The first angle in both languages, then the others in the buyer's, then in the other one."""
    other = "en" if own == "zh" else "zh"
    order = [(angle, own) for angle in chosen[:1]] + [(angle, other) for angle in chosen[:1]]
    order += [(angle, language) for language in (own, other) for angle in chosen[1:]]
    every, sites = angles()["angles"], hosts(shop.settings.search_sites)
    for angle, language in order:
        words = filled[language]
        if not (words.get("goods") or words.get("term") or words.get("brand")):
            continue  # the catalogue has no word for it in that language
        query = " ".join(every[angle][language].format_map({"goods": "", "brand": "", **words}).split())
        topics = ("brands",) if angle in ("brand", "brands") else ()
        request = SearchRequest(query=query, language=language, topics=topics, freshness_days=every[angle].get("days"), limit=_RESULTS)
        if sites and angle == chosen[0] and language == own:
            yield replace(request, site_hints=sites)
        yield request


def _filled(shop: Shop, need: Need, brand: str, language: str) -> dict[str, str]:
    """Goods with up to two wishes, and the brand, as the catalogue spells them in that language."""
    goods = shop.glossary.say("category", need.category, language) if need.category else shop.public.goods(need.query, language)
    if not (goods or brand) or (need.category and is_chinese(goods) != (language == "zh")):
        return {}
    wishes = [word for word in _wishes(shop, need, language) if word.casefold() not in goods.casefold()]
    return {"goods": " ".join((*wishes, goods)), "brand": shop.glossary.say("brand", brand, language) if brand else ""}


def _wishes(shop: Shop, need: Need, language: str) -> list[str]:
    """Values that products of the catalogue state."""
    found: list[str] = []
    for condition in need.active:
        facet = shop.catalogue.facets().attribute(condition.field.removeprefix("attr.")) if condition.field.startswith("attr.") else None
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        words = [word for value in values if (word := _recorded(facet, str(value)))] if facet and condition.op in ("=", "in", "contains") else []
        said = shop.glossary.say(condition.field, _meant(words, condition, shop), language) if words else ""
        if said and is_chinese(said) == (language == "zh"):
            found.append(said)
    return found[:_WISHES]


def _meant(words: Sequence[str], condition: Condition, shop: Shop) -> str:
    """Of several values that a word stands for the one that is called so: red, of red and burgundy; else the shortest name."""
    called = condition.text.casefold()
    own = (word for word in words if any(shop.glossary.say(condition.field, word, each).casefold() == called for each in ("zh", "en")))
    return next(own, min(words, key=len))


def _recorded(facet: AttributeFacet, value: str) -> str:
    return next((known.value for known in facet.values if known.value == value), "")
