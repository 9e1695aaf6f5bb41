"""What a row of totals is called in a list of goods: sheets.yaml."""

from functools import cache
from importlib.resources import files

import yaml


def totals() -> frozenset[str]:
    """Lower case, of all lines and of a part of them."""
    return subtotals() | _words()["totals"]


def subtotals() -> frozenset[str]:
    """Of the lines since the last one."""
    return _words()["subtotals"]


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = yaml.safe_load((files(__package__) / "sheets.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in found.items()}
