"""A fact about the buyer that holds for all goods."""

from typing import Literal

from .base import Noun


class Fact(Noun):
    """The `market` sold or shipped to (ISO 3166 code, or EU), the buyer's `trade` (boutique, online_shop, wholesaler, consumer …), or the `audience`
    bought for, in the buyer's words.

    `text`: the buyer's own words, from `turn`. `origin` "profile": stated in another conversation.
    """

    kind: Literal["market", "trade", "audience"]
    value: str
    text: str = ""
    turn: int = 1
    origin: Literal["said", "profile"] = "said"
