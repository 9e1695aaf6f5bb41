"""Measured attributes: which attribute "500ml" or "2.5 TOG" speaks of."""

from ..catalogue.facets import AttributeFacet
from ..catalogue.quantities import parse_quantity
from .amount import Amount
from .cursor import Cursor
from .token import Token

_VAGUE = ("mass", "length", "time", "temperature", "count")  # too many things are measured so for the unit alone to tell which


def measured_field(cursor: Cursor, field: Token | None, amount: Amount, op: str | None) -> str | None:
    """`attr.NAME` for an amount, by the attribute's name beside it or by its unit alone where only one attribute is measured so; else None."""
    vocabulary = cursor.message.vocabulary
    if amount.dimension in ("money", "count", "share", "stars", "years") and not (field is not None and field.has("attribute")):
        return None
    named = [name for names in field.values("attribute") for name in names] if field is not None else []
    facets = [vocabulary.attributes[name] for name in dict.fromkeys(named)]
    if not facets and amount.unit is not None:
        if not vocabulary.curated:
            return None
        facets = vocabulary.measured(amount.unit)
        if len(facets) > 1 and amount.dimension in _VAGUE:
            return None
    fitting = [facet for facet in facets if _fits(facet, amount)]
    if not fitting:
        return None
    if field is None and len(fitting) > 1:
        fitting = _plausible(fitting, amount)
    return f"attr.{fitting[0].name}" if len(fitting) == 1 or field is not None and fitting else None


def _fits(facet: AttributeFacet, amount: Amount) -> bool:
    """A number against a number, in the same dimension or without one."""
    if facet.kind == "flag":
        return False
    if facet.kind == "number" and facet.dimension is None:
        return True
    if facet.kind == "text" and facet.dimension is None:
        return amount.unit is not None and any(parse_quantity(str(value.value)) for value in facet.values[:20])
    quantity = parse_quantity(f"{amount.low} {amount.unit}") if amount.unit else None
    return quantity is None or quantity.dimension in (facet.dimension, None) or facet.dimension is None


def _plausible(facets: list[AttributeFacet], amount: Amount) -> list[AttributeFacet]:
    """Those in whose range the amount lies; the clearly most stated of them."""
    quantity = parse_quantity(f"{amount.low} {amount.unit}")
    spans = [(facet, facet.low, facet.high) for facet in facets]
    number = quantity.number if quantity else amount.low
    inside = [facet for facet, low, high in spans if low is not None and high is not None and low <= number <= high]
    inside.sort(key=lambda facet: -facet.count)
    return inside[:1] if inside and inside[0].count >= 0.6 * sum(facet.count for facet in inside) else []
