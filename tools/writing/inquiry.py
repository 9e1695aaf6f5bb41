"""Writes a draft to a supplier."""

from ...schema.need import Need
from ..decision import Inquiry
from ..offers import supplier_name
from ..plain import plain
from .draft import Draft
from .names import short


def inquiry(asked: Inquiry, need: Need, draft: Draft) -> None:
    wording = draft.wording
    if not asked.offers:
        draft.say("inquiry.none")
        return
    name = supplier_name(asked.offers[0], wording.language)
    by_name = {condition.name: condition for condition in need.active}
    unknown = [by_name[one] for one in asked.unknown if one in by_name]
    draft.say("inquiry.open")
    draft.add("", "> " + (wording.say("inquiry.hello", supplier=plain(name)) if name else wording.say("inquiry.hello_plain")))
    quantity = wording.say("inquiry.quantity", count=asked.quantity) if asked.quantity else ""
    draft.add("> " + wording.say("inquiry.want", quantity=quantity))
    for offer in asked.offers:
        price = wording.money(offer.price, offer.product.currency)
        draft.add(
            "> " + wording.say("inquiry.line", title=short(offer, wording.language), id=plain(offer.id), price=price) + draft.cite_product(offer)
        )
    draft.add("> " + (wording.say("inquiry.ask", unknown=wording.conditions(unknown)) if unknown else wording.say("inquiry.ask_plain")))
