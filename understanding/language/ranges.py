"""The multiplier that both ends of a range share: 15到20万, 4-6k, "between 15 and 20 thousand"."""

from collections.abc import Sequence

from .atom import Atom

_LINKS = frozenset(("到", "至", "-", "–", "—", "~", "to"))
_BETWEEN = {"and": "between", "和": "在", "与": "在"}  # counts as a link only after its other half
_SIGNS = frozenset("$¥€£")
_REACH = 3  # atoms between the two halves: a sign, a currency


def second(text: Sequence[Atom], start: int, end: int) -> int | None:
    """The index where the second number of a range begins, if the number from `start` to `end` is the first; None if no range is written."""
    if end + 1 >= len(text) or (start and text[start - 1].latin and not text[start].gap) or not _links(text, start, end):
        return None
    place = end + 1 + (text[end + 1].key in _SIGNS)
    return place if place < len(text) else None


def _links(text: Sequence[Atom], start: int, end: int) -> bool:
    link = text[end].key
    return link in _LINKS or (link in _BETWEEN and any(atom.key == _BETWEEN[link] for atom in text[max(start - _REACH, 0) : start]))


def shared(value: float, other: float, scale: float) -> float:
    """`value`, the lower end, times `scale` if that stays below `other`: 15 of "15 to 200,000" becomes 150,000; 500 of "500 to 10,000" stays."""
    return value * scale if value * scale < other else value
