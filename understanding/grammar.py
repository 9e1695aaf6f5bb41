"""The grammar: at each token the first production that matches consumes the tokens it needs. One grammar serves both languages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from ..catalogue.certificates import certificates
from ..schema.condition import Condition
from .language.atom import atoms, keys
from .productions.absence import having, lacking
from .productions.bounds import bound
from .productions.negated_lists import spread_negation
from .productions.terms import term
from .productions.uses import use
from .productions.wishes import condition_on, wish
from .tokens.cursor import Cursor, Message
from .tokens.found import Found, Gathered, condition
from .tokens.token import Token
from .vocabulary.known_value import Known


def unnamed_certificate(cursor: Cursor) -> Found | None:
    """Any certificate in force, or any test report (catalogue/certificates.yaml, `unnamed`): 必须有证书. After a supplier word it gives no
    condition."""
    if cursor.back("not", "supplier_kind", "verified", skipping=("filler", "stop", "must", "soft"), most=3) is not None:
        return None
    denied = cursor.denied()
    cursor.skip("filler", most=1)
    token = cursor.take("certificate_word")
    wanted = _unnamed().get(token.text.lower()) if token is not None else None
    if wanted is None or not (denied or _required(cursor)):
        return None
    if denied:
        return Found(cursor.place, refused=True)
    return Found(cursor.place, conditions=(_wanted(cursor, wanted),))


def _required(cursor: Cursor) -> bool:
    """True if a verb of having, or "must", precedes."""
    before = [token.text.lower() for token in cursor.message.tokens[max(0, cursor.start - 3) : cursor.start]]
    return any(text in _having() for text in before)


def _wanted(cursor: Cursor, words: tuple[str, ...]) -> Condition:
    if not words:
        return condition("certification", "=", True, hard=cursor.hard, text=cursor.words)
    return condition("certification", "contains", words, hard=cursor.hard, text=cursor.words)


@cache
def _having() -> frozenset[str]:
    return frozenset(map(str, certificates()["having"]))


@cache
def _unnamed() -> dict[str, tuple[str, ...]]:
    """Name of a paper -> words of which the certificate must have one; () accepts any certificate."""
    return {says: tuple(row["words"]) for row in certificates()["unnamed"] for says in row["says"]}


def implied_value(cursor: Cursor) -> Found | None:
    """A wish for the attribute value that the name is or begins with, if such goods state it: 不粘锅 is a non-stick wok. The catalogue's own name
    implies nothing."""
    token, message = cursor.token, cursor.message
    category = token.value("category") if token is not None else None
    if token is None or category is None or cursor.back("not") is not None or message.given == category:
        return None
    vocabulary, pieces = message.vocabulary, atoms(token.text)
    if keys(token.text) in (keys(str(category)), keys(vocabulary.english.get(str(category), ""))):
        return None
    shelf = vocabulary.shelf(str(category))
    for end in range(len(pieces) - 1, 0, -1):
        said = token.text[: pieces[end - 1].end]
        stated = [
            one.value for one in vocabulary.phrases.get(said) if one.kind == "value" and one.value.concept and shelf.states(one.value.attribute)
        ]
        if shelf.known and stated and len(said) > 1:
            return _wish(cursor, max(stated, key=lambda known: known.count), said)
    if not (shelf.known and vocabulary.curated) or vocabulary.ends(str(category), token.text):  # a leash is any leash, even if one type is called so
        return None
    own = vocabulary.pieces(str(category))
    values = vocabulary.recorded(str(category))
    starts = [token.text[: piece.end] for piece in reversed(pieces)]
    whole = [each for each in starts if keys(each) in own and (each == token.text or keys(each) in values)]
    return _wish(cursor, own[keys(whole[0])], whole[0]) if whole else None


def _wish(cursor: Cursor, known: Known, said: str) -> Found:
    cursor.place += 1
    wish = condition_on(cursor, [known], False, False).model_copy(update={"text": said})
    return Found(cursor.place, conditions=(wish,), left=(cursor.start,))


_MOST = 6
_DESCRIBING = ("ed", "y", "ish", "ing", "en", "less")
"""Endings of English adjectives: "no shiny black T-shirts" refuses such T-shirts; "no logo black T-shirts" refuses a logo."""
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


def refused_description(cursor: Cursor) -> tuple[int, tuple[Condition, ...]]:
    """The end of the description that closes with "ones" or the product's noun (not the ugly plastic ones), and its values as exclusions;
    (start, ()) if there is none."""
    start, tokens, found = cursor.place, cursor.message.tokens, list[Condition]()
    place = start
    while place < min(start + _MOST, len(tokens)):
        token = tokens[place]
        if token.has("one") or (token.has("category", "head") and _describes(tokens[start - 1 : place])):
            return (place, tuple(found)) if found else (start, ())
        read = wish(Cursor(replace(cursor.message, denied=frozenset({place})), place)) if token.has("value") else None
        if read is not None:
            found += _against(read.conditions)
        elif token.meanings and not token.has("filler", "stop") or not token.text.isascii() or token.has("break", "and", "or"):
            break
        place = read.end if read is not None else place + 1
    return start, ()


def _against(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    for each in conditions:
        yield each.model_copy(update={"text": f"not {each.text}" if each.text.isascii() else f"不要{each.text}"})


def _describes(tokens: tuple[Token, ...]) -> bool:
    unknown = [token.text.lower() for token in tokens if not token.meanings]
    return bool(unknown) and unknown[-1].endswith(_DESCRIBING)
