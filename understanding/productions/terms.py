"""Brands, certificates, places, supplier kinds, verification: `not? term (or term)* not?`."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ...schema.condition import Condition, Op
from ..language.lexicon import load
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from .negation import denied_after

_IN = ("in", "within", "inside", "across", "around", "throughout", "to")
_SUPPLIER = ("category", "head", "supplier_noun", "supplier_kind", "place_word", "verified", "break")
_BACK = 4  # tokens: flights inside of mainland China
_KINDS = ("brand", "common_brand", "certificate", "class", "place", "supplier_kind", "verified")
_BESIDE = ("certificate",)  # may stand side by side without a conjunction: CE FCC


def term(cursor: Cursor) -> Found | None:
    """One term or a list of one kind. All listed certificates are required, unless "or" or "any of them" is said."""
    either = cursor.back("or", most=0) is not None
    negated = cursor.denied()
    cursor.skip("filler", "certificate_word", most=2) if negated else None
    kind = _kind(cursor)
    if kind is None:
        return None
    values = [_value(cursor, kind)]
    cursor.skip("place_word", most=1) if kind == "place" else None
    while (more := _next_item(cursor, kind)) is not None:
        values.append(more[0])
        either = either or more[1]
    if kind in ("certificate", "class"):
        cursor.skip("certificate_word", "filler", most=2) if cursor.ahead("certificate_word", most=1) is not None else None
        either = cursor.reach("any_of", skipping=("filler", "stop"), most=1) is not None or either
        wanted = tuple(_certificates(cursor, values, negated or denied_after(cursor), either))
        return Found(cursor.place, conditions=wanted)
    if kind == "place" and is_place_of_use(cursor):
        return Found(cursor.place, keep=True)
    denied = negated or denied_after(cursor)
    found = _condition(cursor, kind, values, denied)
    return None if found is None else Found(cursor.place, conditions=(found, *(() if denied else _implied_kinds(cursor, kind))))


def _kind(cursor: Cursor) -> str | None:
    """The kind of the token here; attribute values are left to `wish`."""
    token = cursor.token
    if token is None:
        return None
    certain = cursor.place + 1 < len(cursor.message.tokens) and cursor.message.tokens[cursor.place + 1].has("certificate_word")
    before = cursor.place > 0 and cursor.message.tokens[cursor.place - 1].has("certificate_word")
    certain = certain or any(each.text.lower() in BRAND_WORDS for each in cursor.message.tokens[cursor.place + 1 : cursor.place + 2])
    for kind in _KINDS:
        if not token.has(kind) or (token.has("category", "value") and kind in ("brand", "place", "class") and not certain):
            continue
        if kind == "class" and not (certain or before or "证" in token.text or "报告" in token.text) and token.has("value"):
            continue
        if kind == "brand" and token.text[0].isdigit() and " " in token.text and " " not in str(token.value("brand")):
            continue  # "3 m of cable" isn't 3M's
        if kind == "common_brand" and not _is_meant_as_brand(cursor):
            continue
        if kind == "certificate" and token.text in _WORDLIKE and not certain:
            continue
        return kind
    return None


BRAND_WORDS = ("brand", "brands", "牌", "牌子", "品牌")
_WORDLIKE = ("reach", "ce", "ul", "kc")


def _is_meant_as_brand(cursor: Cursor) -> bool:
    """True if a brand that is also an ordinary word is meant as a brand: capitalised inside a sentence, or beside "brand", "from", "by"."""
    token, place = cursor.token, cursor.place
    before = cursor.message.tokens[place - 1].text.lower() if place else ""
    after = cursor.message.tokens[place + 1].text.lower() if place + 1 < len(cursor.message.tokens) else ""
    return token is not None and ((token.text[:1].isupper() and place > 0) or before in ("from", "by", "brand", "牌") or after in BRAND_WORDS)


def _value(cursor: Cursor, kind: str) -> Any:
    token = cursor.take(kind)
    return tuple(dict.fromkeys(token.values(kind))) if token is not None else ()


def _next_item(cursor: Cursor, kind: str) -> tuple[Any, bool] | None:
    """The next item of the list, and True if "or" joins it."""
    place = cursor.place
    linked = cursor.take("or", "and") or (cursor.take("break") if cursor.token is not None and cursor.token.text in ",，、" else None)
    either = linked is not None and linked.has("or") and linked.text != "、"
    if linked is not None and kind != "verified":
        either = cursor.skip("or", most=1).message.tokens[cursor.place - 1].has("or") and linked.text != "、" or either
        cursor.skip("and", "not", "filler", most=2)
    listed = linked is not None or kind in _BESIDE or (kind == "place" and _same_level(cursor))
    if listed and cursor.token is not None and cursor.token.has(kind) and _kind(cursor) == kind and kind != "verified":
        return _value(cursor, kind), either
    cursor.place = place
    return None


def _same_level(cursor: Cursor) -> bool:
    """True if two cities or two provinces stand side by side: a list (广州深圳都行). A province and a city are one place."""
    levels = {place.name: place.level for place in cursor.message.vocabulary.facets.places}
    tokens = cursor.message.tokens[cursor.place - 1 : cursor.place + 1]
    names = [level for token in tokens for value in token.values("place")[:1] for level in {levels.get(name, "") for name in value}]
    return len(tokens) == 2 and len(names) == 2 and names[0] == names[1]


def _condition(cursor: Cursor, kind: str, values: list[Any], negated: bool) -> Condition | None:
    text, hard = cursor.words, cursor.hard
    if kind == "verified":
        return condition("supplier.verified", "=", not negated, hard=hard, text=text)
    origin = cursor.message.vocabulary.concepts.get("origin", ())
    if kind == "place" and origin and not cursor.message.vocabulary.facets.places:
        word = str(values[0][0][0])
        return condition(f"attr.{origin[0]}", "not_contains" if negated else "contains", word, hard=hard, text=text)
    field = {"brand": "brand", "common_brand": "brand", "place": "supplier.location", "supplier_kind": "supplier.kind"}[kind]
    flat = tuple(dict.fromkeys(str(each) for value in values for item in value for each in (item if isinstance(item, tuple) else (item,))))
    if kind == "place":
        cursor.skip("filler", most=1) if cursor.ahead("supplier_kind", most=1) is not None else None
    if len(flat) == 1:
        return condition(field, "!=" if negated else "=", flat[0], hard=hard, text=text)
    return condition(field, "not_in" if negated else "in", flat, hard=hard, text=text)


def _implied_kinds(cursor: Cursor, kind: str) -> Iterator[Condition]:
    """The supplier kind that a word of verification implies: a verified factory is a factory."""
    said = [token.value("verified_kind") for token in cursor.message.tokens[cursor.start : cursor.place] if kind == "verified"]
    yield from (condition("supplier.kind", "=", each, hard=cursor.hard, text=cursor.words) for each in said if each)


def _certificates(cursor: Cursor, values: list[Any], negated: bool, either: bool) -> Iterator[Condition]:
    """Conditions with "contains", since catalogues write more than the name ("OEKO-TEX Standard 100")."""
    lists = [tuple(dict.fromkeys(word for words in value[:1] for word in words)) for value in values]
    together = [tuple(dict.fromkeys(word for each in lists for word in each))]
    for words in dict.fromkeys(together if either or negated else lists):
        op: Op = "not_contains" if negated else "contains"
        yield condition("certification", op, words if len(words) > 1 else words[0], hard=cursor.hard, text=cursor.words)


def is_place_of_use(cursor: Cursor) -> bool:
    """True if the words around the place just read say that it is no supplier's (words/places.yaml, `elsewhere`): flights within China,
    适合广东天气的."""
    tokens, text = cursor.message.tokens, cursor.message.text
    before, after = _elsewhere()
    if text[tokens[cursor.place - 1].end :].startswith(after):
        return True
    if not cursor.start or tokens[cursor.start - 1].text.lower() not in _IN:
        return False
    for token in reversed(tokens[max(0, cursor.start - _BACK) : cursor.start - 1]):
        if token.has(*_SUPPLIER):
            return False
        if token.text.lower().split()[-1:] and token.text.lower().split()[-1] in before:
            return True
    return False


@cache
def _elsewhere() -> tuple[frozenset[str], tuple[str, ...]]:
    words = load("places")["elsewhere"]
    return frozenset(words["before"]), tuple(words["after"])
