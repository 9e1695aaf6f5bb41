"""A draft to a supplier. It is prepared and shown, never sent."""

from collections.abc import Sequence

from ..schema.need import Need
from .decision import Inquiry, Offer


def inquiry(offers: Sequence[Offer], need: Need) -> Inquiry:
    """To the supplier of the first offer, about those offers that are his, asking what nobody knows yet."""
    supplier = offers[0].supplier if offers else None
    own = tuple(offer for offer in offers if offer.supplier == supplier)
    unknown = tuple(dict.fromkeys(name for offer in own for name in offer.candidate.unknown))
    return Inquiry(supplier=supplier, offers=own, quantity=need.quantity, unknown=unknown)
