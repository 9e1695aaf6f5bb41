"""What differs between the two sides of a pair, in lines: conditions, cards, words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from ..compare.pair import Pair
from ..compare.row import Row

_LINES = 14


@dataclass(frozen=True)
class Change:
    """`sign`: "-" only BASE has it, "+" only NEW, "~" otherwise; `mark` says so to who doesn't see colours."""

    sign: str
    what: str
    text: str

    @property
    def side(self) -> str:
        return {"-": "base", "+": "new"}.get(self.sign, "both")


def changes(pair: Pair) -> list[Change]:
    base, new = pair.base, pair.new
    found = [*_values(base, new), *_cards(base, new)]
    return [*found, *_words(base, new)][: _LINES + len(found)]


def _values(base: Row, new: Row) -> Iterator[Change]:
    for name in ("intent", "category"):
        if (before := base.shown.get(name)) != (now := new.shown.get(name)):
            yield from (Change(sign, name, str(value)) for sign, value in (("-", before), ("+", now)) if value)
    for name in ("conditions", "degraded"):
        yield from _apart(name[:-1] if name == "conditions" else name, base.shown.get(name, ()), new.shown.get(name, ()))


def _cards(base: Row, new: Row) -> Iterator[Change]:
    before, now = ([f"{card['title']} ({card['id']})" for card in row.shown.get("cards", ())] for row in (base, new))
    yield from _apart("card", before, now)
    if before != now and sorted(before) == sorted(now):
        yield Change("~", "cards", "the same ones in another order")


def _words(base: Row, new: Row) -> Iterator[Change]:
    lines = unified_diff(base.text.splitlines(), new.text.splitlines(), n=0, lineterm="")
    yield from (Change(line[0], "text", line[1:]) for line in lines if line[0] in "+-" and not line.startswith(("+++", "---")) and line[1:].strip())


def _apart(name: str, before: Sequence[Any], now: Sequence[Any]) -> Iterator[Change]:
    yield from (Change("-", name, str(one)) for one in before if one not in now)
    yield from (Change("+", name, str(one)) for one in now if one not in before)
