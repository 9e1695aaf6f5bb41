"""What holds of the buyer, whatever he looks for."""

from typing import Literal

from .base import Noun


class Fact(Noun):
    """A standing fact: the `market` he sells or ships to (ISO 3166 code, or EU), his `trade` (boutique, online_shop, wholesaler, consumer …),
    the `audience` that he buys for, in his own words.

    `text` is the buyer's own words, `turn` the turn in which he said so; `origin` "profile": he said so in another conversation.
    """

    kind: Literal["market", "trade", "audience"]
    value: str
    text: str = ""
    turn: int = 1
    origin: Literal["said", "profile"] = "said"
