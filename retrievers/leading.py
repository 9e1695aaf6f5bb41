"""Which products come first by a field, of all that meet a need."""

from typing import NamedTuple


class Leading(NamedTuple):
    """The ids of those that are first together, out of `total`, of which `stating` state the field."""

    ids: tuple[str, ...]
    total: int
    stating: int
