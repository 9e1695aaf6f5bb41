"""Which of the sizes that a record states is for whom the buyer measured: M (6-12 months), of a baby of eight; 73, of one of 72 cm."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...schema.product import AttributeValue
from ..decisions.sizes import Fitting

_RANGE = r"(\d+(?:\.\d+)?)\s*(?:-|–|~|～|至|到|to)\s*(\d+(?:\.\d+)?)\s*"
_APART = re.compile(r"[、,，;；]\s*")


def fitting(value: AttributeValue | None, case: Mapping[str, float]) -> Fitting | None:
    """By the first of what was measured that the sizes are told by; None where they are told by none of it."""
    sizes = [str(one) for one in (value if isinstance(value, tuple) else _APART.split(value) if isinstance(value, str) else ())]
    if len(sizes) < 2:
        return None
    for key, measured in _known(case).items():
        ranges = [_range(size, key) for size in sizes]
        if all(one is not None for one in ranges):
            within = (size for size, one in zip(sizes, ranges, strict=True) if one is not None and one[0] <= measured < one[1])
            top = (size for size, one in zip(sizes, ranges, strict=True) if one is not None and measured == one[1])
            return Fitting(key, measured, next(within, None) or next(top, None))
    if "height_cm" in case and (heights := _heights(sizes)):
        return Fitting("height_cm", case["height_cm"], next((size for size, height in heights if height >= case["height_cm"]), None))
    return None


def _known(case: Mapping[str, float]) -> dict[str, float]:
    """Of what sizes may be told by; an age in months."""
    years = {"age_months": case["age_years"] * 12} if "age_years" in case else {}
    return {key: number for key, number in {**years, **case}.items() if key in _words()["units"]}


def _range(size: str, key: str) -> tuple[float, float] | None:
    found = _pattern(key).search(size)
    if found is None:
        return None
    scale = float(_words()["units"][key][found[3].casefold()])
    return float(found[1]) * scale, float(found[2]) * scale


def _heights(sizes: list[str]) -> list[tuple[str, float]]:
    """Each with its number, the least first; [] where they aren't all such."""
    low, high = _words()["heights"]
    numbers = [(size, float(size)) for size in sizes if size.replace(".", "", 1).isdecimal() and low <= float(size) <= high]
    return sorted(numbers, key=lambda one: one[1]) if len(numbers) == len(sizes) else []


@cache
def _pattern(key: str) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(_words()["units"][key], key=len, reverse=True)))
    return re.compile(rf"{_RANGE}({units})(?![a-z])", re.IGNORECASE)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("sized.yaml").read_text("utf-8"))
    return loaded
