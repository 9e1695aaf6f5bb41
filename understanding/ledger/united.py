"""Conditions of one message on one field, merged: 黑白都行 is either, 不要红轴也不要青轴 is neither."""

from collections.abc import Iterable

from ...schema.condition import Condition, Op
from ..vocabulary.concepts import concepts, concepts_of

_CHOICES: dict[Op, Op] = {"=": "in", "in": "in"}
_EXCLUSIONS: dict[Op, Op] = {"!=": "not_in", "not_in": "not_in"}
_EITHER = ("brand", "supplier.kind")  # a product has only one of these


def united(conditions: Iterable[Condition], apart: bool = False) -> tuple[Condition, ...]:
    """Merge choices and exclusions of values by field; places only if the grammar listed them, since a city lies in a province. With `apart`, each
    was stated by itself: an attribute that can have several values must have all of them (for autumn and winter)."""
    every = list(conditions)
    kept: dict[object, Condition] = {}
    for each in (each for each in every if not _names_one_of(each, every)):
        key = _key(each)
        kept[key] = _joined(kept[key], each, apart) if key in kept else each
    return tuple(kept.values())


def _joined(one: Condition, other: Condition, apart: bool) -> Condition:
    each = [one, other]
    if apart and other.op == "=" and (one.op == "=" or one.every) and _together(one.field):
        each = [condition.model_copy(update={"every": True}) for condition in each]
    return both(*each)


def _together(field: str) -> bool:
    named = concepts_of([field.removeprefix("attr.")])
    return any(concept.together for concept in concepts() if concept.name in named)


def _names_one_of(each: Condition, every: list[Condition]) -> bool:
    """True if `each` accepts any of several certificates and the buyer names one of those: EN71 toys for Europe."""
    if each.field != "certification" or each.op != "contains" or not isinstance(each.value, tuple):
        return False
    listed = each.value
    return any(one.field == "certification" and one.op == "contains" and one.value in listed for one in every)


def _key(each: Condition) -> object:
    if isinstance(each.value, (bool, int, float)):
        return each
    if each.op in _EXCLUSIONS and each.field != "certification":
        return each.field, each.hard, "not_in"
    return (each.field, each.hard, "in") if each.op in _CHOICES and (each.field.startswith("attr.") or each.field in _EITHER) else each


def both(one: Condition, other: Condition) -> Condition:
    values = dict.fromkeys(value for each in (one, other) for value in (each.value if isinstance(each.value, tuple) else (str(each.value),)))
    if len(values) == 1:
        return one
    op: Op = one.op if one.op == "not_contains" else "not_in" if one.op in _EXCLUSIONS else "in"
    shares = one.shares if one.shares == other.shares else ()
    text = "/".join(filter(None, (one.text, other.text))) if op == "in" and not (one.every and other.every) else _said(one.text, other.text)
    changed = {"op": op, "value": tuple(values), "text": text, "every": one.every and other.every, "shares": shares}
    return one.model_copy(update=changed)


def _said(one: str, other: str) -> str:
    return f"{one}、{other}" if other >= "\u3400" else f"{one}, {other}"
