"""Which of the sizes that a record states is for whom the buyer measured: M (6-12 months), of a baby of eight; 73, of one of 72 cm."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ...schema.product import AttributeValue
from ..decisions.sizes import Fitting

_RANGE = r"(\d+(?:\.\d+)?)\s*(?:-|–|~|～|至|到|to)\s*(\d+(?:\.\d+)?)\s*"
_DIGITS = "零一二三四五六七八九"
_SPELLED = re.compile(r"[一二三四五六七八九](?=周?岁|个月|公斤|斤)")
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
    if (tall := _known(case).get("height_cm")) is not None and (heights := _heights(sizes)):
        return Fitting("height_cm", tall, next((size for size, height in heights if height >= tall), None))
    return None


def within(value: AttributeValue | None, called: Sequence[str], case: Mapping[str, float]) -> Fitting | None:
    """Whether what was measured is within what goods are for, by a field that is `called` so; None where it tells of none of it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    names = {name.casefold() for name in called}
    of = next((key for key, limits in _words()["limits"].items() if key in _known(case) and not names.isdisjoint(limits)), None)
    return None if of is None else Fitting(of, _known(case)[of], None, _known(case)[of] <= value)


def measured(words: str) -> dict[str, float]:
    """What words measure of whom goods are for: 一岁半 is 18 months."""
    said = _SPELLED.sub(lambda one: str(_DIGITS.index(one[0])), words.casefold())
    found: dict[str, float] = {}
    for key, units in _words()["units"].items():
        names = "|".join(sorted((re.escape(unit) for unit in units if len(unit) > 1 or not unit.isascii()), key=len, reverse=True))
        for match in re.finditer(rf"(\d+(?:\.\d+)?)[\s-]*({names})(?![a-z])(半)?", said):
            found.setdefault(key, (float(match[1]) + (0.5 if match[3] else 0)) * float(units[match[2]]))
    return found


def _known(case: Mapping[str, float]) -> dict[str, float]:
    """Of what sizes may be told by, in its unit, whoever it is of."""
    rows = [(key, ends) for key, ends in _words()["measured"].items()]
    found = (
        (key, number * scale) for name, number in case.items() for key, ends in rows for end, scale in ends.items() if f"_{name}".endswith(f"_{end}")
    )
    return dict(found)


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
