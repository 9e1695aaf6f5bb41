"""A question that the last reply asked."""

from typing import Literal

from .base import Noun
from .condition import Condition
from .reading import Reading
from .reference import Reference


class Pending(Noun):
    """What a short answer to it will be understood by.

    `which`: which of the products `choices` the `reference` meant, then `reading` goes on with it. `contradiction`: whether the standing conditions
    `old` or the new ones `new` count. `intent`: what was wanted; `reading` is the likeliest. `send`: about the inquiries whose ids are `choices`:
    whether they were sent, or which of them `reading` means. `letters`: whether those of the id that is its
    one choice may be sent. `shelf`: on which of the shelves `choices` to look for what nothing is near to.
    """

    kind: Literal["which", "contradiction", "intent", "send", "shelf", "letters"]
    turn: int
    reading: Reading | None = None
    reference: Reference | None = None
    choices: tuple[str, ...] = ()
    old: tuple[Condition, ...] = ()
    new: tuple[Condition, ...] = ()
