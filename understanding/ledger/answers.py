"""A short answer to the question that the last reply asked."""

from collections import defaultdict
from collections.abc import Callable

from ...schema.condition import Condition
from ...schema.need import SortKey
from ...schema.pending import Pending
from ...schema.reading import Reading
from ...schema.reference import Reference, Shown
from ..references.matching import Records
from ..references.references import resolve
from .settling import settled


def answered(pending: Pending | None, reading: Reading, records: Records, text: str = "") -> Reading:
    """What the message means as an answer to `pending`; the message's own reading where it answers nothing."""
    if pending is not None and pending.kind == "contradiction":
        return settled(pending, reading, text)
    answer = _ANSWERS.get(pending.kind) if pending is not None else None
    return answer(pending, reading, records) if answer is not None and pending is not None else reading


def _which(pending: Pending, reading: Reading, records: Records) -> Reading:
    """The choices pointed at, as they were numbered in the question; then the asked request goes on, or what the answer itself asks."""
    asked, pointers = pending.reading, _pointers(reading)
    if asked is None or not pointers or reading.category or reading.dropped:
        return reading
    chosen = resolve(pointers, [Shown(turn=pending.turn, product_ids=pending.choices)], (), records)
    ids = chosen.product_ids or chosen.choices
    if not reading.references and (not ids or len(ids) == len(pending.choices) or (_bounds(reading) and not chosen.product_ids)):
        return reading
    if not ids:
        return asked.model_copy(update={"references": _replaced(asked, pending, reading.references), "language": reading.language})
    meant = (_these(pending, ids, 0 if chosen.product_ids else 1),)
    if reading.references and (reading.asked or reading.intent not in ("search", "refine", "product_question")):
        return reading.model_copy(update={"references": meant})
    return asked.model_copy(update={"references": _replaced(asked, pending, meant), "language": reading.language})


def _shelf(pending: Pending, reading: Reading, records: Records) -> Reading:
    """The kind of goods that what he asked before is meant of."""
    return reading.model_copy(update={"topic": "same"}) if reading.category in pending.choices else reading


def _pointers(reading: Reading) -> tuple[Reference, ...]:
    """Its pointers; else what it says of the product, as a description: "3.5 TOG", "the cheaper"."""
    if reading.references:
        return reading.references
    if reading.intent not in ("search", "refine", "product_question"):
        return ()
    words, sorts = tuple(reading.query.split()), (*reading.sort, *(_SORTS[wish.kind] for wish in reading.relative if wish.field == "price"))
    if sorts:
        return (Reference(kind="extreme", sort=sorts[0], conditions=reading.conditions, words=words),)
    if reading.relative:
        return ()
    return (Reference(kind="described", conditions=reading.conditions, words=words),) if reading.conditions or words else ()


def _bounds(reading: Reading) -> bool:
    """Whether all that it says is how much at most or at least, which is a wish of its own where it leaves several: under 5 yuan."""
    return bool(reading.conditions) and not reading.query and all(one.op in ("<", "<=", ">", ">=") and one.hard for one in reading.conditions)


def _these(pending: Pending, ids: tuple[str, ...], count: int) -> Reference:
    """The products themselves, in place of the pointer that was asked about."""
    named = Condition(id="c0", field="product", op="in", value=ids)
    old = pending.reference or Reference(kind="described")
    kind = old.kind if old.kind in ("supplier", "brand") else "described"
    return old.model_copy(update={"kind": kind, "conditions": (named,), "words": (), "count": count, "ordinal": None, "sort": None})


def _replaced(asked: Reading, pending: Pending, meant: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The request's pointers with the one that was asked about replaced."""
    if pending.reference not in asked.references:
        return meant
    return tuple(each for old in asked.references for each in (meant if old == pending.reference else (old,)))


_SORTS: dict[str, SortKey] = defaultdict(lambda: "price", {"more": "-price"})
_ANSWERS: dict[str, Callable[[Pending, Reading, Records], Reading]] = {"which": _which, "shelf": _shelf}
