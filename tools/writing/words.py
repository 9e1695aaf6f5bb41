"""Writes the replies that carry no products."""

from ..decision import Words
from ..plain import plain
from .draft import Draft
from .names import short
from .standing import standing


def words(said: Words, draft: Draft) -> None:
    wording = draft.wording
    if said.kind == "ambiguous":
        choices = wording.listed([f"{number}. {short(offer, wording.language)}" for number, offer in enumerate(said.choices, 1)], "or")
        draft.question = wording.say("question.ambiguous", choices=choices)
        draft.add(draft.question)
        return
    draft.say(f"words.{said.kind}", detail=plain(said.detail) or standing(said.facts, wording), available=said.available)
