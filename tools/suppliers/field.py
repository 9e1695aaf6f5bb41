"""All suppliers of what a need leaves, and those that have most or least of a number of their records."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...schema.need import Need
from ...schema.supplier import Supplier
from ...understanding.references.matching import Recorded
from ..decisions.offer import Offer
from ..decisions.suppliers import Best, Field
from ..searching.offers import judged, offers
from ..shop import Shop

TOLD = 5
"""Suppliers that a reply tells of."""
_PLACE = "supplier.location"


def field_of(shop: Shop, need: Need, today: date, rank: tuple[str, str] | None, among: Sequence[Offer] = ()) -> Field:
    """Of the offers it is asked `among`, else of the products that meet `need`; where none does, of those whose supplier's name alone has the place
    that was asked for."""
    sold = _sold(among) or shop.retriever.suppliers(need, today=today)
    placed = [each for each in need.hard if each.field == _PLACE and each.op in ("=", "in")]
    if not sold and placed:
        named = _called(shop, need, today, tuple(text for each in placed for text in _texts(each.value)))
        return Field(0, hinted=_first(shop, need, today, named), called=len(named))
    return Field(len(sold), best=_best(shop, need, today, sold, rank) if rank else None)


def _sold(among: Sequence[Offer]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for offer in among:
        if offer.supplier is not None:
            found.setdefault(offer.supplier.id, []).append(offer.id)
    return found


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _called(shop: Shop, need: Need, today: date, places: tuple[str, ...]) -> dict[str, list[str]]:
    """Suppliers that are called by the place, with their products: a hint, where the record has another."""
    elsewhere = need.model_copy(update={"conditions": tuple(each for each in need.conditions if each.field != _PLACE)})
    said = {name.casefold() for facet in shop.catalogue.facets().places for name in (facet.name, *facet.aliases) if facet.name in places} | {
        place.casefold() for place in places
    }
    names = {one.id: " ".join((one.name, *one.aliases)).casefold() for one in shop.catalogue.facets().suppliers}
    sold = shop.retriever.suppliers(elsewhere, today=today)
    return {key: ids for key, ids in sold.items() if any(place in names.get(key, "") for place in said)}


def _best(shop: Shop, need: Need, today: date, sold: Mapping[str, Sequence[str]], rank: tuple[str, str]) -> Best:
    end, field = rank
    known = [one for key in sold if (one := shop.catalogue.supplier(key)) is not None]
    stated = {one.id: value for one in known if (value := stated_by(one, field)) is not None}
    first = (max if end == "most" else min)(stated.values(), default=None)
    leading = {key: sold[key] for key, value in stated.items() if value == first}
    return Best(field, end, first, len(leading), len(known) - len(stated), _first(shop, need, today, leading))


def stated_by(supplier: Supplier, field: str) -> float | None:
    value = getattr(supplier, field.removeprefix("supplier."), None)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _first(shop: Shop, need: Need, today: date, sold: Mapping[str, Sequence[str]]) -> tuple[Offer, ...]:
    """One offer of each, the best sold, as many as a reply has room for in the order of their names' ids."""
    records = Recorded(shop.catalogue, today, need.quantity)
    ids = [next(each for each in records.products_of(key) if each in own) for key, own in sorted(sold.items())[:TOLD]]
    return offers(shop.catalogue, judged(shop.catalogue, ids, need, today), need.quantity)
