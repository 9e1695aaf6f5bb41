"""The ledger changed by hand: what a chip's removal or a new value does to a need, without a word that would have to be read."""

from collections.abc import Sequence

from ...catalogue.columns import Columns
from ...catalogue.stated import some
from ...schema.condition import BEYOND, Condition, Value
from ...schema.edit import Edit
from ...schema.errors import InputError
from ...schema.need import Need

LONGEST = 200


def edited(need: Need, edits: Sequence[Edit], turn: int, columns: Columns) -> Need:
    """What is taken back stays on record as removed; what is changed is the buyer's own from now on; the page that was turned counts no more.

    Raises InputError for an id that doesn't count (any more), for a value of another kind, and for one that the field can't have.
    """
    by_id = {edit.id: edit for edit in edits}
    active = {condition.id for condition in need.active}
    if unknown := [id for id in by_id if id not in active]:
        raise InputError(f"There is no condition {unknown[0][:40]!r}; there are: {', '.join(sorted(active)) or 'none'}.")
    return need.model_copy(update={"conditions": tuple(_after(each, by_id.get(each.id), turn, columns) for each in need.conditions)})


def _after(condition: Condition, edit: Edit | None, turn: int, columns: Columns) -> Condition:
    if edit is None:
        status = "removed" if condition.active and condition.pages else "inherited" if condition.status == "current" else condition.status
        return condition.model_copy(update={"status": status})
    if edit.remove:
        return condition.model_copy(update={"status": "removed"})
    value = condition.value if edit.value is None else _checked(condition, edit.value, columns)
    text = condition.text if value == condition.value else ""
    hard = condition.hard if edit.hard is None else edit.hard
    return condition.model_copy(update={"value": value, "hard": hard, "text": text, "status": "current", "turn": turn, "origin": "said"})


def _checked(condition: Condition, value: Value, columns: Columns) -> Value:
    """Of the kind that the condition's value is; a choice of several takes one as well. What stood in it before may go on standing."""
    if isinstance(condition.value, tuple) and isinstance(value, str):
        value = (value,)
    if _kind(value) != _kind(condition.value) or not _sound(value):
        raise InputError(f"Condition {condition.id} ({condition.field}) takes {_NAMES[_kind(condition.value)]}, not {str(value)[:40]!r}.")
    if isinstance(value, (int, float)) and value > (most := _MOST.get(condition.field, BEYOND)):
        raise InputError(f"Condition {condition.id} ({condition.field}) goes from 0 to {most}; {value} is beyond that.", "value_unknown")
    before = _texts(condition.value)
    for text in _texts(value):
        if text not in before and not some(columns, condition.model_copy(update={"value": text})):
            raise InputError(f"No product has {text[:40]!r} as its {condition.field}; choose a value that the catalogue has.", "value_unknown")
    return value


_MOST = {"rating": 5, "supplier.rating": 5, "supplier.repurchase_rate": 1}
"""Of what has a scale, its end; a flag is a number too, and within each."""


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


_NAMES = {"flag": "true or false", "number": f"a number from 0 to less than {BEYOND:,}", "text": "a text", "texts": "a list of texts"}


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, (int, float)) else "text" if isinstance(value, str) else "texts"


def _sound(value: Value) -> bool:
    if isinstance(value, (int, float)):
        return 0 <= value < BEYOND
    texts = (value,) if isinstance(value, str) else value
    return 0 < len(texts) <= 50 and all(len(text.strip()) > 0 and len(text) <= LONGEST for text in texts)
