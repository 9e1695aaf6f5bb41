"""One wish where another can't be had: 白色，没有就米色, "if not white then beige", "beige if there is none". Either will do."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..language.phrases import Meaning
from .token import Token

ELSE = "else"
_WISHED = ("value", "amount")
_LONGEST = 16  # characters of what may be lacking
_BREAK = (Meaning("break", ","),)
_OR = (Meaning("or", "or"), Meaning(ELSE), Meaning("stop", "or"))


def with_failing(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """`tokens` with such words as an "or" that says that what stands before it comes first."""
    found = [*tokens]
    for match in reversed([*_between().finditer(text)]):
        found = _joined(found, text, match)
    for match in reversed([*_behind().finditer(text)]):
        found = _trailed(found, match)
    return tuple(found)


def _joined(tokens: list[Token], text: str, match: re.Match[str]) -> list[Token]:
    """With the words as one "or", and what may be lacking before it where it wasn't named yet."""
    start, end = match.span()
    ahead = [token for token in tokens if token.end <= start]
    behind = [token for token in tokens if token.start >= end]
    inside = [token for token in tokens if token.start >= start and token.end <= end]
    named = match["first"] or ""
    first = [token for token in inside if named and match.start("first") <= token.start and token.end <= match.end("first")]
    cut = len(ahead) + len(behind) + len(inside) != len(tokens)
    if cut or not behind or not _wishes(behind[:2]) or (named and not _wishes(first)) or not (named or _wishes(ahead)):
        return tokens
    kept = [] if named.strip() in text[:start] else first
    opened = match.end("first") if kept else start
    denied = not named and any(token.has("not") for token in ahead)  # 不要白色，没有就灰色
    return [*ahead, *kept, Token(text[opened:end], opened, end, _BREAK if denied else _OR, True), *behind]


def _trailed(tokens: list[Token], match: re.Match[str]) -> list[Token]:
    """Without the words behind the second wish, and with the "or" before it as such a one."""
    place = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].end <= match.start() and tokens[at].has("or")), None)
    if place is None or not _wishes(tokens[:place]):
        return tokens
    alike = Token(tokens[place].text, tokens[place].start, tokens[place].end, (*tokens[place].meanings, Meaning(ELSE)), tokens[place].gap)
    rest = [token for token in tokens[place + 1 :] if token.end <= match.start() or token.start >= match.end()]
    before = tokens[:place]
    if before[-1].text in (",", "，"):
        before = before[:-1]
    return [*before, alike, *rest]


def _wishes(tokens: Iterable[Token]) -> bool:
    return any(token.has(*_WISHED) for token in tokens)


@cache
def _between() -> re.Pattern[str]:
    opens, then, lone = _any("opens"), _any("then"), _any("lone")
    said = rf"(?:{opens})(?P<first>[^,，。.;；!！?？]{{0,{_LONGEST}}}?)\s*(?:{then})|(?:{lone})"
    return re.compile(rf"[,，;；]?\s*(?:{said})[,，]?", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any('behind')})(?=\s*(?:[,，。.;；!！?？]|$))", re.IGNORECASE)


def _any(name: str) -> str:
    words = [str(word) for language in LANGUAGES for word in load("failing")[language][name]]
    whole = (rf"\b{re.escape(word)}\b" if word[0].isalpha() and word.isascii() else re.escape(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(whole)
