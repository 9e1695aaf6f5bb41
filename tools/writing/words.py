"""Writes the replies that carry no products."""

from collections.abc import Collection

from ...schema.condition import Condition
from ..decisions.words import Words
from ..wording.glossary import CHINESE
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .standing import standing
from .traits import wish_said

NAMED = 4
"""Choices that a question names."""


def words(said: Words, draft: Draft) -> None:
    wording = draft.wording
    if said.kind == "ambiguous":
        choices = wording.listed(_choices(said, wording), "or")
        draft.question = wording.say("question.ambiguous", choices=choices)
        draft.add(draft.question)
        return
    if said.kind == "contradiction":
        draft.question = wording.say(
            f"question.contradiction{'_within' if said.within else ''}", old=_said(said.old, wording), new=_said(said.new, wording)
        )
        draft.add(draft.question)
        return
    if said.kind == "which_condition":
        draft.question = wording.say(f"question.{said.kind}", conditions=wording.conditions(said.old))
        draft.add(draft.question)
        return
    if said.kind == "chitchat":
        draft.say(f"words.{wording.small_talk(said.detail)}")
        return
    facts = standing(said.facts, wording)
    told = [wording.say("profile.fact", fact=facts) if facts else "", *dict.fromkeys(wish_said(one, wording, {}) for one in said.new)]
    detail = plain(said.detail) or wording.say("list_comma").join(part for part in told if part).rstrip(".")
    draft.say(f"words.{said.kind}", detail=detail, available=said.available)


def _choices(said: Words, wording: Wording) -> list[str]:
    """Few enough to read; those behind them by their places."""
    most = NAMED if len(said.choices) > NAMED + 1 else len(said.choices)
    named = [f"{number}. {short(offer, wording.language)}" for number, offer in enumerate(said.choices[:most], 1)]
    return [*named, wording.say("question.others", first=most + 1, last=len(said.choices))] if most < len(said.choices) else named


def _said(conditions: Collection[Condition], wording: Wording) -> str:
    """In the buyer's own words where he said them in this language."""
    own = dict.fromkeys(one.text for one in conditions)
    ours = all(text and bool(CHINESE.search(text)) == (wording.language == "zh") for text in own)
    return plain(wording.say("list_comma").join(own)) if ours else wording.conditions(conditions)
