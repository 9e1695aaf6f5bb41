"""A conversation's first reply, as it may be given to whoever opens one with the same need."""

from .base import Noun
from .reference import Shown
from .reply import Relaxation, Reply


class Opening(Noun):
    """`reply` with what the next turn needs to know of it: the list `shown` and the relaxations `offered`."""

    reply: Reply
    shown: tuple[Shown, ...] = ()
    offered: tuple[Relaxation, ...] = ()
