"""A small pack of products made large: copies with ids, prices, brands and attributes of their own.

A copy's title ends in a model code that nobody else has, so that it is a product by itself and its text tells which product it was made from
(`origin`): its vector is that one's, moved a little, and nothing is embedded twice.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from math import exp
from random import Random
from typing import Any

Raw = dict[str, Any]
VERSION = 1  # raised when the same seed gives other products
_CODE = re.compile(r" MX\d+\b")
_SHARE = 0.3  # of a copy's attributes, and of brands, that come from another product of its category


def origin(text: str) -> str:
    """The text as it was before it was multiplied."""
    return _CODE.sub("", text)


def multiplied(pack: Sequence[Raw], count: int, seed: int = 1) -> Iterator[Raw]:
    """`count` products: first the pack itself, then copies of each in turn."""
    rng = Random(seed)
    siblings: dict[tuple[str, ...], list[Raw]] = defaultdict(list)
    for product in pack:
        siblings[tuple(product.get("category", ()))].append(product)
    for number in range(count):
        source = pack[number % len(pack)]
        yield source if number < len(pack) else _copy(source, rng.choice(siblings[tuple(source.get("category", ()))]), number, rng)


def _copy(source: Raw, sibling: Raw, number: int, rng: Random) -> Raw:
    made = deepcopy(source)
    made["id"] = f"{source['id']}-{number}"
    for text in (made, *made.get("translations", {}).values()):
        if text.get("title"):
            text["title"] = f"{text['title']} MX{number}"
    _borrow(made, sibling, rng)
    made["price"] = _price(source["price"], exp(rng.gauss(0, 0.35)))
    made["moq"] = rng.choice((1, 2, 5, 10, 20, 50, 100, 200))
    made["stock"] = rng.choice((None, 0, 200, 1000, 5000))
    made["rating"] = round(min(5.0, max(1.0, rng.gauss(4.5, 0.3))), 1)
    made["review_count"], made["sold_90d"] = int(exp(rng.gauss(3, 1.5))), int(exp(rng.gauss(5, 1.5)))
    return made


def _borrow(made: Raw, sibling: Raw, rng: Random) -> None:
    """Some attributes and brands from a product of the same category, in all languages alike."""
    others = sibling.get("translations", {})
    pairs = [(made, sibling), *((text, others[language]) for language, text in made.get("translations", {}).items() if language in others)]
    names = [name for name in made.get("attributes", {}) if name in sibling.get("attributes", {}) and rng.random() < _SHARE]
    brand = rng.random() < _SHARE
    for mine, theirs in pairs:
        for name in names:
            if name in mine.get("attributes", {}) and name in theirs.get("attributes", {}):
                mine["attributes"][name] = theirs["attributes"][name]
        if brand and theirs.get("brand"):
            mine["brand"] = theirs["brand"]


def _price(price: Any, factor: float) -> Any:
    if isinstance(price, list):
        return [{**tier, "unit_price": _scaled(tier["unit_price"], factor)} for tier in price]
    return _scaled(price, factor)


def _scaled(amount: Any, factor: float) -> float:
    return max(0.01, round(float(amount) * factor, 2))
