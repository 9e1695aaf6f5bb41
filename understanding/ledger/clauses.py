"""Clauses that may say nothing but something of a wish that stands: which of the words of words/musts.yaml each has, and what is left."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ...schema.reading import Reading
from ..language.atom import atoms
from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning, Phrases

_MARKS = " ,，。.;；!！\n"
_END = re.compile(r"[,，。.;；!！\n]+")


@dataclass(frozen=True)
class Clause:
    """From `start` to `end` of the message; `says` are the kinds of its words, `behind` where the last of "I didn't say" and "I wanted" ends,
    `left` the stretches that none of the words covers, `amid` whether one of them stands before "I didn't say"."""

    text: str
    start: int
    end: int
    says: frozenset[str]
    behind: int
    left: tuple[str, ...]
    amid: bool

    @property
    def idle(self) -> bool:
        """Whether it says nothing by itself: "yes", 不对."""
        return self.says <= {"beside", "nay"} and not self.left


def clauses(text: str) -> Iterator[Clause]:
    start = 0
    for border in (*_END.finditer(text), None):
        end = border.start() if border else len(text)
        if text[start:end].strip():
            yield clause(text[start:end], start)
        start = border.end() if border else end


def clause(text: str, start: int = 0) -> Clause:
    """`text` as one."""
    pieces, said, left = atoms(text), set[str](), list[tuple[int, int]]()
    place = behind = 0
    amid = False
    while place < len(pieces):
        end, meanings = _words().longest(pieces, place)
        kinds = {meaning.kind for meaning in meanings}
        if not meanings and pieces[place].text.isalnum():
            here = (pieces[place].start, pieces[place].end)
            if left and not text[left[-1][1] : here[0]].strip():
                here = (left.pop()[0], here[1])
            left.append(here)
        if "unsaid" in kinds:
            behind, amid = pieces[end - 1].end, bool(left)
        elif "wanted" in kinds and behind and not text[behind : pieces[place].start].strip():
            behind = pieces[end - 1].end
        said |= kinds
        place = max(end, place + 1)
    return Clause(text, start, start + len(text), frozenset(said), behind, tuple(text[one:other] for one, other in left), amid)


def beyond(text: str, said: Clause, opens: bool, read: Callable[[str], Reading]) -> Reading | None:
    """What the message says beside that clause; None where that is nothing. `opens`: what stands before it says nothing."""
    rest = f"{'' if opens else text[: said.start]}{text[said.end :]}".strip(_MARKS)
    more = None if all(each.idle for each in clauses(rest)) else read(rest)
    return None if more is None or more.intent in ("chitchat", "out_of_scope") else more


def letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


@cache
def _words() -> Phrases:
    phrases = Phrases()
    for kind, words in load("musts").items():
        for word in (word for language in LANGUAGES for word in words[language]):
            phrases.add(str(word), Meaning(kind))
    return phrases
