"""The words for a row of totals in a list of goods (sheets.yaml)."""

from functools import cache
from importlib.resources import files

import yaml


def totals() -> frozenset[str]:
    """Words for totals and subtotals, in lower case."""
    return subtotals() | _words()["totals"]


def subtotals() -> frozenset[str]:
    """Words for the total since the last subtotal."""
    return _words()["subtotals"]


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = yaml.safe_load((files(__package__) / "sheets.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in found.items()}
