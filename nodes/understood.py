"""What a turn took its message to say, as its reply tells it."""

from collections.abc import Sequence

from ..schema.reply import Understood
from ..tools.decide import SHOWN
from ..tools.searching.wish import Record, wish
from ..tools.searching.wished import NOTED
from ..tools.writing.notes import LEFT_OUT
from .state import State


def understood(state: State) -> Understood:
    """The grounded commands, and the words left over; nothing where the message was never read."""
    taken, reading = state.get("taken"), state["reading"]
    records = [Record.of(offer.product, reading.language) for offer in state.get("offers", ())[:SHOWN]]
    left = (text for kind, text in reading.notes if kind in NOTED and text)
    unused = tuple(dict.fromkeys(text for text in left if not _used(text, records)))
    out = tuple(dict.fromkeys(kind for kind, _ in reading.notes if kind in LEFT_OUT))
    return Understood.model_validate({"commands": taken.commands if taken is not None else (), "unused": unused, "left_out": out})


def _used(text: str, records: Sequence[Record]) -> bool:
    """Whether a record says something of it; what is refused isn't shown."""
    return bool(records) and wish(text).bars or any(wish(text).told(record) for record in records)
