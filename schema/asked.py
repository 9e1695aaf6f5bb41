"""Names of what is asked beside the fields of records, as readings and commands carry them."""

from collections.abc import Sequence

KNOWLEDGE = "knowledge"
"""What guides and documents tell, and no product's record."""
CASE, CARRIED = "case", "carried"
"""Behind it: what value suits a case; what is carried along on a journey."""
CAPABILITY, TERMS = "capability.", "terms."
ABLE, WANTED = "able.", "wanted."
"""Questions of an inquiry, in the buyer's words."""
MOST, LEAST = "most.", "least."
"""Which has most or least of a field."""
SPREAD = "spread."
"""What is asked of all that was found, together."""
COUNT, PRICES, RATINGS = f"{SPREAD}count", f"{SPREAD}price", f"{SPREAD}rating"
SAFETY = "safety"
ORDERED = "ordered"
PROFILE, FORGET = "profile", "forget"
PAGES = "product"
"""The field of a wish for others than all that were shown so far."""


def by_rank(asked: Sequence[str]) -> tuple[str, str] | None:
    """The end and the field that are asked for; None where none is."""
    name = next((each for each in asked if each.startswith((MOST, LEAST))), None)
    return (name.split(".", 1)[0], name.split(".", 1)[1]) if name is not None else None
