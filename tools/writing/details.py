"""Writes the answer to a question about a product."""

from datetime import date

from ...schema.product import Certification
from ..decision import Detail, Details
from ..wording import Wording
from .choice import first_sentence
from .draft import Draft
from .names import plain, short


def details(found: Details, draft: Draft, today: date) -> None:
    draft.say("details.open")
    for detail in found.details:
        _row(detail, draft, today)


def _row(detail: Detail, draft: Draft, today: date) -> None:
    wording, label = draft.wording, draft.wording.label(detail.field)
    title = short(detail.offer, wording.language)
    if detail.value is None:
        draft.say("details.unknown", title=title, label=label)
    else:
        draft.add(
            wording.say("details.row", title=title, label=label, value=plain(_value(detail, wording, today))) + draft.cite_product(detail.offer)
        )
    for piece in detail.evidence if detail.value is None else ():
        quote = first_sentence(piece.text)
        draft.add(wording.say("details.review", quote=plain(quote)) + draft.cite_evidence(piece, quote))


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
