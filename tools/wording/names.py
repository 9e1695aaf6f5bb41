"""How a product is named in a sentence: short enough to read."""

from ...schema.need import Need
from ..decisions.offer import Offer
from .capitals import uncapitalised
from .plain import named, plain
from .wording import Wording


def short(offer: Offer, language: str) -> str:
    """The title for a sentence, cut at a word's end after about 26 Chinese characters or 64 Latin ones."""
    title = named(offer.product.text(language).title or offer.product.title)
    wide = sum(ord(character) > 0x2E80 for character in title) * 2 > len(title)
    limit = 26 if wide else 64
    if len(title) <= limit:
        return title
    cut = title[:limit]
    return (cut if wide or " " not in cut else cut.rsplit(" ", 1)[0]) + "…"


def goods(need: Need, wording: Wording, category: str | None = None) -> str:
    """What the buyer is looking for, in his language: the category's name, else his own words."""
    words, category = plain(need.query)[:40], category or need.category
    if category:
        return uncapitalised(wording.word("category", category))
    return wording.say("goods_for", query=words) if words else wording.say("goods")


_MANY = ("mice", "men", "women", "children", "people")


def counted(what: str, language: str) -> str:
    """Goods as they stand behind a number: 20 copy paper products, 26 kids' tableware products; "wireless mice" are many as they are."""
    last = what.rsplit(" ", 1)[-1]
    one = language == "en" and last.isalpha() and not last.endswith("s") and last not in _MANY
    return f"{what} products" if one else what
