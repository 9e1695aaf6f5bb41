"""Words that only say what goods asked for before are to be like, and that no product knows: they don't take the goods away."""

from collections.abc import Callable

from ...schema.need import Need
from ...schema.reading import Reading


def still_named(reading: Reading, need: Need, old: Need | None, count: Callable[[Need], int]) -> Need:
    """`need` searched by the words of `old` where its category is nobody's and nothing is near once the words that were left unread are added: of
    "a sleeping bag", "only the cheerful ones" leaves the sleeping bags, beside the note that nothing could be filtered by."""
    unread = any(kind == "unread" for kind, _ in reading.notes)
    if old is None or need.category is not None or reading.topic == "new" or not unread or not old.query or need.query == old.query:
        return need
    return need if count(need.model_copy(update={"conditions": ()})) else need.model_copy(update={"query": old.query})
