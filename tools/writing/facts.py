"""The few facts of an offer that belong in a sentence about it: price first, then what tells it from the others."""

from collections.abc import Sequence

from ...schema.need import Need, SortKey
from ...schema.product import AttributeValue
from ..choosing.pick import separating
from ..decisions.offer import Offer
from ..searching.buyable import least, over, scarce
from ..wording.wording import Wording
from .draft import Draft

LONG = 28
"""An attribute's value longer than this belongs on the card."""


FEW = 3
"""Values of an attribute that a line names; more stand on the card."""
_COUNTED = ("sold_90d", "stock")


def facts(offer: Offer, telling: Sequence[str], wording: Wording, order: SortKey | None = None, priced: str = "") -> str:
    """ "¥89.00, MOQ 2 pcs, 2.5 TOG, bamboo, 4.7 stars (312 reviews)"; with what they are put in order by, where nothing else tells it. `priced` takes
    the price's place."""
    product = offer.product
    parts = [priced or wording.money(offer.price, product.currency)]
    if product.moq is not None and product.moq > 1:
        parts.append(wording.say("listing.moq", count=wording.count(product.moq, "moq")))
    attributes = product.text(wording.language).attributes
    parts += [text for name in telling if (value := attributes.get(name)) is not None and (text := _attribute(name, value, wording))]
    if product.rating is not None:
        parts.append(wording.rating(product.rating, product.review_count))
    ordered = (order or "").removeprefix("-")
    value = getattr(product, ordered) if ordered in _COUNTED else None
    share = offer.repurchase_rate if ordered == "supplier.repurchase_rate" else None
    told = wording.count(value, ordered) if value is not None else wording.share(share) if share is not None else ""
    parts += [wording.say("details.fact", label=wording.label(ordered), value=told)] if told else []
    return wording.say("list_comma").join(parts)


def hurdles(offer: Offer, quantity: int | None, wording: Wording, *, one: bool = False) -> list[str]:
    """That its seller wants more to be bought than are wanted, or than `one`, or has fewer; nothing where nobody says."""
    product, said = offer.product, list[str]()
    if over(product, quantity):
        said.append(wording.say("below_moq", moq=wording.count(product.moq, "moq"), quantity=wording.count(quantity or 0, "quantity")))
    elif one and least(product) > 1:
        said.append(wording.say("choice.lots", least=wording.count(least(product), "quantity")))
    return [*said, wording.say("stock_short", stock=wording.count(product.stock, "quantity"))] if scarce(product, quantity) else said


def hindered(offer: Offer, quantity: int | None, wording: Wording, *, one: bool = False) -> str:
    """The same behind what is said of it."""
    return "".join(wording.say("semicolon") + each for each in hurdles(offer, quantity, wording, one=one))


def priced_at(offers: Sequence[Offer], need: Need, draft: Draft) -> None:
    """For how many pieces the unit prices are, where it makes a difference: another MOQ or first tier stands beside them on the cards."""
    if need.quantity and need.pack:
        draft.say("listing.in_packs", count=f"{need.quantity:,}", pack=need.pack)
    elif need.quantity and any(offer.price != offer.product.price_at(None) for offer in offers):
        draft.say("listing.priced_at", count=draft.wording.count(need.quantity, "quantity"))


def _attribute(name: str, value: AttributeValue, wording: Wording) -> str:
    label, flag = wording.label("attr." + name), wording.flag(value)
    if flag is not None:
        return label if flag else ""  # what a thing hasn't tells little of it
    if value == 0 and not isinstance(value, bool):  # nothing of what is measured
        return ""
    if isinstance(value, tuple) and len(value) > FEW:
        return ""
    text = wording.inside(value, name)
    bare = isinstance(value, (int, float)) and name != "tog"  # a measure says little without its name
    return "" if len(text) > LONG else wording.measure(label, text, name) if bare else text


def telling(offers: Sequence[Offer], need: Need, limit: int = 2, guided: Sequence[str] = ()) -> list[str]:
    """Names of the attributes that tell the offers apart: those that the buyer spoke of, those that guides speak of in his case (`guided`), then
    those that group them, as the records order them. What all of several state alike tells nothing."""
    asked = [condition.field.removeprefix("attr.") for condition in need.active if condition.field.startswith("attr.")]
    asked += [key.removeprefix("-").removeprefix("attr.") for key in need.sort if key.removeprefix("-").startswith("attr.")]
    order = list(dict.fromkeys(name for offer in offers for name in offer.product.attributes))
    differing = sorted(separating(offers, need.language), key=order.index)
    spoken = [name for name in (*asked, *guided) if len(offers) < 2 or len({offer.product.attributes.get(name) for offer in offers}) > 1]
    return list(dict.fromkeys([*spoken, *differing]))[:limit]
