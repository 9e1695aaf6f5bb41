"""An answer by a tap or a program to the question that the last reply asked."""

from ..schema.command import Answer
from ..schema.condition import Condition
from ..schema.pending import Pending
from ..schema.reading import Language, Reading
from ..schema.reference import Reference


def answered(answer: Answer, pending: Pending, language: Language) -> Reading | None:
    """What the choice means; None where the question has no such choice."""
    asked = pending.reading
    if pending.kind == "contradiction" and answer.choice in ("old", "new"):
        chosen = pending.new if answer.choice == "new" else pending.old
        return Reading(intent="refine", language=language, conditions=chosen, correction=True)
    if pending.kind == "send":
        return Reading(intent="inquiry", language=language, asked=("sent" if answer.choice in ("yes", *pending.choices) else "list",))
    if answer.choice not in pending.choices:
        return None
    if pending.kind == "shelf":
        return Reading(intent="refine", language=language, category=answer.choice, query=answer.choice)
    if pending.kind == "which" and asked is not None:
        named = Condition(id="c0", field="product", op="in", value=(answer.choice,))
        meant = Reference(kind="described", text=pending.reference.text if pending.reference else "", conditions=(named,))
        others = tuple(each for each in asked.references if each != pending.reference)
        return asked.model_copy(update={"references": (*others, meant), "language": language})
    return None
