"""Which attributes an amount in some unit may be of."""

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import units
from ..language.lexicon import lexicon

_SAME = {"years old": "year"}  # another unit that a name may say it by: age_min_years


def in_unit(facet: AttributeFacet, unit: str | None) -> bool:
    """Whether its values are comparable with an amount in `unit`: of one dimension, or bare numbers whose unit the name ends in (`blackout_pct`)."""
    if facet.dimension is not None:
        scale = units().factors.get(unit.lower()) if unit else None
        return scale is not None and facet.dimension == scale[0]
    last = facet.name.rsplit("_", 1)[-1]
    said = [meaning.value for meaning in lexicon().grammar.get(last) if meaning.kind == "unit"]
    own = str(said[0]) if said else last if last in lexicon().dimensions else None
    return own is not None and own in (unit, _SAME.get(unit or "", unit))
