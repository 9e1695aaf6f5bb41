"""References resolved by code against what was shown: products, an ambiguity to ask about, or an impossibility to say."""

from collections.abc import Sequence
from typing import Literal, Protocol

from ..schema.base import Noun
from ..schema.product import Product
from ..schema.reference import Reference, Shown


class Records(Protocol):
    """What is needed of an open catalogue."""

    def product(self, product_id: str) -> Product | None: ...


class Resolution(Noun):
    """`none`: the message points at nothing. `ambiguous`: `choices` are the products it may mean, ask. `impossible`: `available` were shown, say so.

    `reference` is the pointer that could not be followed. `supplier_ids` and `brands` belong to "that factory", "this brand".
    """

    outcome: Literal["none", "resolved", "ambiguous", "impossible"] = "none"
    product_ids: tuple[str, ...] = ()
    supplier_ids: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    reference: Reference | None = None
    choices: tuple[str, ...] = ()
    available: int = 0

    @property
    def text(self) -> str:
        """The buyer's words for what could not be followed."""
        return self.reference.text if self.reference else ""


def resolve(references: Sequence[Reference], shown: Sequence[Shown], focus: Sequence[str], catalogue: Records) -> Resolution:
    """`shown` are the lists shown, oldest first; ordinals count in the last one. `focus` are the products talked about now."""
    listed = shown[-1].product_ids if shown else ()
    merged = Resolution()
    for reference in references:
        one = _one(reference, listed, tuple(focus), catalogue)
        if one.outcome != "resolved":
            return one
        merged = _merged(merged, one)
    return merged


def _merged(one: Resolution, other: Resolution) -> Resolution:
    def both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*first, *second]))

    return Resolution(
        outcome="resolved",
        product_ids=both(one.product_ids, other.product_ids),
        supplier_ids=both(one.supplier_ids, other.supplier_ids),
        brands=both(one.brands, other.brands),
    )


def _one(reference: Reference, listed: Sequence[str], focus: tuple[str, ...], catalogue: Records) -> Resolution:
    if not listed and not focus:
        return Resolution(outcome="impossible", reference=reference)
    if reference.kind == "ordinal":
        return _ordinal(reference, listed)
    if reference.kind == "all":
        return _all(reference, listed, focus)
    if reference.kind == "focus":
        return _focus(reference, listed, focus)
    if reference.kind == "supplier" and reference.ordinal is not None:
        return _counted(reference, listed or focus, catalogue)
    return _owner(reference, listed, focus, catalogue)


def _counted(reference: Reference, listed: Sequence[str], catalogue: Records) -> Resolution:
    """ "The second supplier": among the suppliers of the list, each once, in its order."""
    owners: dict[str, list[str]] = {}
    for product_id in listed:
        product = catalogue.product(product_id)
        if product is not None and product.supplier_id:
            owners.setdefault(product.supplier_id, []).append(product_id)
    found = _ordinal(reference, tuple(owners))
    return (
        found.model_copy(update={"product_ids": tuple(owners[found.product_ids[0]]), "supplier_ids": found.product_ids})
        if found.product_ids
        else found
    )


def _ordinal(reference: Reference, listed: Sequence[str]) -> Resolution:
    ordinal = reference.ordinal or 0
    place = ordinal - 1 if ordinal > 0 else len(listed) + ordinal
    if ordinal == 0 or not 0 <= place < len(listed):
        return Resolution(outcome="impossible", reference=reference, available=len(listed))
    return Resolution(outcome="resolved", product_ids=(listed[place],))


def _all(reference: Reference, listed: Sequence[str], focus: tuple[str, ...]) -> Resolution:
    """ "Both" and 这两款 are the two talked about, or the two shown, never the first two of more."""
    pair = _pair(reference.text)
    if not pair:
        return Resolution(outcome="resolved", product_ids=focus if len(focus) > 1 else tuple(listed))
    for group in (focus, tuple(listed)):
        if len(group) == pair:
            return Resolution(outcome="resolved", product_ids=group)
    few = max(len(focus), len(listed)) < pair
    return Resolution(outcome="impossible" if few else "ambiguous", reference=reference, choices=() if few else tuple(listed), available=len(listed))


def _pair(text: str) -> int:
    """How many the pronoun itself counts, 0 where it doesn't."""
    lowered = text.lower()
    if "两" in lowered or "both" in lowered or "two" in lowered:
        return 2
    return 3 if "三" in lowered or "three" in lowered else 0


def _focus(reference: Reference, listed: Sequence[str], focus: tuple[str, ...]) -> Resolution:
    """ "That one" is the one talked about, or the only one shown."""
    if len(focus) == 1 or len(listed) == 1:
        return Resolution(outcome="resolved", product_ids=focus if len(focus) == 1 else tuple(listed))
    return Resolution(outcome="ambiguous", reference=reference, choices=focus or tuple(listed), available=len(listed))


def _owner(reference: Reference, listed: Sequence[str], focus: tuple[str, ...], catalogue: Records) -> Resolution:
    """ "That factory", "this brand": of the products talked about, else of the list; one of them, or ask."""
    owners: dict[str, list[str]] = {}
    for product_id in focus or listed:
        product = catalogue.product(product_id)
        owner = product and (product.supplier_id if reference.kind == "supplier" else product.brand)
        if owner:
            owners.setdefault(owner, []).append(product_id)
    if len(owners) != 1:
        choices = tuple(ids[0] for ids in owners.values())
        return Resolution(outcome="ambiguous" if owners else "impossible", reference=reference, choices=choices, available=len(listed))
    owner, ids = next(iter(owners.items()))
    if reference.kind == "supplier":
        return Resolution(outcome="resolved", product_ids=tuple(ids), supplier_ids=(owner,))
    return Resolution(outcome="resolved", product_ids=tuple(ids), brands=(owner,))
