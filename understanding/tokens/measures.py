"""Measured attributes: which attribute "500ml" or "2.5 TOG" speaks of."""

from dataclasses import replace

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import parse_quantity
from ..language.lexicon import lexicon
from ..vocabulary.shelf import Shelf
from .amount import Amount
from .cursor import Cursor
from .token import Token

_VAGUE = ("mass", "length", "time", "temperature", "count")  # too many things are measured so for the unit alone to tell which
_OTHERS = ("money", "count", "share", "stars", "years", "age")  # told by an attribute's name only, or behind "only"
_UPPER = ("<=", "<")
_COMPARED = (*_UPPER, ">=", ">")
_SPOKEN = {"g": "gsm"}
_CALENDAR = ("day", "month")  # a delivery's or a baby's, where no attribute is named


def measured_field(cursor: Cursor, field: Token | None, amount: Amount, op: str | None) -> str | None:
    """`attr.NAME` for an amount, by the attribute's name beside it or by its unit alone where only one attribute of the category in hand
    (of the catalogue, where there is none) is measured so; else None."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    named_here = field is not None and field.has("attribute")
    if amount.dimension in _OTHERS and not named_here and not _told(cursor, amount, op):
        return None
    named = [name for names in field.values("attribute") for name in names] if field is not None else []
    own = shelf.names(dict.fromkeys(named))
    if named and not own and amount.unit is not None and len(near := [each for each in _by_unit(cursor, amount, op) if _fits(each, amount)]) == 1:
        return f"attr.{near[0].name}"  # another category's word for the one that is measured so here: 承重 of a leash
    facets = [vocabulary.attributes[name] for name in own or dict.fromkeys(named)]
    if amount.dimension == "share":
        facets = facets or [facet for facet in vocabulary.attributes.values() if own_unit(facet) == "%" and shelf.states(facet.name)]
    if not facets and amount.unit is not None:
        facets = _by_unit(cursor, amount, op)
    fitting = [facet for facet in facets if _fits(facet, amount)]
    if not fitting:
        return None
    if field is None and len(fitting) > 1 and op in _UPPER:
        own_weight = vocabulary.concepts.get("weight", ())  # who names a most of grams wants it light, and no less of a filling
        fitting = [facet for facet in fitting if facet.name in own_weight] or fitting
    if field is None and len(fitting) > 1:
        fitting = _plausible(fitting, amount, shelf)
    return f"attr.{fitting[0].name}" if len(fitting) == 1 or field is not None and fitting else None


def _told(cursor: Cursor, amount: Amount, op: str | None) -> bool:
    """Whether the goods in hand alone tell what is measured: behind "only"; a share that is compared (遮光率 is the one that curtains state)."""
    return cursor.message.shelf.known and ((cursor.firm and amount.dimension != "money") or (amount.dimension == "share" and op in _COMPARED))


def spoken(cursor: Cursor, amount: Amount) -> Amount:
    """80g paper, a 300 g hoodie: grams a square metre, where nothing of the category is weighed in grams."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    said = _SPOKEN.get(amount.unit or "") if shelf.known else None
    if said is None or any(shelf.states(facet.name) for facet in vocabulary.measured(amount.unit)):
        return amount
    return replace(amount, unit=said) if any(shelf.states(facet.name) for facet in vocabulary.measured(said)) else amount


def own_unit(facet: AttributeFacet) -> str | None:
    """The unit that the catalogue writes it in, which a bare number beside its name is in (容量500以上: ml); None where none is plain."""
    value = str(facet.values[0].value) if facet.values else ""
    ending = facet.name.rsplit("_", 1)[-1] if value.replace(".", "", 1).isdigit() else value.lstrip("0123456789.,-+ ")
    return unit_word(ending)


def within(facet: AttributeFacet, amount: Amount) -> bool:
    """Whether goods state from less than a bare number to more, in the unit that they state it in."""
    unit = own_unit(facet)
    quantity = parse_quantity(f"{amount.low} {unit}") if unit else None
    number = quantity.number if quantity is not None else amount.low
    return facet.low is not None and facet.high is not None and facet.low <= number <= facet.high


def unit_word(word: str) -> str | None:
    """The code of the unit that `word` is."""
    return next((str(meaning.value) for meaning in lexicon().grammar.get(word) if meaning.kind == "unit"), None)


def _by_unit(cursor: Cursor, amount: Amount, op: str | None) -> list[AttributeFacet]:
    """Those measured in the amount's unit, where that alone tells anything. "Within 24 hours" is a delivery's time, no battery's."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    if not vocabulary.curated or (amount.unit in _CALENDAR and not cursor.firm) or (amount.dimension == "time" and op in ("<", "<=")):
        return []
    facets = [facet for facet in vocabulary.measured(amount.unit) if shelf.states(facet.name)]
    return [] if len(facets) > 1 and amount.dimension in _VAGUE and not shelf.known else facets


def _fits(facet: AttributeFacet, amount: Amount) -> bool:
    """A number against a number, in the same dimension or without one."""
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
    """Whether the attribute's name is or ends in a unit of another dimension: no `waterproof_mm` is 4 people, and no `tog` 18 degrees."""
    own = unit_word(name.rsplit("_", 1)[-1])
    return own is not None and amount.unit is not None and lexicon().dimensions.get(own) != amount.dimension


def _plausible(facets: list[AttributeFacet], amount: Amount, shelf: Shelf) -> list[AttributeFacet]:
    """Those in whose range the amount lies; the clearly most stated of them."""
    quantity = parse_quantity(f"{amount.low} {amount.unit}")
    spans = [(facet, facet.low, facet.high) for facet in facets]
    number = quantity.number if quantity else amount.low
    inside = [facet for facet, low, high in spans if low is not None and high is not None and low <= number <= high]
    counts = {facet.name: shelf.counts.get(facet.name, facet.count) for facet in inside}
    inside.sort(key=lambda facet: -counts[facet.name])
    return inside[:1] if inside and counts[inside[0].name] >= 0.6 * sum(counts.values()) else []
