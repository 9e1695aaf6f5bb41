"""What of a message is not read, because it goes on without end, and the notes that tell of it: one message must not cost more than others."""

from ..schema.reading import Reading
from .language.text import Cleaned

MOST = 20
"""Of each thing that a message may say: nobody wishes for so much, and each wish is judged, worded and tried again."""
_LISTS = ("conditions", "dropped", "sort", "references", "relative", "facts", "bids", "asked", "supposed", "beside", "notes")


def within(reading: Reading) -> Reading:
    """`reading` with the first `MOST` of each, and a note where there were more."""
    cut = {name: some[:MOST] for name in _LISTS if len(some := getattr(reading, name)) > MOST}
    also = tuple(within(each) for each in reading.also)
    if not cut and also == reading.also:
        return reading
    return reading.model_copy(update={**cut, "also": also, "notes": (*reading.notes[:MOST], ("many", str(MOST)))})


def left_out(cleaned: Cleaned) -> tuple[tuple[str, str], ...]:
    """A note of what of the text was not read."""
    return (("cut", str(cleaned.cut)),) if cleaned.cut else (("repeated", ""),) if cleaned.repeated else ()
