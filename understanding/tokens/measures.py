"""Measured attributes: the one that "500ml" or "2.5 TOG" measures."""

from dataclasses import replace

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import parse_quantity
from ..language.lexicon import lexicon
from ..vocabulary.shelf import Shelf
from .amount import Amount
from .cursor import Cursor
from .token import Token

_VAGUE = ("mass", "length", "time", "temperature", "count")  # the unit alone doesn't tell the attribute: too many are measured so
_OTHERS = ("money", "count", "share", "stars", "years", "age")  # read only with the attribute's name, or after "only"
_UPPER = ("<=", "<")
_COMPARED = (*_UPPER, ">=", ">")
_SPOKEN = {"g": "gsm"}
_CALENDAR = ("day", "month")  # of a delivery or a baby, unless an attribute is named


def measured_field(cursor: Cursor, field: Token | None, amount: Amount, op: str | None) -> str | None:
    """`attr.NAME` of the attribute that an amount measures: the one named, or the only one in this unit in the current category (else the catalogue).
    None if there is none."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    named_here = field is not None and field.has("attribute")
    if amount.dimension in _OTHERS and not named_here and not _category_tells(cursor, amount, op):
        return None
    named = [name for names in field.values("attribute") for name in names] if field is not None else []
    own = shelf.names(dict.fromkeys(named))
    if named and not own and amount.unit is not None and len(near := [each for each in _by_unit(cursor, amount, op) if _fits(each, amount)]) == 1:
        return f"attr.{near[0].name}"  # the name belongs to another category: 承重 of a leash means what is measured in this unit here
    facets = [vocabulary.attributes[name] for name in own or dict.fromkeys(named)]
    if amount.dimension == "share":
        facets = facets or [facet for facet in vocabulary.attributes.values() if own_unit(facet) == "%" and shelf.states(facet.name)]
    if not facets and amount.unit is not None:
        facets = _by_unit(cursor, amount, op)
    fitting = [facet for facet in facets if _fits(facet, amount)]
    if not fitting:
        return None
    if field is None and len(fitting) > 1 and op in _UPPER:
        own_weight = vocabulary.concepts.get("weight", ())  # an upper bound in grams asks for a light product, not for less filling
        fitting = [facet for facet in fitting if facet.name in own_weight] or fitting
    if field is None and len(fitting) > 1:
        fitting = _most_likely(fitting, amount, shelf)
    return f"attr.{fitting[0].name}" if len(fitting) == 1 or field is not None and fitting else None


def _category_tells(cursor: Cursor, amount: Amount, op: str | None) -> bool:
    """True if the current category alone identifies the attribute: after "only", or for a compared share (遮光率 of curtains)."""
    return cursor.message.shelf.known and ((cursor.firm and amount.dimension != "money") or (amount.dimension == "share" and op in _COMPARED))


def spoken(cursor: Cursor, amount: Amount) -> Amount:
    """The amount in grams per square metre if the category states no weight in grams: 80g paper, a 300 g hoodie."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    said = _SPOKEN.get(amount.unit or "") if shelf.known else None
    if said is None or any(shelf.states(facet.name) for facet in vocabulary.measured(amount.unit)):
        return amount
    return replace(amount, unit=said) if any(shelf.states(facet.name) for facet in vocabulary.measured(said)) else amount


def own_unit(facet: AttributeFacet) -> str | None:
    """The unit of a bare number beside the attribute's name (容量500以上: ml), as the catalogue writes it; None if unknown."""
    value = str(facet.values[0].value) if facet.values else ""
    ending = facet.name.rsplit("_", 1)[-1] if value.replace(".", "", 1).isdigit() else value.lstrip("0123456789.,-+ ")
    return unit_word(ending)


def unit_word(word: str) -> str | None:
    """The code of the unit that `word` names."""
    return next((str(meaning.value) for meaning in lexicon().grammar.get(word) if meaning.kind == "unit"), None)


def _by_unit(cursor: Cursor, amount: Amount, op: str | None) -> list[AttributeFacet]:
    """The attributes measured in the amount's unit, if that identifies any. "Within 24 hours" is a delivery time, no battery life."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    if not vocabulary.curated or (amount.unit in _CALENDAR and not cursor.firm) or (amount.dimension == "time" and op in ("<", "<=")):
        return []
    facets = [facet for facet in vocabulary.measured(amount.unit) if shelf.states(facet.name)]
    return [] if len(facets) > 1 and amount.dimension in _VAGUE and not shelf.known else facets


def _fits(facet: AttributeFacet, amount: Amount) -> bool:
    """True if the amount can be compared with the attribute: numbers of one dimension, or bare numbers."""
    if facet.kind == "flag":
        return False
    if facet.kind == "number" and facet.dimension is None:
        return not _other_unit(facet.name, amount)
    if facet.kind == "text" and facet.dimension is None:
        return amount.unit is not None and any(parse_quantity(str(value.value)) for value in facet.values[:20])
    quantity = parse_quantity(f"{amount.low} {amount.unit}") if amount.unit else None
    if quantity is None or quantity.dimension is None:
        return amount.dimension in (facet.dimension, None)
    return quantity.dimension in (facet.dimension, None) or facet.dimension is None


def _other_unit(name: str, amount: Amount) -> bool:
    """True if the attribute's name is or ends with a unit of another dimension: `waterproof_mm` for 4 people, `tog` for 18 degrees."""
    own = unit_word(name.rsplit("_", 1)[-1])
    return own is not None and amount.unit is not None and lexicon().dimensions.get(own) != amount.dimension


def _most_likely(facets: list[AttributeFacet], amount: Amount, shelf: Shelf) -> list[AttributeFacet]:
    """The attribute whose range includes the amount, if it is clearly the one most stated; else []."""
    quantity = parse_quantity(f"{amount.low} {amount.unit}")
    spans = [(facet, facet.low, facet.high) for facet in facets]
    number = quantity.number if quantity else amount.low
    inside = [facet for facet, low, high in spans if low is not None and high is not None and low <= number <= high]
    counts = {facet.name: shelf.counts.get(facet.name, facet.count) for facet in inside}
    inside.sort(key=lambda facet: -counts[facet.name])
    return inside[:1] if inside and counts[inside[0].name] >= 0.6 * sum(counts.values()) else []
