"""Writes what to ask the suppliers about what nobody states: a letter each, in his language."""

from collections.abc import Sequence

from ..decisions.details import Detail, Details
from ..decisions.offer import Offer
from ..inquiries.letter import question, question_about
from ..wording.plain import named, plain
from ..wording.tongue import tongue
from ..wording.wording import Wording
from .draft import Draft


def ask(found: Details, draft: Draft) -> None:
    """Of one supplier the letter; of several, that one can be written to."""
    wording, silent = draft.wording, _silent(found)
    if not silent:
        return
    draft.add("")
    fields = list(dict.fromkeys(detail.field for detail in silent))
    letters = _by_supplier(list({detail.offer.id: detail.offer for detail in silent}.values()))
    if len(letters) > 1 or silent[0].offer.supplier is None:
        draft.say("details.ask_which", which=_which(silent[0].offer, found, wording))
        return
    (offers,) = letters
    spoken = _spoken(offers[0], wording)
    draft.say("details.ask")
    draft.add(f"> {_letter(offers, fields, found, spoken)}")
    if spoken.language != wording.language:
        draft.say("details.translated", questions=_questions(fields, found, wording))


def _which(offer: Offer, found: Details, wording: Wording) -> str:
    """By its number in the list; the first, where it stands in none."""
    place = found.offers.index(offer)
    return wording.positions([found.numbers[place] - 1]) if found.numbers and found.numbers[place] > 1 else wording.say("details.first_of_them")


def _by_supplier(offers: Sequence[Offer]) -> list[list[Offer]]:
    """In the order of the offers; one of no known supplier stands alone."""
    letters: dict[str, list[Offer]] = {}
    for offer in offers:
        letters.setdefault(offer.supplier.id if offer.supplier else f"of {offer.id}", []).append(offer)
    return list(letters.values())


def _spoken(offer: Offer, wording: Wording) -> Wording:
    return wording.in_language(tongue(offer.supplier, offer.product))


def _letter(offers: Sequence[Offer], fields: list[str], found: Details, spoken: Wording) -> str:
    goods = [
        spoken.say("details.goods", title=named(offer.product.text(spoken.language).title or offer.product.title), id=plain(offer.id))
        for offer in offers
    ]
    return spoken.say("details.letter", goods=spoken.listed(goods), questions=_questions(fields, found, spoken))


def _questions(fields: list[str], found: Details, wording: Wording) -> str:
    asked = []
    for field in fields:
        supposed = [question(condition, wording) for condition in found.supposed if condition.field == field]
        asked += supposed or [question_about(field, wording)]
    return wording.say("asked").join(plain(one) for one in asked)


def _silent(found: Details) -> list[Detail]:
    """What nobody tells; of what reviews might have told only where nothing else is asked and no offer's reviews speak of it."""
    open_ones = [] if found.general else [detail for detail in found.details if detail.open]
    records = [detail for detail in open_ones if not detail.field.startswith("review.")]
    return records if records or len(open_ones) < len(found.details) else open_ones
