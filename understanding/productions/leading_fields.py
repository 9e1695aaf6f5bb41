"""A field named ahead of its number: 起订量我能承受20件, as for the MOQ 50 at most."""

from ..tokens.cursor import Cursor

_NUMBER = ("bound", "open", "amount")


def skip_to_number(cursor: Cursor) -> None:
    """Move the cursor over empty words to the comparator or number."""
    place = cursor.ahead(*_NUMBER, skipping=("stop", "filler"), most=3)
    cursor.place = cursor.place if place is None else place
