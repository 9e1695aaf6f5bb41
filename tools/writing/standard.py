"""Writes a standard that an outside source asks for, beside what the records have of it."""

from ..decisions.choice import AskedStandard, Choice
from ..wording.names import short
from ..wording.plain import plain
from .draft import Draft
from .sentence import ended


def standard(asked: AskedStandard, chosen: Choice, draft: Draft) -> None:
    """What the source asks for, and what the catalogue has of it: valid, expired, or no word."""
    wording = draft.wording
    held = [wording.say("standard.valid", who=wording.positions(sorted(asked.valid)) + _certificates(asked, chosen, draft))] if asked.valid else []
    held += [wording.say("standard.expired", who=wording.positions(asked.expired))] if asked.expired else []
    held += [wording.say("standard.stated", who=wording.positions(sorted(asked.stated))) + _stated(asked, chosen, draft)] if asked.stated else []
    held += [wording.say("standard.silent", who=wording.positions(asked.silent))] if asked.silent else []
    statement = ended(asked.statement) + draft.cite_evidence(asked.evidence, asked.statement)
    draft.say("choice.standard", label=wording.listed([plain(word) for word in asked.words], "or"), statement=statement)
    draft.say("choice.inside", held=wording.say("semicolon").join(held))


def _certificates(asked: AskedStandard, chosen: Choice, draft: Draft) -> str:
    """Cites them as they stand in the records."""
    marks = ""
    for place, one in sorted(asked.valid.items()):
        offer = chosen.offers[place]
        told = " ".join(part for part in (one.name, one.number, one.valid_until and f"→ {one.valid_until}") if part)
        marks += draft.cite("product", offer.id, short(offer, draft.wording.language), told)
    return marks


def _stated(asked: AskedStandard, chosen: Choice, draft: Draft) -> str:
    """Cites the attributes that state it."""
    wording, marks = draft.wording, ""
    for place, (name, value) in sorted(asked.stated.items()):
        offer = chosen.offers[place]
        told = wording.say("cite.fact", label=wording.label("attr." + name), value=plain(wording.value(value, name)))
        marks += draft.cite("product", offer.id, short(offer, wording.language), told)
    return marks
