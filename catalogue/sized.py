"""For whom sizes are, by what is measured of him: M (6-12 months), of a baby of eight."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_RANGE = r"(\d+(?:\.\d+)?)\s*(?:-|–|~|～|至|到|to)\s*(\d+(?:\.\d+)?)\s*"
_DIGITS = "零一二三四五六七八九"
_SPELLED = re.compile(r"[一二三四五六七八九](?=周?岁|个月|公斤|斤)")


def measured(words: str) -> dict[str, float]:
    """What words measure of whom goods are for: 一岁半 is 18 months."""
    said = _SPELLED.sub(lambda one: str(_DIGITS.index(one[0])), words.casefold())
    found: dict[str, float] = {}
    for key, units in words_of_sizes()["units"].items():
        names = "|".join(sorted((re.escape(unit) for unit in units if len(unit) > 1 or not unit.isascii()), key=len, reverse=True))
        for match in re.finditer(rf"(\d+(?:\.\d+)?)[\s-]*({names})(?![a-z])(半)?", said):
            found.setdefault(key, (float(match[1]) + (0.5 if match[3] else 0)) * float(units[match[2]]))
    return found


def known(case: Mapping[str, float]) -> dict[str, float]:
    """Of what sizes may be told by, in its unit, whoever it is of."""
    rows = [(key, ends) for key, ends in words_of_sizes()["measured"].items()]
    found = (
        (key, number * scale) for name, number in case.items() for key, ends in rows for end, scale in ends.items() if f"_{name}".endswith(f"_{end}")
    )
    return dict(found)


def range_of(size: str, key: str) -> tuple[float, float] | None:
    """From how much to how much of it the size is; None where it states none."""
    found = _pattern(key).search(size)
    if found is None:
        return None
    scale = float(words_of_sizes()["units"][key][found[3].casefold()])
    return float(found[1]) * scale, float(found[2]) * scale


def is_range(size: str) -> bool:
    """Whether it states from how much to how much it is."""
    return any(range_of(size, key) is not None for key in words_of_sizes()["units"])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(words_of_sizes()["units"][key], key=len, reverse=True)))
    return re.compile(rf"{_RANGE}({units})(?![a-z])", re.IGNORECASE)


@cache
def words_of_sizes() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("sized.yaml").read_text("utf-8"))
    return loaded
