"""Whether what a record states of an attribute tells goods of one kind apart: units of sale, numbers of articles and the kind itself tell nothing."""

import re

from ...catalogue.text import normal
from ...schema.product import AttributeValue, Product

_COUNTERS = frozenset(
    [
        "件",
        "个",
        "只",
        "片",
        "支",
        "张",
        "条",
        "套",
        "双",
        "副",
        "对",
        "把",
        "包",
        "盒",
        "袋",
        "瓶",
        "罐",
        "箱",
        "本",
        "册",
        "卷",
        "根",
        "块",
        "台",
        "床",
        "盏",
        "组",
        "枚",
        "顶",
        "株",
        "束",
        "扎",
        "份",
        "款",
        "卡",
        "pc",
        "pcs",
        "piece",
        "pieces",
        "each",
        "unit",
        "units",
        "set",
        "sets",
        "pair",
        "pairs",
        "pack",
        "packs",
        "box",
        "boxes",
        "bag",
        "bags",
        "roll",
        "rolls",
        "bottle",
        "bottles",
    ]
)
_CODE = re.compile(r"(?=[^ ]*\d{6})[\w./-]+")
"""Of one word with six digits in a row: an article's number."""
_MOST = 1e9
"""A number of so many digits is a code, too, and no measure."""
_NAME = 10
"""Letters from which on a value that stands in the title is a part of the name."""


_LONGEST = 60
"""Letters from which on a value is a text on how goods are used."""


def tells(product: Product, value: AttributeValue) -> bool:
    if isinstance(value, tuple):
        return any(tells(product, one) for one in value)
    if not isinstance(value, str):
        return isinstance(value, bool) or abs(value) < _MOST
    plain = value.strip()
    named = len(plain) >= _NAME and plain in product.title
    return not (normal(plain) in _COUNTERS or _CODE.fullmatch(plain) or value in product.category or named or len(plain) > _LONGEST)
