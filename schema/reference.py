"""What "the second one", "the bamboo one", "that factory", "both" point at."""

from typing import Any, Literal

from pydantic import model_validator

from .base import Noun
from .condition import Condition


class Place(Noun):
    """Which of the lists shown a pointer means: `back` lists before the last one, or from the first where it is negative (-1: the very first).

    `about` names what the list was of, in the buyer's words ("the sleeping bags"), the newest such list or the oldest (`back` -1); `before` then
    means the list shown before that one. `again`: it is gone back to, so that its need is taken up; `every`: all the lists together.
    """

    back: int = 0
    about: str = ""
    before: bool = False
    again: bool = False
    every: bool = False


class Reference(Noun):
    """A pointer in the message, before it is resolved against what was shown.

    `ordinal` counts from 1, from the end where negative (-1 is "the last one"); `all` is "them", "both", "these"; `other` is what is left of the
    list beside the products talked about, `list` the whole of it, to go back to. `described` means the products of the list that meet all
    `conditions` and are called by all `words` ("the bamboo one", "the Logitech one", "the 89 yuan one"), `extreme` the first of them by `sort`
    ("the cheapest of them"): a key of `need.SortKey`, or an attribute ("attr.weight_g": the heaviest first, "-attr.weight_g": the lightest), and
    the `ordinal`th where that is said ("the second cheapest"). `count` says how many are meant (0: as many as there are). `excluding` takes what
    it means away from what the message's other pointers mean ("all except the first"). `place` None: the list in hand. `pair`: it means one of the
    two talked about together last, where there are two ("the latter", "the cheaper one"); `within`: it says that it is of those shown ("the cheapest
    of them").
    """

    kind: Literal["ordinal", "all", "focus", "other", "list", "supplier", "brand", "described", "extreme"]
    ordinal: int | None = None
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 1
    sort: str | None = None
    excluding: bool = False
    place: Place | None = None
    pair: bool = False
    within: bool = False

    @model_validator(mode="before")
    @classmethod
    def _all(cls, given: Any) -> Any:
        """Of "all" without a number as many are meant as there are."""
        return {**given, "count": 0} if isinstance(given, dict) and given.get("kind") == "all" and "count" not in given else given

    @property
    def calls(self) -> bool:
        """Whether it calls products or suppliers of the catalogue by their id, shown or not."""
        return any(each.field in ("product", "supplier") and each.op == "in" for each in self.conditions)


class Shown(Noun):
    """One list of products that was shown, in its order; `category`, `query` and the ids of its `conditions` are the need's then. `ranked`: the
    wishes in words by which a model put the first few in order. `near`: nothing was what was asked for, and these are nearest
    to it. `named`: so many of them the reply named, before the cards behind them (0: all). `opened`: it is the one product that the conversation
    opened on."""

    turn: int
    product_ids: tuple[str, ...]
    category: str | None = None
    query: str = ""
    conditions: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    near: bool = False
    named: int = 0
    opened: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """Those that the reply named."""
        return self.product_ids[: self.named or None]
