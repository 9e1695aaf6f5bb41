"""The first of two that will do: of 白色，没有就米色 white is a wish within what must be, and comes first."""

from collections.abc import Sequence
from dataclasses import replace

from ...schema.condition import Condition
from ..tokens.amount import Amount
from ..tokens.cursor import value_of
from ..tokens.failing import ELSE
from ..tokens.found import Gathered, condition, number
from ..tokens.token import Token


def preferring(gathered: Gathered, tokens: Sequence[Token]) -> Gathered:
    """With a wish for what stands before each such "or", unless what stands behind will do as well: 没有的话米色也行."""
    if any(token.has("accept") for token in tokens):
        return gathered
    wishes = [wish for place, token in enumerate(tokens) if token.has(ELSE) and (wish := _wish(gathered, tokens[:place])) is not None]
    return replace(gathered, conditions=[*gathered.conditions, *wishes]) if wishes else gathered


def _wish(gathered: Gathered, before: Sequence[Token]) -> Condition | None:
    """For the value or the number that stands last there, where a choice that must be met has it."""
    said = next((token for token in reversed(before) if token.has("value", "amount")), None)
    choices = [each for each in gathered.conditions if each.hard and each.op in ("=", "in")]
    for known in said.values("value") if said is not None else ():
        if any(each.field == f"attr.{known.attribute}" for each in choices):
            values = known.values if len(known.values) > 1 else known.values[0]
            return condition(f"attr.{known.attribute}", "in" if len(known.values) > 1 else "=", values, hard=False, text=said.text)  # type: ignore[union-attr]
    amount: Amount | None = value_of(said, "amount")
    if said is None or amount is None:
        return None
    measured = next((each for each in choices if isinstance(each.value, tuple) and str(number(amount.low)) in each.value), None)
    if measured is None:
        return None
    return condition(measured.field, "=", number(amount.low), unit=measured.unit, hard=False, text=said.text)
