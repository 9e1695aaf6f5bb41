"""A wish measured against what was shown: cheaper, bigger, the same in blue, from another factory."""

from typing import Literal

from .base import Noun


class Relative(Noun):
    """`less` and `more` of `field` than the products meant ("cheaper": less price; "bigger": more attr.capacity_l), `like` them in everything
    that isn't said anew or, with a `field`, in that alone ("the same factory"), `other` than they are in `field` ("supplier", "brand",
    "attr.color"), `except` they themselves; `except` with the field "product" turns the page: none that was shown so far.
    `by`: less or more by so much at least, in `unit` or, with `share`, as a share of what they have ("5 yuan cheaper", 便宜两成)."""

    kind: Literal["less", "more", "like", "other", "except"]
    field: str = ""
    text: str = ""
    by: float = 0
    share: bool = False
    unit: str | None = None
