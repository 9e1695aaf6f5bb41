"""A courtesy before a reply, by the tone that is set. It states nothing of goods, and stands where something asked for is there."""

from ...schema.settings import Settings
from .draft import Draft

_ASKED = ("search", "pick", "compare", "inquiry")
"""Intents that ask for something to be done: before what may be answered by no, "gladly" would be a yes."""


def courtesy(intent: str, settings: Settings, draft: Draft) -> None:
    """In a line of its own, so that the next begins as without it."""
    there = bool(draft.cards or draft.inquiries) and not draft.relaxations
    if settings.tone == "warm" and intent in _ASKED and there:
        draft.lines.insert(0, draft.wording.say("tone.warm"))
