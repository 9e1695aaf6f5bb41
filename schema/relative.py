"""A wish measured against what was shown: cheaper, bigger, the same in blue, from another factory."""

from typing import Literal

from .base import Noun


class Relative(Noun):
    """`less` and `more` of `field` than the products meant ("cheaper": less price; "bigger": more attr.capacity_l), `like` them in everything
    that isn't said anew or, with a `field`, in that alone ("the same factory"), `other` than they are in `field` ("supplier", "brand",
    "attr.color"), `except` they themselves; `except` with the field "product" turns the page: none that was shown so far."""

    kind: Literal["less", "more", "like", "other", "except"]
    field: str = ""
    text: str = ""
