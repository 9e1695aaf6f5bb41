"""The cached first reply of a conversation, reusable for the same need."""

from .base import Noun
from .reference import Shown
from .reply import Relaxation, Reply


class Opening(Noun):
    """`reply` with the state that the next turn needs: the list `shown` and the relaxations `offered`."""

    reply: Reply
    shown: tuple[Shown, ...] = ()
    offered: tuple[Relaxation, ...] = ()
