"""Edits of the need by hand: the buyer removes a chip or changes its value, and no words have to be read."""

from collections.abc import Sequence

from ...catalogue.columns import Columns
from ...catalogue.verdicts import NEGATIVE
from ...schema.condition import BEYOND, Condition, Value
from ...schema.edit import QUANTITY, Edit
from ...schema.errors import InputError
from ...schema.need import Need
from .values import check_number, check_words, texts
from .ways import Way, ways

LONGEST = 200


def edited(need: Need, edits: Sequence[Edit], turn: int, columns: Columns) -> Need:
    """The need after the edits: removed conditions stay on record, changed ones become the buyer's own, and products seen before may be shown again.
    Raises InputError for an id that is unknown or inactive, for a value of another kind, and for a value that the field can't have."""
    by_id = {edit.id: edit for edit in edits}
    quantity = _quantity(need.quantity, by_id.pop(QUANTITY, None))
    active = {condition.id for condition in need.active}
    if unknown := [id for id in by_id if id not in active]:
        raise InputError(f"There is no condition {unknown[0][:40]!r}; there are: {', '.join(sorted(active)) or 'none'}.")
    conditions = [_after(each, by_id.get(each.id), turn, columns) for each in need.conditions]
    told = {_wording(old) for old, new in zip(need.conditions, conditions, strict=True) if old.id in by_id and _meaning(old) != _meaning(new)}
    conditions = [each.model_copy(update={"text": ""}) if each.active and _wording(each) in told else each for each in conditions]
    return need.model_copy(update={"conditions": tuple(conditions), "quantity": quantity})


def _wording(condition: Condition) -> tuple[str, str]:
    """The words that a condition shares with others ("50 to 100 yuan" gives two). If one changes, the words no longer fit the other."""
    return condition.field, condition.text


def _meaning(condition: Condition) -> tuple[object, ...]:
    return condition.active, condition.op, condition.every, condition.value


def _quantity(before: int | None, edit: Edit | None) -> int | None:
    if edit is None:
        return before
    if edit.remove:
        if before is None:
            raise InputError("There is no quantity to remove.")
        return None
    value = edit.value
    if edit.op or edit.every is not None:
        raise InputError("A quantity is a number of pieces and has no operator.")
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < BEYOND:
        raise InputError(f"The quantity is a whole number from 1 to less than {BEYOND:,}, not {str(value)[:40]!r}.")
    return value


def _after(condition: Condition, edit: Edit | None, turn: int, columns: Columns) -> Condition:
    if edit is None:
        status = "removed" if condition.active and condition.pages else "inherited" if condition.status == "current" else condition.status
        return condition.model_copy(update={"status": status})
    if edit.remove:
        return condition.model_copy(update={"status": "removed"})
    way = _way(condition, edit, columns)
    value = condition.value if edit.value is None else _checked(condition, edit.value, columns)
    same = (value, way.op, way.every) == (condition.value, condition.op, condition.every)
    shares = condition.shares if value == condition.value and way.op == condition.op else ()
    changed = {
        "value": value, "op": way.op, "every": way.every, "hard": condition.hard if edit.hard is None else edit.hard, "shares": shares,
        "about": condition.about if same else None, "text": _stated_by_buyer(condition).text if same else "",
        "status": "current", "turn": turn, "origin": "said",
    }  # fmt: skip
    return condition.model_copy(update=changed)


def _way(condition: Condition, edit: Edit, columns: Columns) -> Way:
    op = edit.op or condition.op
    way = Way(op=op, every=(condition.every and op not in NEGATIVE) if edit.every is None else edit.every)
    if (edit.op is not None or edit.every is not None) and way not in (offered := ways(condition, columns)):
        raise InputError(
            f"Condition {condition.id} ({condition.field}) can't have the operator {_shown(way)}; choose one of: {', '.join(map(_shown, offered))}."
        )
    return way


def _shown(way: Way) -> str:
    return f"{way.op} (every)" if way.every else way.op


def _checked(condition: Condition, value: Value, columns: Columns) -> Value:
    """`value`, if it has the kind of the condition's value; one text is accepted for a list. A value that the condition had before may stay."""
    if isinstance(condition.value, tuple) and isinstance(value, str):
        value = (value,)
    if _kind(value) != _kind(condition.value) or not _is_valid(value):
        raise InputError(f"Condition {condition.id} ({condition.field}) takes {_NAMES[_kind(condition.value)]}, not {str(value)[:40]!r}.")
    check_number(condition.field, value)
    check_words(condition.model_copy(update={"value": value}), columns, texts(condition.value))
    return value


_NAMES = {"flag": "true or false", "number": "a number", "text": "a text", "texts": "a list of texts"}


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, (int, float)) else "text" if isinstance(value, str) else "texts"


def _is_valid(value: Value) -> bool:
    if isinstance(value, (int, float)):
        return True
    return 0 < len(texts(value)) <= 50 and all(len(text.strip()) > 0 and len(text) <= LONGEST for text in texts(value))


def _stated_by_buyer(condition: Condition) -> Condition:
    """The condition as stated by the buyer now; a text that a model inferred it from is dropped."""
    inferred = condition.status == "inferred" and condition.origin == "said"
    return condition.model_copy(update={"status": "current", "origin": "said", "text": "" if inferred else condition.text})
