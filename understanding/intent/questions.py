"""What a supplier is to be asked, clause by clause: a field, what he can do, else the buyer's own words. The words lie in words/asking.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ..language.lexicon import load
from ..tokens.capabilities import capabilities_in
from ..tokens.cues import cues
from ..tokens.found import Gathered
from ..tokens.token import Token
from .asked import CAPABILITY

ABLE, SAID = "able.", "said."
_ENDS = r"[^，。；！？,.;!?\n]+"
_AND = re.compile(r"\s*(?:、|和|以及|还有|\band\b)\s*", re.IGNORECASE)
_LONGEST = 60
"""Characters of a question in his own words."""


def questions(text: str) -> tuple[tuple[tuple[int, int], tuple[str, ...]], ...]:
    """Each clause that says what to ask, by its place in `text`, with what is asked in it."""
    found = (((match.start("what"), match.end("what")), tuple(_asked(match["what"]))) for match in _opened("them", "also", "opens").finditer(text))
    return tuple((span, asked) for span, asked in found if asked)


def beside(text: str, tokens: Sequence[Token], gathered: Gathered, left: Sequence[str] = ()) -> tuple[str, ...]:
    """What a message that asks for an inquiry wants asked in it; his own words only where the clause was not read, or has words that are `left`."""
    read = [tokens[place] for place in sorted(gathered.used) if place < len(tokens)]
    noted = [word for kind, word in gathered.notes if kind == "unchecked"]
    found: list[str] = []
    for (start, end), asked in questions(text):
        known = any(start <= token.start and token.end <= end for token in read) or any(word in text[start:end] for word in noted)
        known = known and not any(word in text[start:end] for word in left)
        found += (field for field in asked if not (known and field.startswith((ABLE, SAID))))
    return tuple(found)


def to_them(text: str) -> tuple[str, ...]:
    """What the message adds to the questions of a draft: it opens with words for it, and names him who is asked or goes on."""
    said = _begun(text) if names_them(text) else text.strip()
    opened = _opened("them", "also").match(said)
    return tuple(dict.fromkeys(field for _, asked in questions(said) for field in asked)) if opened else ()


def names_them(text: str) -> bool:
    """Whether it says that the supplier is to be asked."""
    return _opened("them").match(_begun(text)) is not None


def before_asking(text: str) -> str:
    """The text without the words that it ends with and that say that something is asked: "…, 300 pcs, and ask"."""
    return re.sub(rf"(?:{'|'.join(map(_any, ('them', 'also', 'opens')))})\s*$", "", text, flags=re.IGNORECASE)


def parts(clause: str) -> tuple[str, ...]:
    """The things that a clause asks about, without what only opens the question: whether they can."""
    return tuple(_trimmed(part[len(_match("able", part)) :]) for part in map(_bare, _AND.split(clause)))


@cache
def small(kind: str) -> frozenset[str]:
    """Words of a kind that say nothing of what is wanted."""
    return frozenset(str(word) for word in _words()[kind])


def _asked(clause: str) -> Iterator[str]:
    said = _trimmed(clause)
    able = _match("able", said)
    told = [*cues(said).asks, *(CAPABILITY + name for name in capabilities_in(said))]
    several = _AND.split(said) if told else []
    if len(several) > 1:
        for part in several:
            yield from _asked(part)
    elif any(name.startswith(CAPABILITY) for name in told):
        yield from (name for name in told if name not in ("supplier.capabilities", "sample"))
    elif told:
        yield from told
    elif able and (rest := _trimmed(said[len(able) :])):
        yield ABLE + rest[:_LONGEST]
    else:
        for part in _AND.split(said):
            thing = _bare(part)
            if thing:
                yield _fields().get(thing.casefold(), SAID + thing[:_LONGEST])


def _begun(text: str) -> str:
    """Without the words that go before: 再问他们, "please ask them"."""
    return re.sub(rf"^(?:(?:{_any('before')})[\s，,]*)+", "", text.strip(), flags=re.IGNORECASE)


def _bare(part: str) -> str:
    """Without the word that only opens the question: about packaging."""
    said = _trimmed(part)
    opened = _match("whether", said)
    return _trimmed(said[len(opened) :]) if opened and opened not in ("有没有", "是不是", "if", "whether", "how", "what") else said


def _trimmed(text: str) -> str:
    said = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    end = next((end for end in _words()["ends"] if said.endswith(end)), "")
    return said.removesuffix(end).strip()


def _match(kind: str, text: str) -> str:
    """The longest word of the kind that the text opens with."""
    match = re.match(_any(kind), text, re.IGNORECASE)
    return match[0] if match else ""


@cache
def _opened(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(_any, kinds))})(?P<what>{_ENDS})", re.IGNORECASE)


@cache
def _any(kind: str) -> str:
    words = sorted(map(str, _words()[kind]), key=len, reverse=True)
    return "|".join(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word) for word in words)


@cache
def _fields() -> dict[str, str]:
    return {str(word): field for field, words in _words()["fields"].items() for word in words}


@cache
def _words() -> dict[str, Any]:
    return load("asking")
