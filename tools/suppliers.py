"""Who makes or sells the offers, with facts from the record only."""

from collections.abc import Sequence
from datetime import date

from ..catalogue.catalogue import Catalogue
from .decision import Offer, SupplierRow, Suppliers


def suppliers(offers: Sequence[Offer], catalogue: Catalogue, language: str, today: date) -> Suppliers:
    """One row a supplier in the order of the offers, its certificates split into valid and expired on `today`."""
    known = {offer.supplier.id: offer.supplier for offer in offers if offer.supplier}
    rows = tuple(
        SupplierRow(
            supplier=supplier,
            offers=tuple(offer for offer in offers if offer.supplier == supplier),
            valid=tuple(certificate for certificate in supplier.text(language).certifications if certificate.valid_on(today)),
            expired=tuple(certificate for certificate in supplier.text(language).certifications if not certificate.valid_on(today)),
            products=len(catalogue.supplier_products(supplier.id)),
        )
        for supplier in known.values()
    )
    return Suppliers(rows=rows, nameless=tuple(offer for offer in offers if offer.supplier is None))
