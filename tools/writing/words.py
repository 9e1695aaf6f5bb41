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


def words(said: Words, draft: Draft) -> None:
    wording = draft.wording
    if said.kind == "ambiguous":
        choices = wording.listed([f"{number}. {short(offer, wording.language)}" for number, offer in enumerate(said.choices, 1)], "or")
        draft.question = wording.say("question.ambiguous", choices=choices)
        draft.add(draft.question)
        return
    if said.kind == "contradiction":
        draft.question = wording.say(
            f"question.contradiction{'_within' if said.within else ''}", old=_said(said.old, wording), new=_said(said.new, wording)
        )
        draft.add(draft.question)
        return
    told = [standing(said.facts, wording), wording.conditions(one.model_copy(update={"text": ""}) for one in said.new)]
    draft.say(
        f"words.{said.kind}", detail=plain(said.detail) or wording.say("list_comma").join(part for part in told if part), available=said.available
    )


def _said(conditions: Collection[Condition], wording: Wording) -> str:
    """In the buyer's own words where he said them in this language."""
    own = dict.fromkeys(one.text for one in conditions)
    ours = all(text and bool(CHINESE.search(text)) == (wording.language == "zh") for text in own)
    return plain(wording.say("list_comma").join(own)) if ours else wording.conditions(conditions)
