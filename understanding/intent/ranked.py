"""Which supplier has most or least of a number of its record (words/suppliers.yaml): 回头率最高的供应商, "which supplier answers fastest?"."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..language.atom import atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases

MOST, LEAST = "most.", "least."
_HOURS = "supplier.response_hours"
_FIELD, _NEAR = "fields", 16
"""Characters between a field and its end, at most."""


class Ranked(NamedTuple):
    """`asked` names the field with the end that is asked for ("most.supplier.years"); `spans` are the words, which are nothing to search by."""

    asked: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def ranked(text: str) -> Ranked:
    """The field whose name stands nearest to a word for an end."""
    said = list(_said(text))
    pairs = [
        (max(end[1], name[1]) - min(end[2], name[2]), name, end)
        for name in said if name[0].startswith("supplier.")
        for end in said if not end[0].startswith("supplier.") and (end[0] in ("most", "least") or name[0] == _HOURS)
    ]  # fmt: skip
    near = min((pair for pair in pairs if pair[0] <= _NEAR), key=lambda pair: pair[0], default=None)
    if near is None:
        return Ranked()
    _, name, end = near
    return Ranked(_end(name[0], end[0]), (name[1:], end[1:]))


def of_answering(rank: Ranked) -> bool:
    """Whether it is how fast somebody answers, which only sellers do."""
    return rank.asked.endswith(_HOURS)


def by_rank(asked: tuple[str, ...]) -> tuple[str, str] | None:
    """The end and the field that are asked for; None where none is."""
    name = next((each for each in asked if each.startswith((MOST, LEAST))), None)
    return (name.split(".", 1)[0], name.split(".", 1)[1]) if name is not None else None


def _end(field: str, word: str) -> str:
    """Who answers fastest takes the fewest hours, and who does best at it too."""
    least = word in ("least", "fast") if field != _HOURS else word in ("fast", "most")
    return (LEAST if least else MOST) + field


def _said(text: str) -> Iterator[tuple[str, int, int]]:
    pieces, place = atoms(text), 0
    while place < len(pieces):
        end, meanings = _words().longest(pieces, place)
        for meaning in meanings:
            yield meaning.kind, pieces[place].start, pieces[end - 1].end
        place = max(end, place + 1)


@cache
def _words() -> Phrases:
    found, words = Phrases(), dict(load("suppliers"))
    for kind, row in (*words.pop(_FIELD).items(), *words.items()):
        for word in (word for language in LANGUAGES for word in row[language]):
            found.add(word, Meaning(kind))
    return found
