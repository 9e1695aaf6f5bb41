"""Attribute values as conditions: `not? name? value (or value)* not?`."""

import re
from dataclasses import replace
from functools import cache
from typing import cast

from ...schema.condition import Condition, Op
from ..language.lexicon import load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.measures import unit_word
from ..tokens.token import Token
from ..vocabulary.concepts import concepts
from ..vocabulary.known_value import Known
from .bounds import bare_op
from .negation import denied_after

Shares = tuple[tuple[str, int], ...]
_GRADE = re.compile(r"([A-Za-z]+)(\d+)([A-Za-z]?)(?![A-Za-z\d])")
_SURE = 0.8  # share of the products stating the value that state it in one attribute
_EXCLUDED = 100  # most values listed in an exclusion: a missing one would pass as wanted
_LISTED = 12  # most values listed in a choice; more are matched by the word that they share
_INSTEAD = ("instead of", "rather than")
_GENERAL = ("material", "colour", "size", "season", "pattern", "style")
_MEASURE = re.compile(r"(\d+(?:\.\d+)?)[ -]?([^\W\d_]+|\")")
_LINKS = ("or", "and", "link")


def wish(cursor: Cursor) -> Found | None:
    """A value, alone or after its attribute's name, or several of one attribute."""
    negated = cursor.denied()
    cursor.skip("filler", most=1) if negated else None
    pure = not negated and says_pure(cursor)
    cursor.place += pure
    name, known = _named(cursor)
    if known is None or (name is None and not negated and _of_another_category(cursor, known)):
        return None
    if (measured := _size_of_others(cursor, known)) is not None:
        return None if negated else measured
    alternatives, start = [known], cursor.place
    while (more := _alternative(cursor, alternatives[0], negated)) is not None:
        alternatives.append(more)
    together = _together(cursor, known, start)
    alternatives = better(cursor, alternatives)
    cursor.skip("attribute_tail", most=1)
    if name is None:
        _skip_name_after(cursor, known)
        if (named := _named_after(cursor, known)) is not None:
            name, alternatives = named
            known = alternatives[0]
    negated = negated or denied_after(cursor)
    hard, keep = _hardness(cursor, name, known)
    wanted = condition_on(cursor, alternatives, negated, hard and not _in_product_name(cursor), together and len(alternatives) > 1)
    if pure and not wanted.shares:
        return None
    return Found(cursor.place, conditions=(wanted,), keep=keep and not negated)


def _of_another_category(cursor: Cursor, known: Known) -> bool:
    """True if exactly one other category states the attribute, so that the word means something else here: a lined hoodie is no lined notebook.
    General attributes (material, colour) never count."""
    shelf, vocabulary = cursor.message.shelf, cursor.message.vocabulary
    if known.flag or not (vocabulary.curated and shelf.known) or shelf.states(known.attribute):
        return False
    general = any(known.attribute in vocabulary.concepts.get(name, ()) for name in _GENERAL)
    return not general and len(vocabulary.attributes[known.attribute].categories) == 1


def _size_of_others(cursor: Cursor, known: Known) -> Found | None:
    """A value of other goods that opens with a measure which the current category states: 15.6 inch laptop, for a backpack that states the size it
    fits."""
    shelf, vocabulary = cursor.message.shelf, cursor.message.vocabulary
    opened = _MEASURE.match(cursor.message.tokens[cursor.place - 1].text)
    if opened is None or not shelf.known or shelf.states(known.attribute):
        return None
    words = (opened[2][:size] for size in range(len(opened[2]), 0, -1))
    unit = next((unit for word in words if (unit := unit_word(word.lower())) is not None), None)
    stated = [facet for facet in vocabulary.measured(unit) if shelf.states(facet.name)] if unit else []
    if len(stated) != 1:
        return None
    name, size = f"attr.{stated[0].name}", float(opened[1])
    op = cast(Op, bare_op(cursor, name, Amount(size, size, unit)))
    wanted = condition(name, op, number(size), unit=unit, hard=cursor.hard, text=cursor.words)
    return Found(cursor.place, conditions=(wanted,))


def _together(cursor: Cursor, first: Known, start: int) -> bool:
    """True if the values are joined by "and" alone and the attribute may have several at once (words/values.yaml, `every`): for autumn and for
    winter."""
    joints = [token for token in cursor.message.tokens[start : cursor.place] if token.has("and", "or", "break", "link")]
    several = any(first.attribute in cursor.message.vocabulary.concepts.get(each.name, ()) for each in concepts() if each.together)
    return several and bool(joints) and all(token.has("and") and not token.has("or") for token in joints)


def _named(cursor: Cursor) -> tuple[Token | None, Known | None]:
    """The attribute's name, if it is said and a value follows; and the value."""
    place = cursor.place
    name = cursor.take("attribute")
    if name is not None:
        cursor.skip("filler", "bound", most=2)
        if (known := _known(cursor, name, None)) is not None:
            return name, known
    cursor.place = place
    return None, _known(cursor, None, None)


def _in_product_name(cursor: Cursor) -> bool:
    """True if "or" leads to a choice within a product's name: "latex or memory foam pillow" must not exclude memory foam."""
    after = cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return cursor.token is not None and cursor.token.has("or") and bool(after) and after[0].has("category")


def _skip_name_after(cursor: Cursor, known: Known) -> None:
    """Consume the attribute's name after the value ("cotton material"), unless a bound begins with it (充绒量200g以上)."""
    place, token = cursor.place, cursor.take("attribute")
    if token is None or known.attribute not in _names(token) or cursor.ahead("amount", "bound") is not None:
        cursor.place = place


def _named_after(cursor: Cursor, known: Known) -> tuple[Token, list[Known]] | None:
    """Values of the attribute named after them, which alone mean something else: "red or brown switches"."""
    token, shelf = cursor.token, cursor.message.shelf
    if token is None or not shelf.known or not token.has("attribute") or known.attribute in _names(token):
        return None
    for attribute in shelf.names(_names(token)):
        values = cursor.message.vocabulary.values(attribute)
        said = [each for each in cursor.message.tokens[cursor.start : cursor.place] if each.has("value") and not each.has("not")]
        found = [values.beginning(each.text) for each in said]
        if values.facet.kind == "text" and found and all(found):
            cursor.place += 1
            return token, [each for each in found if each is not None]
    return None


def _names(token: Token) -> tuple[str, ...]:
    return tuple(name for names in token.values("attribute") for name in names)


def _known(cursor: Cursor, name: Token | None, only: str | None) -> Known | None:
    """The value here: of the named attribute, of the attribute `only`, or of the attribute that states it most often."""
    place = cursor.place
    token = cursor.take("value")
    found: list[Known] = [
        known for known in (token.values("value") if token is not None else ()) if known.free or _is_own_value(cursor, token, known)
    ]
    named = _names(name) if name is not None else (only,) if only else ()
    if named:
        found = [known for known in found if known.attribute in named] or _short_value(cursor, named, place)
    elif token is not None and (_is_part_of_word(cursor, place) or token.has("category")):
        found = []
    if not found:
        cursor.place = place
        return None
    shelf = cursor.message.shelf
    if cursor.message.vocabulary.flat:  # nothing tells which attribute is meant: prefer a spelled value to a flag
        found = [known for known in found if not known.flag] or found
    return max(shelf.own(found), key=lambda known: (min(known.count, shelf.counts.get(known.attribute, 0)), known.concept, known.count))


def _is_own_value(cursor: Cursor, token: Token | None, known: Known) -> bool:
    """True for a common word that is only a value of the current category: 红轴 of a keyboard."""
    shelf, tokens = cursor.message.shelf, cursor.message.tokens
    before = tokens[cursor.place - 2] if cursor.place > 1 else None
    if before is not None and token is not None and not before.meanings and len(before.text) == 1 and not token.gap and before.text >= "\u3400":
        return False  # 免打孔 is the opposite of 打孔
    plain = token is not None and all(meaning.kind in ("value", "attribute") for meaning in token.meanings)
    return plain and known.whole and shelf.known and shelf.states(known.attribute)


def _short_value(cursor: Cursor, named: tuple[str | None, ...], place: int) -> list[Known]:
    """A value too short to stand alone, beside its attribute's name: 尺码 M."""
    cursor.place = place
    token = cursor.token
    for attribute in named:
        if token is None or attribute is None:
            continue
        known = next((meaning.value for meaning in cursor.message.vocabulary.named(attribute).get(token.text)), None)
        if known is None and token.text >= "\u3400" and len(token.text) > 1 and not token.has("stop", "filler", "bound", "break"):
            known = cursor.message.vocabulary.values(attribute).containing(token.text)
        if known is not None:
            cursor.place = place + 1
            return [known]
    return []


def _is_part_of_word(cursor: Cursor, place: int) -> bool:
    """True if the value is part of an unknown word: 棉签, 羊毛被."""
    tokens = cursor.message.tokens
    if tokens[place].text < "\u3400":
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after and not after.meanings and not after.gap and len(after.text) == 1 and after.text >= "\u3400":
        return True
    if len(tokens[place].text) > 1:
        return False
    before = tokens[place - 1] if place else None
    return bool((after and not after.meanings and not after.gap) or (before and not before.meanings and not tokens[place].gap))


def _alternative(cursor: Cursor, first: Known, negated: bool) -> Known | None:
    """Another value of the same attribute after "or", "and", "、" or a comma. A flag has none: "anti-colic, no glass"."""
    if first.flag:
        return None
    place = cursor.place
    swapped = cursor.message.tokens[cursor.start].text.lower() in _INSTEAD  # "instead of bluetooth, wired"
    commas = "、" if swapped else ",，、"
    commas = "、" if negated and not _list_is_denied(cursor) else commas
    linked = cursor.take(*_LINKS, *(("not",) if negated else ())) or (
        cursor.take("break") if cursor.token is not None and cursor.token.text in commas else None
    )
    if linked is not None:
        cursor.skip("or", "and", *(("not",) if negated else ()), most=2)
        known = _known(cursor, None, first.attribute)
        if known is not None and known.attribute == first.attribute:
            return known
    cursor.place = place
    return None


def _list_is_denied(cursor: Cursor) -> bool:
    """True if the list goes on to an "or" and isn't accepted: "not black, white or red" denies all three; "not black, white please" and "not black,
    white or red is fine" deny only the first."""
    closes = False
    for token in cursor.message.tokens[cursor.place :]:
        closes = closes or token.has(*_LINKS, "not")
        if not token.has("value", "break", "filler", *_LINKS, "not"):
            return closes and not token.has("accept", "soft_after")
    return closes


def _hardness(cursor: Cursor, name: Token | None, known: Known) -> tuple[bool, bool]:
    """True if the condition is hard, and True if its words stay in the query. An uncertain match must not exclude products."""
    token = cursor.message.tokens[cursor.start]
    shelf = cursor.message.shelf
    rivals = [other for other in shelf.own(token.values("value")) if other.free and other.concept >= known.concept]
    share = known.count / max(1, known.count + sum(other.count for other in rivals if other.attribute != known.attribute))
    plain = known.whole and shelf.known and all(meaning.kind in ("value", "attribute") for meaning in token.meanings)
    clear = known.free or plain or token.text >= "\u3400" or cursor.start < cursor.place and token.has("not")
    sure = name is not None or cursor.firm or (clear and cursor.message.vocabulary.curated and share >= _SURE)
    if cursor.message.vocabulary.flat and name is None and not cursor.firm:
        return False, True
    return cursor.hard and sure and shelf.states(known.attribute), not sure


def condition_on(cursor: Cursor, alternatives: list[Known], negated: bool, hard: bool, together: bool = False) -> Condition:
    """One condition on the values of one attribute."""
    field, text = f"attr.{alternatives[0].attribute}", cursor.words
    whole = shares(cursor, alternatives[0].attribute, alternatives[0].values) if len(alternatives) == 1 and not negated else ()
    text = pure_words(cursor) if whole else text
    if alternatives[0].flag:
        return condition(field, "=", not negated, hard=hard, text=text)
    values = tuple(dict.fromkeys(value for known in alternatives for value in (*known.values, *(known.mixed if negated else ()))))
    if not values or len(values) > (_EXCLUDED if negated else _LISTED) or not all(known.whole for known in alternatives):
        words = tuple(dict.fromkeys(word for known in alternatives for word in known.stems or (known.word,)))
        op: Op = "not_contains" if negated else "contains"
        return condition(field, op, words if len(words) > 1 else words[0], hard=hard, text=text)
    if len(values) == 1:
        return condition(field, "!=" if negated else "=", values[0], hard=hard, text=text, shares=whole)
    every = not negated and (together or (len(alternatives) == 1 and alternatives[0].every))
    return condition(field, "not_in" if negated else "in", values, hard=hard, text=text, every=every, shares=whole)


def better(cursor: Cursor, alternatives: list[Known]) -> list[Known]:
    """`alternatives` with all higher grades of the attribute (same letters, higher number or later letter), if "at least" is said: IPX5以上."""
    ahead = cursor.token.value("bound_after") if cursor.token is not None else None
    before = cursor.back("bound", skipping=("stop", "filler"))
    mark = _GRADE.fullmatch(alternatives[0].word)
    if ">=" not in (ahead, before.value("bound") if before is not None else None) or mark is None or len(alternatives) > 1:
        return alternatives
    if ahead == ">=":
        cursor.take("bound_after")
    facet = cursor.message.vocabulary.attributes[alternatives[0].attribute]
    grades = [(value, _GRADE.match(value.value)) for value in facet.values]
    fitting = [value.value for value, own in grades if own and own[1].lower() == mark[1].lower() and _rank(own) >= _rank(mark)]
    return [replace(alternatives[0], values=tuple(fitting))] if fitting else alternatives


def _rank(grade: re.Match[str]) -> tuple[int, str]:
    return int(grade[2]), grade[3].lower()


def shares(cursor: Cursor, attribute: str, values: tuple[str, ...]) -> Shares:
    """The shares that the attributes of this material must state, if the values just read are said to be all of it; else ()."""
    return cursor.message.vocabulary.shares_of(attribute, values) if _is_said_pure(cursor) else ()


def says_pure(cursor: Cursor) -> bool:
    """True if the token says "nothing but" what follows: 纯羊毛, unless that is a word of the catalogue."""
    token, after = cursor.token, cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return token is not None and token.text.casefold() in _pure()[0] and bool(after) and after[0].has("value")


def pure_words(cursor: Cursor) -> str:
    """The words just read, with the word for "pure" before them: 纯羊毛."""
    before = cursor.message.tokens[cursor.start - 1 : cursor.start]
    return "".join(each.text for each in before if each.text.casefold() in _pure()[0]) + cursor.words


def _is_said_pure(cursor: Cursor) -> bool:
    before, fused = _pure()
    start = cursor.message.tokens[cursor.start].start
    return cursor.message.text[start:].casefold().startswith((*before, *fused)) or cursor.message.text[:start].casefold().rstrip().endswith(before)


@cache
def _pure() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = load("pure")
    return tuple(map(str, words["before"])), tuple(map(str, words["fused"]))
