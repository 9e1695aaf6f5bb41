"""Names of the things a buyer asks about beyond record fields, as readings and commands carry them in `asked`."""

from collections.abc import Sequence

KNOWLEDGE = "knowledge"
"""Answered from guides and documents, not from product records."""
CAPABILITY, TERMS = "capability.", "terms."
ABLE, WANTED = "able.", "wanted."
"""Prefixes of the buyer's own questions to a supplier: "can you …?", "what is …?"."""
MOST, LEAST = "most.", "least."
"""Prefixes of a field whose extreme product is asked for."""
SPREAD = "spread."
"""Prefix of what is asked about all results together."""
COUNT, PRICES, RATINGS = f"{SPREAD}count", f"{SPREAD}price", f"{SPREAD}rating"
SAFETY = "safety"
ORDERED = "ordered"
PROFILE, FORGET = "profile", "forget"
PAGES = "product"
"""Pseudo-field of a wish for products not shown so far."""


def by_rank(asked: Sequence[str]) -> tuple[str, str] | None:
    """Return (MOST or LEAST without the dot, field) of the first superlative in `asked`; None if there is none."""
    name = next((each for each in asked if each.startswith((MOST, LEAST))), None)
    return (name.split(".", 1)[0], name.split(".", 1)[1]) if name is not None else None
