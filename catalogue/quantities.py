"""Numbers with units in attribute values and conditions: "500ml", "1.5 L", "2.5 TOG", "约2千克"."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from .text import normal

_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[+-]?\.\d+"
_QUANTITY = re.compile(rf"^(?:约|大约|about|approx\.?|ca\.?|≈|~)?\s*({_NUMBER})\s*(\D.*|)$")

_SIZE = re.compile(r"(\d+(?:\.\d+)?(?:\s*[x×*]\s*\d+(?:\.\d+)?)+)\s*(mm|cm|m|in)(?![a-z])")
_CODE = re.compile(r"0\d+|\d{11,}")  # a bar code or article number, no measure


class Quantity(NamedTuple):
    """`number` in the base unit of `dimension`; a bare number has dimension None."""

    number: float
    dimension: str | None = None


class Units(NamedTuple):
    """units.yaml: unit -> (dimension, factor to the base unit), and the dimensions with a single scale."""

    factors: dict[str, tuple[str, float]]
    one_scale: frozenset[str]


@cache
def units() -> Units:
    stored = yaml.safe_load(Path(__file__).with_name("units.yaml").read_text(encoding="utf-8"))
    factors = {normal(str(unit)): (dimension, float(factor)) for dimension, scale in stored["scales"].items() for unit, factor in scale.items()}
    return Units(factors, frozenset(stored["one_scale"]))


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity | None:
    """The quantity that the whole text is: "1.5 L" is 1500 of volume, "2" a bare 2. None for "about two", "A4", "16-20 °C" and bar codes."""
    match = _QUANTITY.match(normal(text))
    if match is None:
        return None
    digits, unit = match[1].replace(",", ""), (match[2] or "").strip()
    if _CODE.fullmatch(digits):
        return None
    number = float(digits)
    if not unit:
        return Quantity(number)
    scale = units().factors.get(unit)
    return Quantity(number * scale[1], scale[0]) if scale else None


def sides(text: str) -> tuple[Quantity, ...]:
    """The sides that a size names, where it names their unit: 150 and 195 cm, of "150x195cm/ 180x200cm"."""
    found = [(each, size[2]) for size in _SIZE.finditer(normal(text)) for each in re.split(r"[x×*]", size[1])]
    return tuple(side for number, unit in found if (side := parse_quantity(f"{number.strip()} {unit}")) is not None)


def unit_of(name: str) -> tuple[str, float] | None:
    """(dimension, factor) of the unit that ends the attribute's name: `capacity_ml`, "Weight (g)"."""
    ending = re.split(r"[_\s(（]+", name.strip(" )）"))
    return units().factors.get(normal(ending[-1])) if len(ending) > 1 else None


def in_unit_of(name: str, value: float, said: str) -> float:
    """A number in the unit that ends an attribute's name, of one in the unit that ends another's: 8 of max_kg, of 16 of weight_jin."""
    own, other = unit_of(name), unit_of(said)
    return value if own is None or other is None else value * other[1] / own[1]


def comparable(value: Quantity, wanted: Quantity) -> bool:
    """True if the numbers can be compared: same dimension, or one is bare and the other's dimension has a single scale."""
    if value.dimension == wanted.dimension:
        return True
    dimensions = {value.dimension, wanted.dimension}
    return None in dimensions and bool(dimensions & units().one_scale)
