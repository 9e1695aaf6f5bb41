"""Pointers of a message ("the second one", "that factory", "both") and the lists they point into."""

from typing import Any, Literal

from pydantic import model_validator

from .base import Noun
from .condition import Condition


class Place(Noun):
    """The list that a pointer means. `back`: lists before the last one; negative counts from the first (-1: the very first).

    `about`: what the list was of, in the buyer's words ("the sleeping bags"): the newest such list, or the oldest with `back` -1; `before`: the list
    shown before it. `again`: return to it and its need. `every`: all lists together.
    """

    back: int = 0
    about: str = ""
    before: bool = False
    again: bool = False
    every: bool = False


ReferenceKind = Literal["ordinal", "all", "focus", "other", "list", "supplier", "brand", "described", "extreme"]


class Reference(Noun):
    """An unresolved pointer.

    `ordinal`: from 1, negative from the end. Kinds: "all" is "them", "both", "these"; "other" is the list without the products in focus; "list" is
    the whole list, to return to; "described" are the products that meet all `conditions` and are called by all `words` ("the bamboo one", "the 89
    yuan one"); "extreme" is the first by `sort` ("the cheapest of them"), a `need.SortKey` or an attribute ("attr.weight_g": heaviest first,
    "-attr.weight_g": lightest), or the `ordinal`th ("the second cheapest"). `count`: products meant (0: all). `excluding`: subtract them from the
    message's other pointers ("all except the first"). `place` None: the current list. `pair`: one of the two products talked about together last
    ("the latter"). `within`: the message restricts it to those shown ("the cheapest of them").
    """

    kind: ReferenceKind
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
        """Set `count` to 0 for "all" without a number."""
        return {**given, "count": 0} if isinstance(given, dict) and given.get("kind") == "all" and "count" not in given else given

    @property
    def calls(self) -> bool:
        """True if it names products or suppliers of the catalogue by id, shown or not."""
        return any(each.field in ("product", "supplier") and each.op == "in" for each in self.conditions)


class Shown(Noun):
    """A list of products as shown, in order, with the need's `category`, `query` and condition ids. `ranked`: wishes in words by which a model
    ordered the first few. `near`: none was what was asked for, only close to it. `named`: number of products that the reply's text named (0: all).
    `opened`: the single product that the conversation opened on. `audience`: for whom they were looked for, in the buyer's words."""

    turn: int
    product_ids: tuple[str, ...]
    category: str | None = None
    query: str = ""
    audience: str = ""
    conditions: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    near: bool = False
    named: int = 0
    opened: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """The products that the reply's text named."""
        return self.product_ids[: self.named or None]
