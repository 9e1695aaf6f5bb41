"""Audiences that are a number of people or an animal: "4 people", 三口之家, a dog (company.yaml)."""

import re
from functools import cache
from pathlib import Path

import yaml

from ..understanding.language.atom import atoms
from ..understanding.language.numerals import numeral

NUMBER = r"(?P<number>\d{1,6}|[一二两三四五六七八九十百]{1,5}|[a-z]+)"
"""What `whole` may read."""


def people(audience: str) -> int | None:
    """The number of people; None if the audience is no number of people."""
    found = _people().fullmatch(audience.strip().casefold())
    return whole(found["number"]) if found is not None else None


def whole(said: str) -> int | None:
    """A positive whole number in figures or words: 8, 八, eight; None if it is none."""
    own = atoms(said)
    number = numeral(own, 0) if own else None
    return int(number.low) if number is not None and number.low == int(number.low) and number.low > 0 else None


def animal(audience: str) -> bool:
    return _animals().fullmatch(audience.strip().casefold()) is not None


@cache
def _words() -> dict[str, list[str]]:
    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return {name: [*row["zh"], *row["en"]] if isinstance(row, dict) else row for name, row in rows.items()}


def _any(name: str) -> str:
    return "|".join(map(re.escape, sorted(_words()[name], key=len, reverse=True)))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"{NUMBER}[\s-]*(?:个|位|口)?\s*(?:{_any('people')})(?:{_any('behind')})?")


@cache
def _animals() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('small')})*(?:{_any('animals')})")
