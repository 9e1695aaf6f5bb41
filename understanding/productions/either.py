"""Either of two wishes for different things: 容量30升以上或者价格50以下. The ledger holds what must be met together, so the first is looked for and
the second is a wish, and that is said."""

from collections.abc import Sequence
from dataclasses import replace

from ...schema.condition import Condition
from ..tokens.found import Gathered
from ..tokens.token import Token

EITHER = "either"
_LISTING = ("、", "/")


def either(gathered: Gathered, tokens: Sequence[Token], text: str) -> Gathered:
    """With what stands behind each such "or" as a wish."""
    conditions, notes = list(gathered.conditions), list(gathered.notes)
    for token in tokens:
        if not token.has("or") or token.text in _LISTING:
            continue
        before, behind = _beside(conditions, text, token, token.start), _beside(conditions, text, token, None)
        if before is None or behind is None or before.field == behind.field or not (before.hard and behind.hard):
            continue
        conditions = [
            each.model_copy(update={"hard": False}) if each.text == behind.text and each.field == behind.field else each for each in conditions
        ]
        notes.append((EITHER, f"{before.text}\t{behind.text}"))
    return replace(gathered, conditions=conditions, notes=notes) if len(notes) > len(gathered.notes) else gathered


def _beside(conditions: Sequence[Condition], text: str, token: Token, end: int | None) -> Condition | None:
    """The condition nearest before `end`, or nearest behind the token, in its clause."""
    found: list[tuple[int, Condition]] = []
    for each in conditions:
        at = text.rfind(each.text, 0, end) if end is not None else text.find(each.text, token.end)
        between = text[at + len(each.text) : end] if end is not None else text[token.end : at]
        if each.text and at >= 0 and not any(char in ",，。;；" for char in between):
            found.append((len(between), each))
    return min(found, key=lambda one: one[0], default=(0, None))[1] if found else None
