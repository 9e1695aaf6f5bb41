"""How many pieces are in a pack, and in what the buyer counts by, where a record states it; and what one of them costs."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...schema.need import Need
from ...schema.product import Product
from ...understanding.language.whole_word import has_word
from ..wording.phrasebook import Phrasebook

_PER = re.compile(r"每[箱盒件捆]|(?:\ba|\ban|\bper|\beach|\bin a) (?:cartons?|case|box|crate)s?\b")

_LABELS = (Phrasebook("zh"), Phrasebook("en"))


def pieces_wanted(need: Need, product: Product) -> int | None:
    """How many pieces the buyer's number comes to; None where none is said, or nobody knows how many are in a pack."""
    held = pieces_in(product, need.pack)
    return need.quantity if not need.pack else need.quantity * held if need.quantity and held else None


def pieces_in(product: Product, pack: str) -> int | None:
    """By an attribute that is called so in either language ("packs a box"); None where there is none, or the buyer counts by no `pack`."""
    for name, value in product.attributes.items() if pack else ():
        called = any(_PER.search(each.label(f"attr.{name}")) for each in _LABELS)
        if called and isinstance(value, (int, float)) and not isinstance(value, bool) and value > 1:
            return int(value)
    return None


def count_of(product: Product, unit: str) -> int | None:
    """How many of the unit one piece of the product has: by an attribute that is named after it, by its title, or by one that counts pieces."""
    words, english = _words(), unit if unit.isascii() else _words()["units"].get(unit, "")
    numbers = {name: int(value) for name, value in product.attributes.items() if isinstance(value, (int, float)) and value > 1}
    named = list(_named(numbers, english))
    titles = (product.title, *(product.text(language).title or "" for language in ("zh", "en")))
    counts = [match for title in titles for pattern in _counts(unit, english) if (match := pattern.search(title.lower())) is not None]
    titled = [int(one[1]) for one in counts if int(one[1]) > 1]
    counted = [value for name in words["counts"] if (value := numbers.get(name)) is not None]
    told = next(iter(titled if is_single(unit) else (*named, *titled, *counted)), None)
    others = {*words["units"].values()} - {unit} if told is None and unit not in words["holding"] else set()  # 500 sheets are no 500 reams
    alike = {other for each in others if (other := next(_named(numbers, each), None)) is not None}
    return told if len(alike) != 1 else next(iter(alike))


def _named(numbers: Mapping[str, int], english: str) -> Iterator[int]:
    """The values of attributes that are named after the unit: `sheets_per_pack`."""
    counting = re.compile(rf"(?:\w+_)?(?:{english}s(?:_per_pack(?:age)?|_per_box)?|{english}s?_(?:count|quantity))")
    yield from (value for name, value in numbers.items() if english and counting.fullmatch(name))


def asks_how_many(asked: str) -> bool:
    """Whether it asks if one buys one or several: "1 or a pair"."""
    return any(way in asked.casefold() for way in _words()["asked"])


def tells_how_many(title: str) -> bool:
    """Whether a title tells how many one buys: 护腕 一只."""
    said = title.casefold()
    return any(has_word(each, said) for row in _words()["ways"] for each in row)


def is_single(unit: str) -> bool:
    """Whether it is what the price is for where no pack is sold: per piece."""
    return unit in _words()["single"]


def for_each(price: Decimal, count: int) -> str:
    """What one of so many costs, in as many figures as tell something."""
    each = price / count
    return f"{each:.2f}" if each >= 1 else f"{each:.3f}" if each >= Decimal("0.1") else f"{each:.4f}"


@cache
def _counts(unit: str, english: str) -> tuple[re.Pattern[str], ...]:
    packs = r"\b(?:pack|box|set|bag) of (\d+)\b", r"(\d+)[\s-]*(?:pack|count|ct|pcs)\b"
    patterns = [rf"(\d+)[\s-]*{re.escape(english)}s?\b", *packs] if english else []
    alike = [one for one, other in _words()["units"].items() if other == english] if english else []
    signs = f"[{''.join({unit, *alike} if not unit.isascii() else alike)}]" if alike or not unit.isascii() else ""
    return tuple(map(re.compile, [*patterns, *([rf"(\d+)\s*{signs}(?:装|入|一[盒包套]|/[盒包套])"] if signs else [])]))


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("packs.yaml").read_text("utf-8"))
    return loaded
