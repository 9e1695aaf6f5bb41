"""Writes who stands behind the offers."""

from collections.abc import Sequence
from datetime import date

from ..decision import Offer, SupplierRow, Suppliers
from ..offers import supplier_name
from ..plain import plain
from ..wording import Wording
from .draft import Draft
from .names import short


def suppliers(found: Suppliers, offers: tuple[Offer, ...], draft: Draft, today: date) -> None:
    wording = draft.wording
    if not found.rows and not found.nameless:
        draft.say("supplier.none")
        return
    places = {offer.id: position for position, offer in enumerate(offers)}
    for row in found.rows:
        _row(row, draft, today)
    if found.nameless:
        draft.say("supplier.nameless", who=wording.positions(places[offer.id] for offer in found.nameless))


def _row(row: SupplierRow, draft: Draft, today: date) -> None:
    wording, supplier = draft.wording, row.supplier
    facts = wording.say("list_comma").join(_facts(row, draft))
    name = plain(supplier_name(row.offers[0], wording.language) or supplier.name)
    draft.add(wording.say("supplier.open", name=name, facts=facts) + draft.cite_supplier(row.offers[0], facts))
    titles = wording.listed([f"**{short(offer, wording.language)}**" for offer in row.offers])
    draft.say("supplier.makes", titles=titles, count=wording.count(row.products, "products"))
    if row.valid:
        draft.say("supplier.valid", list=plain(wording.certificates(row.valid, today)))
    if row.expired:
        draft.say("supplier.expired", list=plain(wording.certificates(row.expired, today)))
    if not row.valid and not row.expired:
        draft.say("supplier.no_certificates")


def _facts(row: SupplierRow, draft: Draft) -> list[str]:
    wording, supplier = draft.wording, row.supplier
    facts = []
    if supplier.kind:
        facts.append(wording.say("supplier.kind_place", kind=wording.kind(supplier.kind), place=plain(wording.place(supplier))))
    if supplier.years is not None:
        facts.append(wording.say("supplier.years", count=wording.count(supplier.years, "years")))
    if supplier.verified is not None:
        facts.append(wording.say("supplier.verified" if supplier.verified else "supplier.unverified"))
    if supplier.rating is not None:
        facts.append(wording.say("supplier.rating", rating=f"{supplier.rating:g}"))
    if supplier.repurchase_rate is not None:
        facts.append(wording.say("supplier.repurchase", share=wording.share(supplier.repurchase_rate)))
    if supplier.response_hours is not None:
        facts.append(wording.say("supplier.response", hours=f"{supplier.response_hours:g}"))
    capabilities = supplier.text(wording.language).capabilities
    if capabilities:
        facts.append(
            wording.say("supplier.capabilities", list=plain(wording.listed([wording.word("supplier.capabilities", one) for one in capabilities])))
        )
    return facts or [wording.unknown]


def _capabilities(capabilities: Sequence[str], wording: Wording) -> str:
    return plain(wording.listed([wording.word("supplier.capabilities", one) for one in capabilities]))
