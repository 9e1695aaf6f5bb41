"""Writes whom to ask about what nobody states."""

from collections.abc import Sequence

from ..decisions.details import Detail, Details
from .draft import Draft


def ask(found: Details, draft: Draft) -> None:
    """That it can be asked in an inquiry."""
    if _silent(found):
        draft.say("details.ask")


def _silent(found: Details) -> Sequence[Detail]:
    """What nobody tells; of what reviews might have told only where nothing else is asked and no offer's reviews speak of it."""
    open_ones = [] if found.general else [detail for detail in found.details if detail.open]
    records = [detail for detail in open_ones if not detail.field.startswith("review.")]
    return records if records or len(open_ones) < len(found.details) else open_ones
