"""What a line asks of its seller that no field of goods says: how soon he answers, and his own certificates."""

from typing import NamedTuple

from ..schema.condition import Condition
from ..schema.sourcing_task import SourcingLine
from .words import pattern

_KINDS = ("response", "certificate")


class OfSeller(NamedTuple):
    """The conditions, and the line without their words."""

    conditions: tuple[Condition, ...]
    line: SourcingLine


def of_seller(line: SourcingLine) -> OfSeller:
    """Conditions on the record of a line's seller."""
    found: list[Condition] = []
    left: dict[str, tuple[str, ...]] = {}
    for name, hard in (("musts", True), ("wishes", False)):
        own = [(words, _condition(words, hard, len(found))) for words in getattr(line, name)]
        left[name] = tuple(words for words, condition in own if condition is None)
        found += [condition.model_copy(update={"id": f"s{len(found) + at}"}) for at, (_, condition) in enumerate(own) if condition is not None]
    return OfSeller(tuple(found), line.model_copy(update=left) if found else line)


def phrases(text: str) -> tuple[tuple[str, ...], str]:
    """What of a line in words is said of its seller, and the rest of it."""
    found: list[str] = []
    for kind in _KINDS:
        while (match := pattern("seller", kind).search(text)) is not None:
            found.append(match[0].strip())
            text = f"{text[: match.start()].rstrip(' ,，、')}\n{text[match.end() :].lstrip(' ,，、')}".strip()
    return tuple(found), text


def _condition(words: str, hard: bool, place: int) -> Condition | None:
    for kind in _KINDS:
        match = pattern("seller", kind).search(words)
        if match is None:
            continue
        value = next(each for each in match.groups() if each).strip()
        base = Condition(id=f"s{place}", field="supplier.certifications", op="contains", value=value, hard=hard, text=words)
        if kind == "certificate":
            return base
        return base.model_copy(update={"field": "supplier.response_hours", "op": "<=", "value": float(value), "unit": "h"})
    return None
