"""The attributes that an amount in a unit can measure."""

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import units
from ..language.lexicon import lexicon

_SAME = {"years old": "year"}  # code that an attribute's name may use instead: age_min_years


def in_unit(facet: AttributeFacet, unit: str | None) -> bool:
    """True if the attribute's values can be compared with `unit`: same dimension, or bare numbers whose unit ends the name (`blackout_pct`)."""
    if facet.dimension is not None:
        scale = units().factors.get(unit.lower()) if unit else None
        return scale is not None and facet.dimension == scale[0]
    last = facet.name.rsplit("_", 1)[-1]
    said = [meaning.value for meaning in lexicon().grammar.get(last) if meaning.kind == "unit"]
    own = str(said[0]) if said else last if last in lexicon().dimensions else None
    return own is not None and own in (unit, _SAME.get(unit or "", unit))
