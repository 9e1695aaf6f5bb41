"""Suppliers and brands that references mean: that factory, the second supplier, 童岸那家, this brand."""

from collections.abc import Sequence

from ...schema.reference import Reference
from .matching import described
from .mentioned import Mentioned
from .resolution import Resolution


def owned(reference: Reference, listed: Sequence[str], talk: Mentioned) -> Resolution:
    """The one owner among the products in focus, else in the list; with its products there."""
    told = bool(reference.conditions or reference.words)
    near = talk.focus if not told and reference.ordinal is None and reference.place is None else ()
    pool = described(reference, listed, talk.records) if told else near or listed
    owners = _owners(reference, pool, talk)
    if reference.ordinal is not None:
        names = tuple(owners)
        place = reference.ordinal - 1 if reference.ordinal > 0 else len(names) + reference.ordinal
        if reference.ordinal == 0 or not 0 <= place < len(names):
            return Resolution(outcome="impossible", reference=reference, available=len(names))
        return _found(reference, names[place], owners)
    if len(owners) == 1:
        return _found(reference, next(iter(owners)), owners)
    if (owners and _several(reference)) or (not owners and near):  # of the one in hand none is on record
        return Resolution(outcome="resolved", product_ids=tuple(pool))
    choices = tuple(ids[0] for ids in owners.values())
    return Resolution(outcome="ambiguous" if owners else "impossible", reference=reference, choices=choices, available=len(listed))


def _several(reference: Reference) -> bool:
    """True if all suppliers are meant, by the English plural: the suppliers, those factories."""
    return reference.kind == "supplier" and reference.text.isascii() and reference.text.endswith("s")


def _owners(reference: Reference, pool: Sequence[str], talk: Mentioned) -> dict[str, list[str]]:
    """Owner -> its products, in the order of the list."""
    owners: dict[str, list[str]] = {}
    for product_id in pool:
        product = talk.records.product(product_id)
        name = product and (product.supplier_id if reference.kind == "supplier" else product.brand)
        if name:
            owners.setdefault(name, []).append(product_id)
    return owners


def _found(reference: Reference, name: str, owners: dict[str, list[str]]) -> Resolution:
    ids = tuple(owners[name])
    if reference.kind == "supplier":
        return Resolution(outcome="resolved", product_ids=ids, supplier_ids=(name,))
    return Resolution(outcome="resolved", product_ids=ids, brands=(name,))
