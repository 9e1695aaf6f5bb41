"""A short answer to the question that the last reply asked."""

from ..schema.pending import Pending
from ..schema.reading import Reading


def answered(pending: Pending | None, reading: Reading) -> Reading:
    """What the message means as an answer to `pending`; the message's own reading where it answers nothing."""
    if pending is None or pending.reading is None or pending.kind != "which":
        return reading
    if not reading.references or reading.conditions or reading.category or reading.intent not in ("search", "refine", "product_question"):
        return reading
    return pending.reading.model_copy(update={"references": reading.references, "language": reading.language})
