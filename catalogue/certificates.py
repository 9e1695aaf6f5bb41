"""Certificates and standards: their names, issuing bodies and purposes (certificates.yaml)."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..schema.condition import Condition


@cache
def certificates() -> dict[str, Any]:
    """The content of certificates.yaml."""
    text = Path(__file__).with_name("certificates.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def standards(without: Collection[str] = ()) -> str:
    """A pattern for the code of a standard (gb/t 14272), in lower case, known or not; codes of the bodies in `without` don't match."""
    bodies = "|".join(map(re.escape, sorted(set(certificates()["bodies"]).difference(without), key=len, reverse=True)))
    return rf"(?:{bodies})[ -]?[a-z]?\d{{2,}}(?:[.-]\d+)*(?:[-:]\d{{4}})?"


def is_standard(said: str | None) -> bool:
    """True if `said` is a standard's code."""
    return said is not None and _code().fullmatch(said.casefold()) is not None


@cache
def _code() -> re.Pattern[str]:
    return re.compile(standards())


def unnamed(condition: Condition) -> bool:
    """True if the condition asks for certificates without a name; records can't contradict a statement about such."""
    groups = [tuple(row["words"]) for row in certificates()["unnamed"]]
    return condition.field == "certification" and (condition.value is True or condition.value in groups)
