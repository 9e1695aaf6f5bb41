"""What is known of certificates and standards: their names, the bodies that number them, what they are for (certificates.yaml)."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..schema.condition import Condition


@cache
def certificates() -> dict[str, Any]:
    """The file, as written."""
    text = Path(__file__).with_name("certificates.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def standards(without: Collection[str] = ()) -> str:
    """A pattern for a standard's code, also of one that no record carries, in small letters: gb/t 14272; not for those of the bodies `without`."""
    bodies = "|".join(map(re.escape, sorted(set(certificates()["bodies"]).difference(without), key=len, reverse=True)))
    return rf"(?:{bodies})[ -]?[a-z]?\d{{2,}}(?:[.-]\d+)*(?:[-:]\d{{4}})?"


def is_standard(said: str | None) -> bool:
    """Whether it is a standard's code."""
    return said is not None and _code().fullmatch(said.casefold()) is not None


@cache
def _code() -> re.Pattern[str]:
    return re.compile(standards())


def unnamed(condition: Condition) -> bool:
    """Whether it asks for papers without a name: no record of them contradicts what somebody says of such."""
    groups = [tuple(row["words"]) for row in certificates()["unnamed"]]
    return condition.field == "certification" and (condition.value is True or condition.value in groups)
