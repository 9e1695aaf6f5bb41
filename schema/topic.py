"""A topic of a conversation that the buyer left: what was needed, and where the talk stood."""

from .base import Noun
from .need import Need


class Topic(Noun):
    """`need` as it stood when other goods were asked for, the products in `focus`, those `talked` about together before, and the turn of the list
    that was shown for it last (0: none was)."""

    need: Need
    focus: tuple[str, ...] = ()
    talked: tuple[tuple[str, ...], ...] = ()
    listed: int = 0
