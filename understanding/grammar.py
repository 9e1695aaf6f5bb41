"""The grammar: at each token the first production that matches consumes the tokens it needs. One grammar serves both languages."""

from collections.abc import Callable
from dataclasses import replace

from .productions.absence import having, lacking
from .productions.bounds import bound
from .productions.implied_values import implied_value
from .productions.negated_lists import spread_negation
from .productions.refused_descriptions import refused_description
from .productions.terms import term
from .productions.unnamed_certificates import unnamed_certificate
from .productions.uses import use
from .productions.wishes import wish
from .tokens.cursor import Cursor, Message
from .tokens.found import Found, Gathered

_NAMED = ("attribute", "value", "word", "use", "measured", "audience")
_SAID = ("field", "stop", "filler", "bound", "break", "sort", "category", "head", "reference")


def denial(cursor: Cursor) -> Found | None:
    """A denied quality that no record states (不含荧光剂) or that has no exact value (不要带帽): read as refused, never searched for."""
    if not cursor.denied():
        return None
    cursor.skip("filler", most=1)
    token = cursor.token
    named = token is not None and token.has(*_NAMED) and not token.has(*_SAID)
    if token is None or not (named or (not token.meanings and token.text[:1].isalnum())):
        return None
    cursor.place += 1
    if named and cursor.ahead("amount", "bound", most=1) is not None:
        return None
    cursor.place, excluded = refused_description(cursor)
    if not excluded:
        _skip_rest(cursor, named)
    return Found(cursor.place, conditions=excluded, refused=True)


def _skip_rest(cursor: Cursor, named: bool) -> None:
    """Move the cursor past the rest of a denied word (塑料盖子) or of an unknown English name (cloud-like, glitter print)."""
    tokens, rest = cursor.message.tokens, cursor.token
    if named:
        cursor.place += rest is not None and not rest.meanings and not rest.gap and len(rest.text) == 1 and rest.text >= "\u3400"
        return
    while cursor.token is not None and tokens[cursor.place - 1].text.isascii():
        hyphen = cursor.token.text == "-" and not cursor.token.gap and not any(each.gap for each in tokens[cursor.place + 1 : cursor.place + 2])
        if not hyphen and (cursor.token.meanings or not cursor.token.text.isalpha() or not cursor.token.text.isascii()):
            return
        cursor.place = min(cursor.place + 1 + hyphen, len(tokens))


def refused(cursor: Cursor) -> Found | None:
    """A refusal with the negation after the word: 蕾丝的不要, alcohol-free."""
    cursor.place += 1
    if [each.text.lower() for each in cursor.message.tokens[cursor.place : cursor.place + 2]] == ["-", "free"]:
        cursor.place += 2
        return Found(cursor.place, refused=True)
    if not cursor.message.tokens[cursor.start].text[:1] >= "\u3400" or cursor.reach("not_after", most=1) is None:
        return None
    after = cursor.token
    return Found(cursor.place, refused=True) if after is None or after.has("break") or after.gap else None


PRODUCTIONS: tuple[Callable[[Cursor], Found | None], ...] = (bound, term, unnamed_certificate, use, lacking, wish, having, implied_value, denial)

_PASSING = (bound, term, wish)
"""Productions that may pass over the product's name on the way to a negation."""


def parse(message: Message) -> Gathered:
    """All findings of the productions, left to right; no token belongs to two."""
    gathered, read, place = Gathered(), list[tuple[int, Found]](), 0
    while place < len(message.tokens):
        found = _first_match(message, place)
        if found is None or found.end <= place:
            place += 1
            continue
        read.append((place, found))
        place = found.end
    for place, found in spread_negation(read, message):
        gathered.add(place, found)
    return gathered


def _first_match(message: Message, place: int) -> Found | None:
    """The finding of the first production that matches at `place`."""
    if not message.tokens[place].meanings:
        return refused(Cursor(message, place))
    for production in PRODUCTIONS:
        found = production(Cursor(message, place))
        if found is not None and production in _PASSING:
            return replace(found, left=tuple(each for each in range(place, found.end) if message.tokens[each].has("category", "head")))
        if found is not None:
            return found
    return None
