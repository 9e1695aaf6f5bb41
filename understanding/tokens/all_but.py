""" "Any colour but black": behind what is named in general, "but" denies what follows, and joins no clause. "Nothing except cotton"
and 不要纯棉以外的 deny all but that, which so must be."""

from collections.abc import Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from .token import Token

_ANY = ("any", "every", "all", "whatever")
_BUT = ("but", "bar")
_NOTHING = "nothing"
_THING = ("value", "attribute", "filler", "or", "and", "brand", "common_brand", "place", "certificate")
_MOST = 6
_GENERAL = ("attribute", "named", "category", "supplier_noun", "supplier_kind")


def with_all_but(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with such a word as a negation."""
    found = list(tokens)
    for place in range(len(tokens) - 2):
        first, general, but = tokens[place : place + 3]
        if first.text.lower() in _ANY and general.has(*_GENERAL) and but.text.lower() in _BUT:
            found[place + 2] = replace(but, meanings=(Meaning("not", but.text), Meaning("stop", but.text)))
    return tuple(found)


def without_nothing_but(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with both words that so deny all else as words that say nothing: what they leave is asked for."""
    found = list(tokens)
    for place, token in enumerate(tokens):
        if token.text.lower() == _NOTHING and place + 1 < len(tokens) and tokens[place + 1].has("besides"):
            found[place : place + 2] = [_silent(each, "please") for each in tokens[place : place + 2]]
        if token.has("except_after") and (denied := _denial(tokens, place)):
            found[place] = _silent(token, "的")
            for at in denied:
                found[at] = _silent(tokens[at], "要")
    return tuple(found)


def _denial(tokens: Sequence[Token], place: int) -> list[int]:
    """Where what lies outside of the thing before `place` is denied: right behind, or before the thing, by a word that is no "except" itself."""
    before = next((at for at in range(place - 1, max(place - 1 - _MOST, -1), -1) if not tokens[at].has(*_THING)), None)
    opens = before is not None and tokens[before].has("not")
    excepts = before is not None and opens and tokens[before].text[0] == "除"
    behind = tokens[place + 1 : place + 2]
    if any(token.has("not_after") and not token.has("accept") for token in behind):
        return [place + 1, *([before] if before is not None and excepts else [])]
    return [before] if before is not None and ((opens and not excepts) or tokens[before].text == "必须有") else []


def _silent(token: Token, said: str) -> Token:
    return replace(token, text=said, meanings=tuple(Meaning(kind, said) for kind in ("filler", "stop")))
