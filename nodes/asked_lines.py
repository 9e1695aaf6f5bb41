"""Which lines of a reply a writer is asked for: all, or as many as it can word in the time left."""

from collections.abc import Mapping, Sequence
from math import ceil

from ..models.budget import Item
from ..models.pace import Pace, tokens_in
from ..models.window import Window
from ..tools.phrasing.line import Line

_SURE = 0.8
"""Of the time, for what is asked: a pace is that of the streams before."""
_ANSWERED = '{{"id": "{}", "text": "{}"}}, '


def asked_lines(lines: Mapping[str, Line], window: Window, seconds: float) -> list[Item]:
    """The worthiest stand in no list: they begin the reply and say what to take. Then come the others, then the follow-ups (f1, f2, …), in order."""
    worthiest = sorted(lines, key=lambda id: (not id.isdecimal(), bool(lines[id].bullet)))
    items = {id: _item(id, lines[id], -float(place), window) for place, id in enumerate(worthiest)}
    asked = set(worthiest) if window.pace is None else _in_time([items[id] for id in worthiest], window.pace, seconds)
    return [items[id] for id in lines if id in asked]


def _item(id: str, line: Line, worth: float, window: Window) -> Item:
    """A wording is hardly longer than its line."""
    answer = ceil((len(line.masked) + 40) * max(1.0, window.rate))
    kind = "lines" if id.isdecimal() else "follow_ups"
    return Item(kind, id, line.masked, worth=worth, value={"id": id, "masked": line.masked}, answer=answer)


def _in_time(items: Sequence[Item], pace: Pace, seconds: float) -> set[str]:
    """Of the worthiest as many as there is time for, and one at least: by it the pace is known anew."""
    left, asked = pace.tokens(seconds * _SURE), set[str]()
    for item in items:
        if (cost := tokens_in(_ANSWERED.format(item.key, item.text))) <= left or not asked:
            left -= cost
            asked.add(item.key)
    return asked
