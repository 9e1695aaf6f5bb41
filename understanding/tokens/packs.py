"""Quantities counted in packs instead of pieces: 200箱, 20 cartons."""

import re

from ...schema.need import Need

_HOLDS = r"(?P<pack>箱|盒|打|捆|托盘?|cartons?\b|cases?\b|boxes\b|box\b|crates?\b|pallets?\b|dozens?\b)"
_DOZEN = re.compile(r"打|dozen")
OUTER = re.compile(r"箱|托|carton|case|crate|pallet")
"""Packs that are never the selling unit of a product; a box may be one."""


def in_packs(need: Need, text: str, before: Need | None) -> Need:
    """`need` with the pack that its quantity is counted in; the old pack if the quantity is unchanged. A dozen becomes twelve pieces."""
    if need.quantity is None:
        return need
    stood = before.pack if before is not None and before.quantity == need.quantity else ""
    number = "|".join(dict.fromkeys((f"{need.quantity}", f"{need.quantity:,}")))
    found = re.search(rf"(?<![\d.,])(?:{number})\s*{_HOLDS}", text, re.IGNORECASE)
    if found is None:
        return need if need.pack == stood else need.model_copy(update={"pack": stood})
    if _DOZEN.match(found["pack"].lower()):
        return need.model_copy(update={"quantity": need.quantity * 12, "pack": ""})
    return need.model_copy(update={"pack": found["pack"]})
