"""The command that sets a condition."""

from ..schema.command import LONGEST, Want
from ..schema.condition import Condition


def wanted(condition: Condition) -> Want:
    return Want(
        field=condition.field,
        op=condition.op,
        value=condition.value,
        unit=condition.unit,
        strength="must" if condition.hard else "wish",
        every=condition.every,
        only=bool(condition.shares),
        shares=condition.shares,
        about=condition.about,
        inferred=condition.status == "inferred",
        text=condition.text if len(condition.text) <= LONGEST else condition.text[:LONGEST].rsplit(" ", 1)[0],
    )
