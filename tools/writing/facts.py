"""The few facts of an offer that belong in a sentence about it: price first, then what tells it from the others."""

import re
from collections.abc import Sequence

from ...catalogue.quantities import unit_of
from ...retrievers.analysis import normalise
from ...schema.need import Need, SortKey
from ...schema.product import AttributeValue
from ...understanding.vocabulary.concepts import concepts, concepts_of
from ..choosing.pick import separating
from ..decisions.offer import Offer
from ..facts.packs import pieces_in, pieces_wanted
from ..searching.buyable import least, over, scarce
from ..wording.names import short
from ..wording.word_files import attributes
from ..wording.wording import Wording
from .draft import Draft

LONG = 28
"""An attribute's value longer than this belongs on the card."""


FEW = 3
"""Values of an attribute that a line names; more stand on the card."""
_BARE = re.compile(r"[\d\s.,:/x×*~–-]+")
_COUNTED = ("sold_90d", "stock")


def facts(offer: Offer, telling: Sequence[str], wording: Wording, order: SortKey | None = None, priced: str = "", quantity: int | None = None) -> str:
    """ "¥89.00, MOQ 2 pcs, 2.5 TOG, bamboo, 4.7 stars (312 reviews)"; with what they are put in order by, where nothing else tells it. `priced` takes
    the price's place; an MOQ over the `quantity` is told as a hurdle."""
    product = offer.product
    parts = [priced or wording.money(offer.price, product.currency)]
    if product.moq is not None and product.moq > 1 and not over(product, quantity):
        parts.append(wording.say("listing.moq", count=wording.count(product.moq, "moq")))
    parts += stated_of(offer, telling, wording).values()
    if product.rating is not None:
        parts.append(wording.rating(product.rating, product.review_count))
    ordered = (order or "").removeprefix("-")
    value = getattr(product, ordered) if ordered in _COUNTED else None
    share = offer.repurchase_rate if ordered == "supplier.repurchase_rate" else None
    told = wording.count(value, ordered) if value is not None else wording.share(share) if share is not None else ""
    parts += [wording.say("details.fact", label=wording.label(ordered), value=told)] if told else []
    return wording.say("list_comma").join(parts)


def stated_of(offer: Offer, names: Sequence[str], wording: Wording) -> dict[str, str]:
    """What a line tells of these attributes: nothing of what the goods' name has told, and of what nobody reads in this language."""
    text = offer.product.text(wording.language)
    known = _close(f"{short(offer, wording.language)} {wording.word('category', (text.category or ('',))[-1])}")
    said = {name: _attribute(name, value, known, wording) for name in names if (value := text.attributes.get(name)) is not None}
    return {name: each for name, each in said.items() if each}


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
        if all(pieces_in(offer.product, need.pack) for offer in offers):
            return
        draft.say("listing.in_packs", count=f"{need.quantity:,}", pack=need.pack)
    elif need.quantity and any(offer.price != offer.product.price_at(None) for offer in offers):
        draft.say("listing.priced_at", count=draft.wording.count(need.quantity, "quantity"))


def by_pack(offer: Offer, need: Need, wording: Wording) -> str:
    """What one of the packs costs that the buyer counts by, at his number of them; "" where he counts by none, or no record tells what it holds."""
    held, wanted = pieces_in(offer.product, need.pack), pieces_wanted(need, offer.product)
    price = offer.product.price_at(wanted) if held and wanted else None
    if held is None or price is None:
        return ""
    each, whole = (wording.money(amount, offer.product.currency) for amount in (price, f"{price * held:.2f}"))
    return wording.say("listing.by_pack", pack=need.pack, whole=whole, held=held, each=each)


def _close(text: str) -> str:
    return normalise(text).replace(" ", "")


_VALUED = {"colour", "material", "size"}
"""Kinds of attribute whose yes or no says nothing of goods."""


def _attribute(name: str, value: AttributeValue, known: str, wording: Wording) -> str:
    label, flag = wording.label("attr." + name), wording.flag(value)
    if flag is not None:
        telling = flag and not concepts_of([name]).keys() & _VALUED  # a colour that is a yes names none
        return label if telling else ""  # what a thing hasn't tells little of it
    if value == 0 and not isinstance(value, bool):  # nothing of what is measured
        return ""
    if isinstance(value, tuple) and len(value) > FEW:
        return ""
    text = wording.inside(wording.word(f"attr.{name}", value) if isinstance(value, str) else value, name)
    bare = (isinstance(value, (int, float)) and name != "tog") or _BARE.fullmatch(text)  # a measure says little without its name
    twice = any(re.search(rf"(?<![\d.]){re.escape(_close(each))}(?!\d)", known) for each in (text, str(value)) if not _BARE.fullmatch(each))
    if len(text) > LONG or twice or not wording.reads(label if bare else text):
        return ""
    return wording.measure(label, text, name) if bare else text


def telling(offers: Sequence[Offer], need: Need, guided: Sequence[str] = ()) -> list[str]:
    """Names of the attributes that tell the offers apart: those that the buyer spoke of, those that guides speak of in his case (`guided`), then
    those that group them, as the records order them. What all of several state alike tells nothing."""
    asked = [condition.field.removeprefix("attr.") for condition in need.active if condition.field.startswith("attr.")]
    asked += [key.removeprefix("-").removeprefix("attr.") for key in need.sort if key.removeprefix("-").startswith("attr.")]
    order = list(dict.fromkeys(name for offer in offers for name in offer.product.attributes))
    aside = set(attributes()["aside"])
    measures = {"depth", *(concept.name for concept in concepts() if concept.units)}
    kinds = {name: {*name.split("_"), *concepts_of([name])} for name in order}
    known = {name for name in order if name in attributes()["names"] or unit_of(name) or not kinds[name] & measures}  # 3 of a length tells nothing
    differing = [name for name in sorted(separating(offers, need.language), key=order.index) if name in known and not kinds[name] & aside]
    spoken = [name for name in (*asked, *guided) if len(offers) < 2 or len({offer.product.attributes.get(name) for offer in offers}) > 1]
    return list(dict.fromkeys([*spoken, *differing]))[:2]
