"""What a message wants of a supplier that no rule reads (独立包装, "with a German manual"): it is asked in his own words."""

import re
from collections.abc import Iterator, Sequence

from ..tokens.capabilities import capability_phrases
from ..tokens.cues import cues
from .asked import CAPABILITY
from .questions import before_asking, parts, questions, small
from .situation import Situation

WANTED = "wanted."
_CLAUSE = re.compile(r"(?:[^，。；！？,.;!?\n]|(?<=\d)[.,](?=\d))+")
_LONGEST = 80
"""Characters of a wish in his own words."""


def capable(now: Situation) -> tuple[str, ...]:
    """What the supplier is to be able to do, said without asking: with our logo."""
    return tuple(f"{CAPABILITY}{name}" for kind, name in now.gathered.notes if kind == "capability")


def unread(now: Situation) -> tuple[str, ...]:
    """Content words that neither goods, conditions nor questions took up, and that don't only tell what the message does: write, send."""
    return tuple(dict.fromkeys(word for word in now.unsifted.words if word.casefold() not in small("writing")))


def wanted(text: str, sent_to: Sequence[str], now: Situation) -> tuple[str, ...]:
    """`text` is the message with where goods go to, which `sent_to` says: no condition holds it, and a letter without it asks for something else.

    Of a clause that also tells what is done or asked it is what stands from the first unread word on; any other stands whole.
    """
    there = [part for (start, end), _ in questions(text) for part in parts(text[start:end]) if any(place in part for place in sent_to)]
    left = [said for clause in _clauses(text) if (said := _left(clause, sent_to, now))]
    return tuple(f"{WANTED}{said[:_LONGEST]}" for said in dict.fromkeys((*there, *left)))


def _clauses(text: str) -> Iterator[str]:
    """Those of the message without what it says is to be asked, which has its own questions."""
    told = [span for span, _ in questions(text)]
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        first = min((begin for begin, behind in told if start <= begin < end), default=end)
        yield before_asking(text[start:first]) if first < end else text[start:end]


def _left(clause: str, sent_to: Sequence[str], now: Situation) -> str:
    said = clause
    for phrase in capability_phrases(clause):
        said = said.replace(phrase, " " * len(phrase))
    places = [at for word in (*unread(now), *sent_to) if (at := _place(word, said)) >= 0]
    if not places or any(_place(word, clause) >= 0 for word in small("sending")):
        return ""
    return _opened(clause[min(places) :] if _read(clause, now) else clause)


def _read(clause: str, now: Situation) -> bool:
    """Whether it says beside it what the message does, or asks."""
    told, pointers = cues(clause), [each.text for each in now.gathered.references if each.text]
    return bool(told.intents.get("inquiry") or told.asks) or any(_place(pointer, clause) >= 0 for pointer in pointers)


def _place(word: str, text: str) -> int:
    match = re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])" if word.isascii() else re.escape(word), text, re.IGNORECASE)
    return match.start() if match else -1


def _opened(said: str) -> str:
    """Without the words that only join it to what stands before."""
    words = sorted(small("joining"), key=len, reverse=True)
    joins = "|".join(rf"{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return re.sub(rf"^(?:\s*(?:{joins}))+\s*", "", said.strip(), flags=re.IGNORECASE).strip()
