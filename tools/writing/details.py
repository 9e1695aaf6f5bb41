"""Writes the answer to a question about a product."""

from datetime import date

from ...schema.product import Certification
from ..decision import Detail, Details, Offer
from ..plain import plain
from ..wording import Wording
from .choice import first_sentence
from .draft import Draft
from .names import short


def details(found: Details, draft: Draft, today: date) -> None:
    draft.say("details.open")
    for offer in found.offers:
        _offer(offer, [detail for detail in found.details if detail.offer is offer], draft, today)


def _offer(offer: Offer, details: list[Detail], draft: Draft, today: date) -> None:
    """One line of what the record states, one of what it doesn't, and what buyers wrote."""
    wording = draft.wording
    title = short(offer, wording.language)
    stated = [_fact(one, wording, today) for one in details if one.value is not None]
    silent = [wording.label(one.field) for one in details if one.value is None]
    if stated:
        draft.add(wording.say("details.row", title=title, facts=wording.say("semicolon").join(stated)) + draft.cite_product(offer))
    if silent:
        draft.say("details.unknown", title=title, label=wording.listed(silent, "or"))
    for piece in dict.fromkeys(piece for detail in details for piece in detail.evidence):
        quote = first_sentence(piece.text)
        draft.add(wording.say("details.review", quote=plain(quote)) + draft.cite_evidence(piece, quote))


def _fact(detail: Detail, wording: Wording, today: date) -> str:
    return wording.say("details.fact", label=wording.label(detail.field), value=plain(_value(detail, wording, today)))


def _value(detail: Detail, wording: Wording, today: date) -> str:
    value, field = detail.value, detail.field
    if field == "price":
        return wording.money(str(value), detail.offer.product.currency)
    if field == "rating":
        return wording.rating(detail.offer.product.rating, detail.offer.product.review_count)
    if field == "supplier.kind":
        return wording.kind(str(value))
    if field == "supplier.repurchase_rate":
        return wording.share(float(str(value)))
    if isinstance(value, tuple):
        certificates = [one for one in value if isinstance(one, Certification)]
        return (
            wording.certificates(certificates, today)
            if certificates
            else wording.value(tuple(one for one in value if not isinstance(one, Certification)))
        )
    return wording.unknown if value is None else wording.value(value, field.removeprefix("attr."))
