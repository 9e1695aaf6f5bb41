"""A reply without products."""

from dataclasses import dataclass
from typing import Literal

from ...schema.condition import Condition
from ...schema.fact import Fact
from .offer import Offer


@dataclass(frozen=True)
class Words:
    """A reply with no products: small talk, out of scope, or a question back. `old` or `new`, which counts? (`within`: both were said now.)"""

    kind: Literal[
        "chitchat",
        "out_of_scope",
        "handed_over",
        "ambiguous",
        "impossible",
        "nothing_shown",
        "empty",
        "reset",
        "unavailable",
        "noted",
        "kept",
        "contradiction",
        "which_condition",
    ]
    choices: tuple[Offer, ...] = ()
    detail: str = ""
    available: int = 0
    facts: tuple[Fact, ...] = ()
    old: tuple[Condition, ...] = ()
    new: tuple[Condition, ...] = ()
    within: bool = False
