"""The parts of an excessive message that are not read, and the notes that say so: one message must not cost more than others."""

from ..schema.reading import Reading
from .language.text import Cleaned

MOST = 20
"""Items kept of each list of a reading: no buyer has so many wishes, and each is judged, worded and relaxed."""
_LISTS = ("conditions", "dropped", "sort", "references", "relative", "facts", "bids", "asked", "supposed", "beside", "notes")


def within(reading: Reading) -> Reading:
    """`reading` with the first `MOST` items of each list, and a note if there were more."""
    cut = {name: some[:MOST] for name in _LISTS if len(some := getattr(reading, name)) > MOST}
    also = tuple(within(each) for each in reading.also)
    if not cut and also == reading.also:
        return reading
    return reading.model_copy(update={**cut, "also": also, "notes": (*reading.notes[:MOST], ("many", str(MOST)))})


def left_out(cleaned: Cleaned) -> tuple[tuple[str, str], ...]:
    """The notes on text that was cut or shortened."""
    return (("cut", str(cleaned.cut)),) if cleaned.cut else (("repeated", ""),) if cleaned.repeated else ()
