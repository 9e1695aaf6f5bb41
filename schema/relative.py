"""A wish relative to what was shown: cheaper, bigger, the same in blue, from another factory."""

from typing import Literal

from .base import Noun


class Relative(Noun):
    """ "less" or "more" of `field` than the products pointed at ("cheaper": less price); "like" them except for what is stated anew or, with a
    `field`, only in it ("the same factory"); "other" than theirs in `field`; "except" them, or, with the field "product", none shown so far (the next
    page).

    `by`: least difference in `unit` or, with `share`, as a share of their value ("5 yuan cheaper", 便宜两成).
    """

    kind: Literal["less", "more", "like", "other", "except"]
    field: str = ""
    text: str = ""
    by: float = 0
    share: bool = False
    unit: str | None = None
