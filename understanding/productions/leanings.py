"""Which way goods are to lean where nothing was shown to measure them by: 大一点的保温杯, a suitcase that is not too heavy, 别太长的."""

from ...schema.relative import Relative
from ..language.lexicon import lexicon
from ..language.phrases import Meaning
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from .comparatives import measured, named
from .superlatives import key_of

_TOO = {"太": "太{}", "too": "too {}", "overly": "too {}"}
"""How a negation ends that turns away too much of what stands behind it, and how that is said with it."""


def leaning(cursor: Cursor) -> Found | None:
    """The order by what the category states as a number; of words those left out that are too much of it."""
    return _not_too(cursor) or _plain(cursor) or _more(cursor)


def _not_too(cursor: Cursor) -> Found | None:
    """别太重, "not too heavy", 容量不要太大."""
    cursor.place = cursor.start
    beside = cursor.take("attribute")
    negation = cursor.take("not")
    said = next((said for ending, said in _TOO.items() if negation is not None and negation.text.lower().endswith(ending)), None)
    token = cursor.token
    if said is None or token is None:
        return None
    meanings = lexicon().grammar.get(said.format(token.text.lower().removesuffix("的")))
    compared = next((each.value for each in meanings if each.kind == "comparative"), None)
    if compared is None or compared[2] is not None:  # of price and the like there is a word for the order
        return None
    cursor.place += 1
    kind, of, _ = compared
    wish = (measured(cursor, kind, named(beside)) if beside is not None else None) or measured(cursor, kind, of)
    return _ordered(cursor, wish) or _left_out(cursor, of, [each for each in meanings if each.kind == "over"])


def _left_out(cursor: Cursor, of: tuple[str, ...], over: list[Meaning]) -> Found | None:
    """Of an attribute recorded in words, what begins with those that are too much: 长款 of "not too long"."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    names = [name for concept in of for name in vocabulary.concepts.get(concept, ()) if shelf.known and shelf.states(name)]
    for name in (name for name in names if vocabulary.attributes[name].kind == "text"):
        known = [found for each in over if (found := vocabulary.values(name).beginning(str(each.value))) is not None]
        values = tuple(dict.fromkeys(value for found in known for value in found.values))
        if values:
            left = condition(f"attr.{name}", "not_in" if len(values) > 1 else "!=", values if len(values) > 1 else values[0], text=cursor.words)
            return Found(cursor.place, conditions=(left.model_copy(update={"hard": cursor.hard}),))
    return None


def _plain(cursor: Cursor) -> Found | None:
    """要大的, "a big one": the whole of what a clause asks for."""
    cursor.place = cursor.start
    before = cursor.message.tokens[cursor.start - 1] if cursor.start else None
    token = cursor.take("bare")
    if token is None or not (before is None or before.has("break", "goods", "seeking")) or not (cursor.token is None or cursor.token.has("break")):
        return None
    kind, of, sort = token.value("bare")
    wish = measured(cursor, kind, of) if sort is None else None
    if wish is not None and cursor.message.shown:
        return Found(cursor.place, relative=(wish.model_copy(update={"text": cursor.words}),))
    return _ordered(cursor, wish)


def _more(cursor: Cursor) -> Found | None:
    """大一点的保温杯, earphones with longer battery life."""
    cursor.place = cursor.start
    beside = cursor.take("attribute")
    token = cursor.take("comparative")
    if cursor.message.shown or token is None or cursor.ahead("amount", most=1) is not None:
        return None
    kind, of, sort = token.value("comparative")
    if sort is not None:
        return None
    return _ordered(cursor, (measured(cursor, kind, named(beside)) if beside is not None else None) or measured(cursor, kind, of))


def _ordered(cursor: Cursor, wish: Relative | None) -> Found | None:
    key = key_of(wish) if wish is not None and wish.field.startswith("attr.") else None
    return Found(cursor.place, sort=(key,)) if key is not None else None
