"""Writes which conditions stand, in whose words and since when."""

from ...schema.condition import Condition
from ..decisions.conditions import Conditions
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .standing import standing


def conditions(known: Conditions, draft: Draft) -> None:
    if not known.conditions and not known.facts:
        draft.say("conditions.none")
        return
    if known.conditions:
        draft.say("conditions.of" if known.of else "conditions.open")
    elif known.facts:
        draft.say("conditions.only_facts")
    for condition in known.conditions:
        line = draft.wording.say("conditions.line", condition=_stated(condition, draft.wording), source=_source(condition, draft.wording))
        (draft.add if condition.origin == "said" else draft.add_personal)(line)
    for fact in known.facts:
        said = fact.origin == "said"
        line = draft.wording.say("conditions.fact" if said else "conditions.fact_known", fact=standing([fact], draft.wording), turn=fact.turn)
        (draft.add if said else draft.add_personal)(line)


def _stated(condition: Condition, wording: Wording) -> str:
    """In full, not in the buyer's words, which stand beside it."""
    return wording.condition(condition.model_copy(update={"text": ""}))


def _source(condition: Condition, wording: Wording) -> str:
    inferred = condition.status == "inferred"
    said = ("understood" if inferred else "said") if condition.text else "inferred" if inferred else "set"
    if condition.origin == "profile":
        said = "known" if condition.text else "known_written"
    source = wording.say(f"conditions.{said}", text=plain(condition.text), turn=condition.turn)
    wish = wording.say("conditions.wish") if not condition.hard and condition.active else ""
    return source + wish + (wording.say("conditions.relaxed") if condition.status == "relaxed" else "")
