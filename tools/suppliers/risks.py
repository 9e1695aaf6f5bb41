"""What a supplier's record has that a careful buyer asks about: facts as they stand, no judgement."""

from datetime import date

from ...schema.supplier import Supplier
from ..decisions.suppliers import Risk

YOUNG = 1
LOW_RATING = 4.0
SLOW_HOURS = 24
CLAIMS = ("工厂", "制造", "厂", "factory", "manufactur")
"""What a name has that says that its bearer makes things."""


def risks(supplier: Supplier, today: date) -> tuple[Risk, ...]:
    """Those that the record states, the gravest first."""
    expired = [one for one in supplier.certifications if not one.valid_on(today)]
    found = [Risk("expired", one.name, str(one.valid_until)) for one in expired]
    if supplier.kind == "trader" and any(word in name.casefold() for word in CLAIMS for name in _names(supplier)):
        found.append(Risk("claims_factory"))
    if supplier.verified is False:
        found.append(Risk("unverified"))
    if supplier.years is not None and supplier.years <= YOUNG:
        found.append(Risk("young", str(supplier.years)))
    if supplier.rating is not None and supplier.rating < LOW_RATING:
        found.append(Risk("low_rating", f"{supplier.rating:g}"))
    if supplier.response_hours is not None and supplier.response_hours > SLOW_HOURS:
        found.append(Risk("slow", f"{supplier.response_hours:g}"))
    return tuple(found)


def _names(supplier: Supplier) -> list[str]:
    return [name for name in (supplier.name, *(text.name for text in supplier.translations.values())) if name]
