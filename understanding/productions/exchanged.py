"""A bound in place of the opposite one: 50元以上的呢 after 50元以下, 换成20元以上的, "lighter than 3 kg" after "heavier than 3 kg"; and one exclusion
in place of another, which adds to it elsewhere: 说错了，不要灰色."""

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
_DEAREST, _CHEAPEST = "-price", "price"


def exchanged(gathered: Gathered, told: Cues, text: str, need: Need | None) -> Gathered:
    """With taken back, by field or id, what the new bound, the new exclusion or the end that the order begins at takes the place of."""
    if need is None:
        return gathered
    given_up = dict.fromkeys((*_opposed(gathered, told, text, need), *_measured(gathered, need), *_misspoken(gathered, text, need)))
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
