"""A bound in place of the opposite one: 50元以上的呢 after 50元以下, 换成20元以上的, "lighter than 3 kg" after "heavier than 3 kg"; and one exclusion
in place of another, which adds to it elsewhere: 说错了，不要灰色. A wish is given up for its denial where that says so: 不要RGB了, "not RGB any
more"; a plain "no RGB" may be a slip and is asked about."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ...schema.condition import Condition
from ...schema.need import Need
from ..language.atom import atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases
from ..slots import leave_nothing, slot
from ..tokens.cues import Cues
from ..tokens.found import Gathered

_SIDES = {"upper": "lower", "lower": "upper"}
_CLAUSES = re.compile(r"[,，。.;；!！?？]")
_DEAREST, _CHEAPEST = "-price", "price"


def exchanged(gathered: Gathered, told: Cues, text: str, need: Need | None) -> Gathered:
    """With taken back, by field or id, what the new bound, the new exclusion or the end that the order begins at takes the place of."""
    if need is None:
        return gathered
    gathered = _without_more(gathered, text)
    opposed, denied = _opposed(gathered, told, text, need), (*_misspoken(gathered, text, need), *_no_longer(gathered, text, need))
    given_up = dict.fromkeys((*opposed, *_measured(gathered, need), *denied))
    return replace(gathered, dropped=[*gathered.dropped, *given_up]) if given_up else gathered


def _opposed(gathered: Gathered, told: Cues, text: str, need: Need) -> Iterator[str]:
    for new in gathered.conditions:
        if slot(new)[1] not in _SIDES or any(slot(each) == (new.field, _SIDES[slot(new)[1]]) for each in gathered.conditions):
            continue  # a range says both ends
        old = [each for each in need.active if each.field == new.field and each.op != "="]
        if any(slot(each) == slot(new) for each in old):
            continue
        for each in old:
            if slot(each)[1] == _SIDES[slot(new)[1]] and (_same(each, new) or _instead(text) or (told.of("onward") and leave_nothing(new, each))):
                yield new.field


def _same(one: Condition, other: Condition) -> bool:
    """Whether they part all goods at one number: nobody asks for both."""
    return one.value == other.value and one.unit == other.unit


def _measured(gathered: Gathered, need: Need) -> Iterator[str]:
    """The price that the order begins at the far end of, where its bound came of "cheaper", "dearer", and so has no number in the buyer's words."""
    ends = {"upper": _DEAREST, "lower": _CHEAPEST}
    for each in need.active:
        far = each.field == "price" and ends.get(slot(each)[1]) in gathered.sort
        if far and each.text and not any(map(str.isdecimal, each.text)) and not gathered.conditions:
            yield each.field


def _misspoken(gathered: Gathered, text: str, need: Need) -> Iterator[str]:
    new = {each.field for each in gathered.conditions if slot(each)[1] == "not"}
    old = [each for each in need.active if each.field in new and slot(each)[1] == "not"]
    yield from (each.id for each in old if _says(text, "exchanges") or _says(text, "misspoken"))


def _no_longer(gathered: Gathered, text: str, need: Need) -> Iterator[str]:
    """The wishes that such a denial leaves nothing of."""
    denied = [each for each in gathered.conditions if slot(each)[1] == "not"]
    if denied and _ended(text):
        yield from (old.id for old in need.active if any(leave_nothing(each, old) for each in denied))


def _ended(text: str) -> bool:
    """Whether a clause says something and ends in words of 'no longer'."""
    clauses = [clause.strip().casefold() for clause in _CLAUSES.split(text)]
    return any(clause.endswith(_endings()) and clause not in _endings() for clause in clauses)


def _without_more(gathered: Gathered, text: str) -> Gathered:
    """ "Any more" behind a denial asks for no further goods."""
    if not any(slot(each)[1] == "not" for each in gathered.conditions) or not _ended(text):
        return gathered
    kept = [each for each in gathered.relative if each.text.casefold() not in _endings()]
    return replace(gathered, relative=kept)


@cache
def _endings() -> tuple[str, ...]:
    words = load("corrections")["no_longer"]
    return tuple(str(word).casefold() for language in LANGUAGES for word in words[language])


def _instead(text: str) -> bool:
    return _says(text, "exchanges")


def _says(text: str, name: str) -> bool:
    pieces = atoms(text)
    return any(_words(name).longest(pieces, place)[1] for place in range(len(pieces)))


@cache
def _words(name: str) -> Phrases:
    found, words = Phrases(), load("corrections")[name]
    for word in (word for language in LANGUAGES for word in words[language]):
        found.add(word, Meaning(name, word))
    return found
