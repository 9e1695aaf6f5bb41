"""What is denied twice, and so must be: 没有3C的不要, "nothing without a lid", "leave out those that aren't waterproof", 除了黑色都不要."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from ..language.lexicon import load
from ..language.phrases import Meaning
from .token import Token

_LONGEST = 3  # tokens of a phrase
_RECORDED = ("value", "attribute", "certificate", "class", "certificate_word", "place", "supplier_kind", "verified", "brand", "in_stock")
_PASSING = ("filler", "stop", "relative", "determiner", "reference", "one", "seeking", "goods", "category", "head", "supplier_noun", "must", "soft")
_LISTED = ("filler", "certificate_word", "place_word", "or", "and", "category", "head", "measure", "attribute_tail")
_NAMED = ("relative", "one", "category", "head", "seeking")
Span = tuple[int, int]


def without_doubled(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with what denies that a thing is there as a word of must, and what turns such goods away as words that say nothing."""
    found = list(tokens)
    for first, end in _clauses(tokens):
        for lack, away in _twice(tokens, first, end):
            soft = any(token.has("soft", "soft_after") for token in tokens[first:end])
            for place in (*range(*lack), *range(*away)):
                token, must = tokens[place], place in range(*lack) and not soft
                if token.has("category", "head", "soft"):
                    continue
                said = "必须有" if token.text >= "\u3400" else "must have"
                kinds = ("must", "filler", "stop") if must else ("filler", "stop")
                found[place] = replace(token, text=said if must else token.text, meanings=tuple(Meaning(kind, said) for kind in kinds))
    return tuple(found)


def _clauses(tokens: Sequence[Token]) -> Iterator[Span]:
    first = 0
    for place, token in enumerate(tokens):
        if token.has("break"):
            yield first, place
            first = place + 1
    yield first, len(tokens)


def _twice(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Where the thing is denied, and where those are that lack it."""
    start = first
    while start < end:
        if not (lack := _phrase(tokens, start, end, "lacks") or _phrase(tokens, start, end, "denies") or _phrase(tokens, start, end, "but")):
            start += 1
            continue
        thing = _thing(tokens, lack, end)
        away = thing and (_before(tokens, first, lack) or (_leads(tokens[first : lack[0]]) and _behind(tokens, lack, thing, end)))
        if away:
            yield lack, away
        start = lack[1]


def _phrase(tokens: Sequence[Token], start: int, end: int, name: str) -> Span | None:
    """The longest of those phrases that stands here."""
    for last in range(min(start + _LONGEST, end), start, -1):
        said = tokens[start:last]
        text = ("" if said[0].text >= "\u3400" else " ").join(token.text.lower() for token in said)
        if text in _words(name):
            return start, last
    return None


def _thing(tokens: Sequence[Token], lack: Span, end: int) -> int:
    """Behind the thing that isn't there, where records may state it; 0 where it is none of theirs."""
    said = list(takewhile(lambda token: token.has(*_RECORDED, *_LISTED) and not token.has("not_after"), tokens[lack[1] : end]))
    torn = tokens[lack[0]].text >= "\u3400" and bool(said) and said[0].gap
    return lack[1] + len(said) if any(token.has(*_RECORDED) for token in said) and not torn else 0


def _before(tokens: Sequence[Token], first: int, lack: Span) -> Span | None:
    """What turns them away before it, with what names them between."""
    text = tokens[lack[0]].text
    for place in range(lack[0] - 1, first - 1, -1):
        refusal = next((span for start in range(max(first, place - _LONGEST + 1), place + 1)
                        if (span := _phrase(tokens, start, place + 1, "refuses")) and span[1] == place + 1), None)  # fmt: skip
        between = tokens[place + 1 : lack[0]]
        if refusal and (text.lower() not in _words("denies") or any(token.has(*_NAMED) for token in between)):
            return refusal[0], lack[0]
        if refusal or not tokens[place].has(*_PASSING) or tokens[place].has("not"):
            return None
    return None


def _behind(tokens: Sequence[Token], lack: Span, thing: int, end: int) -> Span | None:
    """What turns them away behind it, where the clause, or the next one, says no more."""
    only = tokens[lack[0]].text in _words("but")
    place = thing + 1 if thing == end < len(tokens) and not only else thing
    token = tokens[place] if place < len(tokens) else None
    if token is None or not token.has("not_after") or (only and token.text not in _words("entire")):
        return None
    last = place + 1
    while last < len(tokens) and tokens[last].has("filler", "stop") and not tokens[last].has("break"):
        last += 1
    return (place, place + 1) if last == len(tokens) or tokens[last].has("break") else None


def _leads(tokens: Sequence[Token]) -> bool:
    """Whether no more than goods stand before it: the black ones without a lid are not all without one."""
    return all(token.has(*_PASSING) for token in tokens)


@cache
def _words(name: str) -> frozenset[str]:
    words = load("doubled")[name]
    return frozenset(word for row in (words.values() if isinstance(words, dict) else [words]) for word in row)
