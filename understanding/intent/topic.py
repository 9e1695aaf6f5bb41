"""Whether a message opens a new topic: by the product it names, never by its length."""

from typing import Literal

from ...schema.need import Need
from ...schema.reading import Intent
from ..language.atom import keys
from .subject import Subject

_SEARCHING = ("search", "refine")


def topic_of(subject: Subject, need: Need | None, intent: Intent, onward: bool = False) -> Literal["new", "same"]:
    """`new` where there is no need yet, another category is named, or (in a search) a product that the need doesn't know.
    `onward`: it says itself that it goes on ("what about …"), and what no one knows in it only describes a value (tempered glass)."""
    if need is None or not (need.category or need.query or need.conditions):
        return "new" if intent not in ("chitchat", "out_of_scope") else "same"
    if subject.category is not None:
        return "same" if subject.category == need.category or _within(subject, need) else "new"
    if subject.foreign:
        return "same" if _within(subject, need) else "new"
    if intent not in _SEARCHING or not subject.words or subject.attached or (onward and subject.describes):
        return "same"
    return "same" if _within(subject, need) else "new"


def _within(subject: Subject, need: Need) -> bool:
    """Whether the words name what is looked for already: the last of them, the head of the phrase, is in the need."""
    asked, known = keys(subject.words[-1] if subject.words else subject.query), set(keys(f"{need.query} {need.category or ''}"))
    if subject.category is not None:
        return need.category is None and asked != () and asked[-1] in known
    return asked != () and set(asked) <= known
