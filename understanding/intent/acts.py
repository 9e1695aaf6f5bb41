"""A message in its requests: "compare the first two, and does the factory do OEM?" are two. Each part is a request of its own, or it is no part."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ...schema.reading import Intent
from ..language.atom import Atom, atoms
from ..language.lexicon import load
from ..language.phrases import Meaning, Phrases
from ..tokens.cues import cues
from .situation import Situation

MOST = 4
"""Requests that one message is read as at most."""
_ASKING: tuple[Intent, ...] = ("pick", "compare", "brand", "supplier", "product_question", "inquiry")
_CUES = {"compare", "supplier", "inquiry", "pick", "brand", "meaning", "needs"}
_SURE = 0.6
_CLAUSES = 12
"""Parts that are looked at: a longer message is a story, not a list of requests."""

_MARKS = " ,，。;；!！"

Judge = Callable[[str], tuple[Situation, Intent, float] | None]


def acts(text: str, judge: Judge) -> list[str]:
    """The text of each request, in order; the whole where there is one. `judge` tells what a part is by itself."""
    clauses = list(_clauses(text)) if _asks(text) else []
    if not 1 < len(clauses) <= _CLAUSES:
        return [text]
    starts = [0]
    current: tuple[Situation, Intent] | None = None
    for start, said, end in clauses:
        worded = bool(text[start:said].strip(_MARKS + "?？"))
        found = judge(text[said:end])
        if found is None:
            continue
        now, intent, chance = found
        request = chance >= _SURE and _complete(now, intent)
        if current is not None and request and _opens(now, intent, worded, *current) and len(starts) < MOST:
            starts.append(start)
            current = now, intent
        elif request and (current is None or intent in _ASKING):
            current = now, intent
    parts = [text[start:end].strip(_MARKS) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [parts[0], *(_opened(part) for part in parts[1:])] if len(parts) > 1 else [text]


def _asks(text: str) -> bool:
    """Whether a word of it asks at all: wishes alone are one request, however many."""
    told = cues(text)
    return told.question or bool(told.acts or told.intents.keys() & _CUES)


def _complete(now: Situation, intent: Intent) -> bool:
    """Whether it asks for something by itself: 我要第二款 before 帮我写询盘 only says of what."""
    if intent == "product_question":
        return bool(now.asked or now.points) and (now.cues.question or bool(now.asked and now.points))
    if intent == "compare" and len(now.points) < 2 and any(token.has("amount") for token in now.tokens):
        return False  # how do options 2 and | 5 differ?
    return intent in _ASKING or (intent in ("search", "refine") and bool(now.subject.category or now.wishes))


def _opens(now: Situation, intent: Intent, worded: bool, before: Situation, was: Intent) -> bool:
    """Whether it is another request. What only wishes, or says for whom, belongs to the question behind it unless a word parts them."""
    if was == "inquiry" and intent == "product_question" and not (worded or now.points):
        return False  # what the letter is to ask
    told = bool(now.asked or now.cues.acts or now.cues.intents.keys() & _CUES)
    return intent in _ASKING and told and (worded or was in _ASKING) and _another(now, intent, before, was)


def _another(now: Situation, intent: Intent, before: Situation, was: Intent) -> bool:
    """Whether it is more than the request before it goes on: other products, or something else of them."""
    own = [(each.kind, each.ordinal) for each in now.points]
    if any(each.kind == "quote" for each in before.gathered.bids) and intent in ("pick", "compare"):
        return False  # which of the quotes is the better is asked of them
    if intent == was:
        return bool(own) and bool(before.points) and own != [(each.kind, each.ordinal) for each in before.points] and intent == "product_question"
    return {intent, was} != {"compare", "pick"}


def _clauses(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each begins with the word that joins it, where without it, and its end."""
    pieces = atoms(text)
    begin = said = place = 0
    while place < len(pieces):
        end = _joint(pieces, place)
        if end == place:
            place += 1
            continue
        first, last = pieces[place].start, pieces[end - 1].end
        if text[said:first].strip(_MARKS):
            yield begin, said, first
            begin = first
        said, place = last, end
    if text[said:].strip(_MARKS):
        yield begin, said, len(text)


def _joint(pieces: Sequence[Atom], place: int) -> int:
    """The end of the mark or the word that joins requests there; the comma of 1,000 joins none."""
    words, marks = _joints()
    if pieces[place].text in marks:
        number = 0 < place < len(pieces) - 1 and pieces[place - 1].digits and pieces[place + 1].digits and not pieces[place + 1].gap
        return place if number else place + 1
    return words.longest(pieces, place)[0]


def _opened(part: str) -> str:
    """Without the words that join it to what stands before."""
    pieces = atoms(part)
    end = _joint(pieces, 0)
    return part[pieces[end - 1].end :].strip(_MARKS) if 0 < end < len(pieces) else part


@cache
def _joints() -> tuple[Phrases, frozenset[str]]:
    found, words = Phrases(), load("acts")
    for word in (*words["zh"], *words["en"]):
        found.add(word, Meaning("joint", word))
    return found, frozenset(words["marks"])
