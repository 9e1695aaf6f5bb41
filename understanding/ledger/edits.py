"""The ledger changed by hand: what a chip's removal or a new value does to a need, without a word that would have to be read."""

from collections.abc import Sequence

from ...catalogue.columns import Columns
from ...schema.condition import BEYOND, Condition, Value
from ...schema.edit import QUANTITY, Edit
from ...schema.errors import InputError
from ...schema.need import Need
from .insisted import his_own
from .values import check_number, check_words, texts

LONGEST = 200


def edited(need: Need, edits: Sequence[Edit], turn: int, columns: Columns) -> Need:
    """What is taken back stays on record as removed; what is changed is the buyer's own from now on; the page that was turned counts no more.

    Raises InputError for an id that doesn't count (any more), for a value of another kind, and for one that the field can't have.
    """
    by_id = {edit.id: edit for edit in edits}
    quantity = _quantity(need.quantity, by_id.pop(QUANTITY, None))
    active = {condition.id for condition in need.active}
    if unknown := [id for id in by_id if id not in active]:
        raise InputError(f"There is no condition {unknown[0][:40]!r}; there are: {', '.join(sorted(active)) or 'none'}.")
    conditions = tuple(_after(each, by_id.get(each.id), turn, columns) for each in need.conditions)
    return need.model_copy(update={"conditions": conditions, "quantity": quantity})


def _quantity(before: int | None, edit: Edit | None) -> int | None:
    if edit is None:
        return before
    if edit.remove:
        if before is None:
            raise InputError("There is no quantity to take back.")
        return None
    value = edit.value
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < BEYOND:
        raise InputError(f"The quantity is a whole number from 1 to less than {BEYOND:,}, not {str(value)[:40]!r}.")
    return value


def _after(condition: Condition, edit: Edit | None, turn: int, columns: Columns) -> Condition:
    if edit is None:
        status = "removed" if condition.active and condition.pages else "inherited" if condition.status == "current" else condition.status
        return condition.model_copy(update={"status": status})
    if edit.remove:
        return condition.model_copy(update={"status": "removed"})
    value = condition.value if edit.value is None else _checked(condition, edit.value, columns)
    text, shares = (his_own(condition).text, condition.shares) if value == condition.value else ("", ())
    hard = condition.hard if edit.hard is None else edit.hard
    changed = {"value": value, "hard": hard, "text": text, "shares": shares, "status": "current", "turn": turn, "origin": "said"}
    return condition.model_copy(update=changed)


def _checked(condition: Condition, value: Value, columns: Columns) -> Value:
    """Of the kind that the condition's value is; a choice of several takes one as well. What stood in it before may go on standing."""
    if isinstance(condition.value, tuple) and isinstance(value, str):
        value = (value,)
    if _kind(value) != _kind(condition.value) or not _sound(value):
        raise InputError(f"Condition {condition.id} ({condition.field}) takes {_NAMES[_kind(condition.value)]}, not {str(value)[:40]!r}.")
    check_number(condition.field, value)
    check_words(condition.model_copy(update={"value": value}), columns, texts(condition.value))
    return value


_NAMES = {"flag": "true or false", "number": "a number", "text": "a text", "texts": "a list of texts"}


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, (int, float)) else "text" if isinstance(value, str) else "texts"


def _sound(value: Value) -> bool:
    if isinstance(value, (int, float)):
        return True
    return 0 < len(texts(value)) <= 50 and all(len(text.strip()) > 0 and len(text) <= LONGEST for text in texts(value))
