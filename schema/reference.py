"""What "the second one", "that factory", "both" point at."""

from typing import Literal

from .base import Noun


class Reference(Noun):
    """A pointer in the message, before it is resolved against what was shown.

    `ordinal` counts from 1, from the end where negative (-1 is "the last one"); `among` "all" is "them", "both", "these".
    """

    kind: Literal["ordinal", "all", "focus", "supplier", "brand"]
    ordinal: int | None = None
    text: str = ""


class Shown(Noun):
    """One list of products that was shown, in its order."""

    turn: int
    product_ids: tuple[str, ...]
