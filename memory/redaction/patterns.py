"""Finds private values by the patterns of patterns.yaml."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

Found = tuple[int, int, str, str]
"""Start, end, kind, normalised value."""


def patterned(text: str, row: int) -> Iterator[Found]:
    """Matches of one row of the file."""
    kind, pattern = rows()[row]
    for found in pattern.finditer(text):
        group = "it" if "it" in pattern.groupindex else 0
        yield found.start(group), found.end(group), kind, re.sub(r"\s+", " ", found[group]).lower()


@cache
def rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    content = yaml.safe_load(Path(__file__).with_name("patterns.yaml").read_text("utf-8"))
    return tuple((row["kind"], re.compile(_filled(row["pattern"], content["parts"]))) for row in content["rows"])


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern
