"""Questions that help to decide among the products on the list, or about the one talked about."""

from collections.abc import Callable, Iterator

from ...schema.reading import Intent
from ..decisions.offer import Offer
from ..wording.names import goods
from ..wording.plain import plain
from ..writing.reply import category_in
from .situation import Proposal, Situation

NEXT: dict[Intent | None, tuple[str, ...]] = {
    "pick": ("compare", "reviews", "supplier", "certificates", "inquiry", "brand"),
    "compare": ("reviews", "supplier", "certificates", "inquiry", "brand", "pick"),
    "brand": ("pick", "compare", "supplier", "reviews", "certificates"),
    "supplier": ("inquiry", "certificates", "reviews", "compare", "pick", "brand"),
    "product_question": ("supplier", "reviews", "inquiry", "certificates", "compare", "pick", "brand"),
    "inquiry": ("compare", "reviews", "certificates", "pick", "supplier", "brand"),
}
"""What is asked next after each kind of turn."""
USUAL = ("pick", "compare", "brand", "supplier", "certificates", "reviews", "inquiry", "custom")
FIELDS = {"reviews": "review", "certificates": "certification", "custom": "capability."}
"""What a question about a field has answered, by the beginning of its name."""
FOR_A_TRADE = ("inquiry", "custom")
"""Nobody who buys for himself asks for these."""


def decide(now: Situation) -> Iterator[Proposal]:
    """Never what this turn answered."""
    answered = {name for name, field in FIELDS.items() if any(one.startswith(field) for one in now.asked)}
    names = [name for name in NEXT.get(now.intent, USUAL) if name != now.intent and name not in answered]
    if now.trade:
        names = sorted(names, key=lambda name: name not in (*FOR_A_TRADE, names[0]))
    for name in names:
        if name not in FOR_A_TRADE or now.trade is not False:
            yield from _MAKERS[name](now)


def _pick(now: Situation) -> Iterator[Proposal]:
    if len(now.listed) < 2:
        return
    for what in names(now):
        yield Proposal("decide", now.wording.say("suggest.pick", what=what), ("pick",), group="pick")
    yield Proposal("decide", now.wording.say("suggest.pick_these"), ("pick",), group="pick")


def names(now: Situation) -> Iterator[str]:
    """What is looked for, as the buyer calls it where that is one name of such goods (in English: of many), and as the catalogue does."""
    own = plain(now.need.query)
    catalogues = goods(now.need, now.wording, category_in(now.listed, now.need, now.wording.language))
    known = any(meaning.kind in ("category", "head") for meaning in now.shop.reader.vocabulary.phrases.get(own))
    if now.need.category and known and now.wording.named(own) and own.casefold() != catalogues.casefold():
        yield own
    if any(facet.leaf and facet.path[-1] == now.need.category for facet in now.shop.catalogue.facets().categories):
        yield catalogues


def _compare(now: Situation) -> Iterator[Proposal]:
    if len(now.listed) > 1:
        yield Proposal("decide", now.wording.say("suggest.compare"), ("compare",))


def _brand(now: Situation) -> Iterator[Proposal]:
    if len({offer.product.brand for offer in now.listed if offer.product.brand}) > 1:
        yield Proposal("decide", now.wording.say("suggest.brand"), ("brand",))


def _about_one(key: str, has: Callable[[Offer, Situation], object], *intents: Intent) -> Callable[[Situation], Iterator[Proposal]]:
    """About the product talked about, else about the first of the list that has something to tell."""

    def make(now: Situation) -> Iterator[Proposal]:
        places = now.about if len(now.about) == 1 else tuple(range(min(3, len(now.listed))))
        for place in places:
            if has(now.listed[place], now):
                alone = [now.wording.say("suggest.it")] if len(now.listed) == 1 else []
                for it in (*alone, now.wording.ordinal(place)):
                    yield Proposal("decide", now.wording.say(key, it=it), intents, group=key)

    return make


def _supplier(offer: Offer, now: Situation) -> object:
    return offer.supplier


def _certified(offer: Offer, now: Situation) -> object:
    return offer.product.text(now.wording.language).certifications


def _reviewed(offer: Offer, now: Situation) -> object:
    return offer.product.review_count and now.shop.catalogue.reviews(offer.id, 1)


def _capable(offer: Offer, now: Situation) -> object:
    return offer.supplier and "OEM" in offer.supplier.capabilities


_MAKERS: dict[str, Callable[[Situation], Iterator[Proposal]]] = {
    "pick": _pick,
    "compare": _compare,
    "brand": _brand,
    "supplier": _about_one("suggest.supplier", _supplier, "supplier"),
    "certificates": _about_one("suggest.certificates", _certified, "product_question"),
    "reviews": _about_one("suggest.reviews", _reviewed, "product_question"),
    "inquiry": _about_one("suggest.inquiry", _supplier, "inquiry"),
    "custom": _about_one("suggest.custom", _capable, "product_question", "supplier"),
}
