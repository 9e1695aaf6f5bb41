"""A wish measured against what was shown: cheaper, bigger, the same in blue, from another factory."""

from typing import Literal

from .base import Noun


class Relative(Noun):
    """`less` and `more` of `field` than the products meant ("cheaper": less price; "bigger": more attr.capacity_l), `like` them in everything
    that isn't said anew, `other` than they are in `field` ("supplier", "brand", "attr.color"), `except` they themselves."""

    kind: Literal["less", "more", "like", "other", "except"]
    field: str = ""
    text: str = ""
