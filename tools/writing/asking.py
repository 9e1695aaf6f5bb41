"""Writes what to ask the supplier about what nobody states, in his language."""

from ..decisions.details import Detail, Details
from ..inquiries.letter import question, question_about
from ..wording.plain import named, plain
from ..wording.tongue import tongue
from ..wording.wording import Wording
from .draft import Draft


def ask(found: Details, draft: Draft) -> None:
    """The question to the supplier, in his language, about what nobody states."""
    wording, silent = draft.wording, _silent(found)
    if not silent:
        return
    draft.add("")
    if any(not detail.heard for detail in silent):
        draft.say("details.silent")
    draft.say("details.ask")
    fields = list(dict.fromkeys(detail.field for detail in silent))
    offers = list({detail.offer.id: detail.offer for detail in silent}.values())
    spoken = wording.in_language(tongue(offers[0].supplier, offers[0].product))
    key = "details.question" if len(offers) == 1 else "details.question_several"
    title = named(offers[0].product.text(spoken.language).title or offers[0].product.title)
    draft.add(
        spoken.say(
            key,
            title=title,
            id=plain(offers[0].id),
            ids=spoken.listed([plain(offer.id) for offer in offers]),
            questions=_questions(fields, found, spoken),
        )
    )
    if spoken.language != wording.language:
        draft.say("details.translated", questions=_questions(fields, found, wording))


def _questions(fields: list[str], found: Details, wording: Wording) -> str:
    asked = []
    for field in fields:
        supposed = [question(condition, wording) for condition in found.supposed if condition.field == field]
        asked += supposed or [question_about(field, wording)]
    return wording.say("asked").join(plain(one) for one in asked)


def _silent(found: Details) -> list[Detail]:
    """What nobody tells; of what reviews might have told only where nothing else is asked and no offer's reviews speak of it."""
    open_ones = [] if found.general else [detail for detail in found.details if detail.open]
    records = [detail for detail in open_ones if not detail.heard]
    return records if records or len(open_ones) < len(found.details) else open_ones
