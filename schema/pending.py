"""The question of the last reply that is still open."""

from typing import Literal

from .base import Noun
from .condition import Condition
from .reading import Reading
from .reference import Reference


class Pending(Noun):
    """Context for a short answer.

    `kind` "which": which product of `choices` the `reference` meant; `reading` then continues with it. "contradiction": `old` conditions or `new`
    ones. "intent": what was wanted; `reading` is the likeliest. "send": whether the inquiries `choices` were sent, or which one `reading` means.
    "letters": whether the letters `choices[0]` may be sent. "shelf": on which shelf of `choices` to look.
    """

    kind: Literal["which", "contradiction", "intent", "send", "shelf", "letters"]
    turn: int
    reading: Reading | None = None
    reference: Reference | None = None
    choices: tuple[str, ...] = ()
    old: tuple[Condition, ...] = ()
    new: tuple[Condition, ...] = ()
