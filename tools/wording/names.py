"""How a product is named in a sentence: short enough to read."""

import re

from ...catalogue.plurals import plural
from ...schema.need import Need
from ..decisions.offer import Offer
from .capitals import uncapitalised
from .plain import named, plain
from .wording import Wording

_WIDE, _NARROW = 30, 64
_LEAST = 6
"""Characters of a part that says what a thing is."""
_JOINT = re.compile(r"\s*[,，;；|/（(【]\s*|\s+[-–—]\s+|(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])|\s+(?:with|for|and)\s+", re.IGNORECASE)
"""Where a title goes on with another thing that it says of the goods."""
_WORD = re.compile(r"\s+")


def short(offer: Offer, language: str) -> str:
    """The title for a sentence: whole, or its first parts, as many as make about 30 Chinese characters or 64 Latin ones, one at the least."""
    title = named(offer.product.text(language).title or offer.product.title)
    limit = _WIDE if sum(ord(character) > 0x2E80 for character in title) * 2 > len(title) else _NARROW
    if len(title) <= limit:
        return title
    for joint in (_JOINT, _WORD):
        ends = [found.start() for found in joint.finditer(title) if _LEAST <= found.start() <= limit]
        if ends or len(title) <= limit + limit // 2:
            return title[: max(ends, default=len(title))]
    return title


def goods(need: Need, wording: Wording, category: str | None = None) -> str:
    """What the buyer is looking for, in his language: the category's name, else his own words."""
    words, category = plain(need.query)[:40], category or need.category
    if category:
        return uncapitalised(wording.word("category", category))
    return wording.say("goods_for", query=words) if words else wording.say("goods")


_MANY = ("mice", "men", "women", "children", "people", "feet")
_MASS = re.compile(
    r"(?:ware|wear|ing|paper|furniture|luggage|baggage|jewell?ery|equipment|storage|decor|linen|tape|film|cloth|food|tea|coffee|makeup)$"
)
"""Endings of what is counted by its kinds."""


def counted(what: str, language: str) -> str:
    """Goods as they stand behind a number: 20 headlamps, 26 kinds of kids' tableware, 9 products (锅具); "wireless mice" are many as they are."""
    last = what.rsplit(" ", 1)[-1]
    if language == "en" and not last.isascii():
        return f"products ({what})"
    if language != "en" or not last.isalpha() or last in _MANY or re.search(r"[^suio]s$", last):
        return what
    if _MASS.search(last):
        return f"kinds of {what}"
    return f"{what.removesuffix(last)}{plural(last)}"
