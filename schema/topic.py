"""An earlier topic of the conversation, to return to."""

from .base import Noun
from .need import Need


class Topic(Noun):
    """`need` when the buyer turned to other goods; products in `focus`; groups `talked` about together before; turn of its last list (0: none)."""

    need: Need
    focus: tuple[str, ...] = ()
    talked: tuple[tuple[str, ...], ...] = ()
    listed: int = 0
