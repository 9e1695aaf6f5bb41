"""What holds of the buyer, whatever he looks for."""

from typing import Literal

from .base import Noun


class Fact(Noun):
    """A standing fact: the `market` he sells or ships to (ISO 3166 code, or EU), his `trade` (boutique, online_shop, wholesaler, consumer …).

    `text` is the buyer's own words, `turn` the turn in which he said so.
    """

    kind: Literal["market", "trade"]
    value: str
    text: str = ""
    turn: int = 1
