"""The rows of a comparison: what the records state of each offer, and who wins where that means something."""

from collections.abc import Collection, Sequence
from datetime import date

from ...schema.need import Need
from ...schema.product import AttributeValue
from ...schema.reply import ComparisonRow
from ...schema.supplier import Supplier
from ..decisions.offer import Offer
from ..decisions.reviews import Reviews
from ..facts.reviews import complaints, few_stars, praises
from ..wording.plain import named, plain
from ..wording.wording import Wording
from .difference import ahead, winner
from .telling import tells

ATTRIBUTES = 12
ASPECTS = 3


def table(
    offers: Sequence[Offer], reviews: Sequence[Reviews], need: Need, wording: Wording, today: date, asked: Collection[str] = ()
) -> tuple[ComparisonRow, ...]:
    """What differs first, of attributes those that are `asked` about; rows that none of the offers states are left out."""
    rows = [
        *_trade(offers, need, wording, today),
        *_opinions(reviews, wording),
        *_attributes(offers, need, wording, asked),
        *_supplier(offers, wording),
    ]
    stated = [row for row in rows if any(value != wording.unknown for value in row.values)]
    return (*(row for row in stated if _differs(row)), *(row for row in stated if not _differs(row)))


def _differs(row: ComparisonRow) -> bool:
    return len(set(row.values)) > 1


def _trade(offers: Sequence[Offer], need: Need, wording: Wording, today: date) -> list[ComparisonRow]:
    products = [offer.product for offer in offers]
    prices = [wording.unknown if offer.price is None else wording.money(offer.price, offer.product.currency) for offer in offers]
    price = row("price", prices, cheapest(offers, need), wording)
    if need.quantity and any(len(product.price) > 1 for product in products):
        price = price.model_copy(update={"label": wording.say("compare.price_for", count=wording.count(need.quantity, "quantity"))})
    return [
        price,
        row("moq", [wording.count(p.moq, "moq") for p in products], None if need.quantity else winner(offers, "lowest_moq"), wording),
        row("rating", [wording.rating(p.rating, p.review_count) for p in products], winner(offers, "best_rated"), wording),
        row("sold_90d", [wording.count(p.sold_90d, "sold_90d") for p in products], winner(offers, "best_selling"), wording),
        row(
            "certification",
            [wording.certificates(p.text(wording.language).certifications, today) for p in products],
            _best_papers(offers, today),
            wording,
        ),
        row("brand", [named(p.text(wording.language).brand or wording.unknown) for p in products], None, wording),
    ]


def _opinions(reviews: Sequence[Reviews], wording: Wording) -> list[ComparisonRow]:
    """What reviewers praise and complain of, with how many do; no winner, since nobody asked them the same question."""
    return [
        row("reviews.praised", [_counted(one, praises(one, wording)[:ASPECTS], wording) for one in reviews], None, wording),
        row("reviews.complained", [_counted(one, _bad(one, wording), wording) for one in reviews], None, wording),
    ]


def _bad(reviews: Reviews, wording: Wording) -> list[str]:
    return [*complaints(reviews, wording)[:ASPECTS], *few_stars(reviews, wording)]


def _counted(reviews: Reviews, said: Sequence[str], wording: Wording) -> str:
    if not reviews.read:
        return wording.unknown
    counts = wording.listed(said, "comma") or wording.say("reviews.nothing")
    return wording.say("reviews.of_read", said=counts, read=wording.count(reviews.read, "reviews"))


def _supplier(offers: Sequence[Offer], wording: Wording) -> list[ComparisonRow]:
    suppliers = [offer.supplier for offer in offers]
    names = [named(s.text(wording.language).name or s.name) if s else wording.unknown for s in suppliers]
    if len({s.id if s else "" for s in suppliers}) == 1:
        return [row("supplier", names, None, wording)]
    return [
        row("supplier", names, None, wording),
        row("supplier.kind", [wording.kind(s.kind if s else None) for s in suppliers], None, wording),
        row("supplier.location", [wording.place(s) for s in suppliers], None, wording),
        row("supplier.verified", [_verified(s, wording) for s in suppliers], None, wording),
        row("supplier.years", [wording.count(s.years if s else None, "years") for s in suppliers], winner(offers, "years"), wording),
        row("supplier.rating", [_stars(s.rating if s else None, wording) for s in suppliers], winner(offers, "supplier_rated"), wording),
        row(
            "supplier.repurchase_rate",
            [wording.share(offer.repurchase_rate) for offer in offers],
            winner(offers, "repurchased"),
            wording,
        ),
    ]


def _verified(supplier: Supplier | None, wording: Wording) -> str:
    return wording.unknown if supplier is None or supplier.verified is None else wording.value(supplier.verified)


def _stars(rating: float | None, wording: Wording) -> str:
    return wording.rating(rating, None)


def row(field: str, values: list[str], won: int | None, wording: Wording) -> ComparisonRow:
    texts = tuple(plain(value) for value in values)
    return ComparisonRow(field=field, label=wording.label(field), values=texts, winner=won if len(set(texts)) > 1 else None)


def cheapest(offers: Sequence[Offer], need: Need) -> int | None:
    """None where the cheapest can't be had in the quantity asked: a price that the buyer can't get is no advantage."""
    found = winner(offers, "cheapest")
    beyond = found is not None and need.quantity is not None and (offers[found].product.moq or 0) > need.quantity
    return None if beyond else found


def _best_papers(offers: Sequence[Offer], today: date) -> int | None:
    """The one that holds every certificate that the others hold, and more; none where a record says nothing of certificates."""
    if not all(offer.product.certifications for offer in offers):
        return None

    def more(one: Offer, other: Offer) -> bool:
        held, against = ({each.name for each in offer.product.certifications if each.valid_on(today)} for offer in (one, other))
        return held > against

    return ahead(offers, more)


def _attributes(offers: Sequence[Offer], need: Need, wording: Wording, named: Collection[str]) -> list[ComparisonRow]:
    """What the buyer spoke of, then attributes that at least two of the offers state: those that tell them apart, the most stated,
    those that records name first."""
    every = [(offer.product, offer.product.text(wording.language).attributes) for offer in offers]
    texts = [{name: value for name, value in text.items() if tells(product, value)} for product, text in every]
    asked = {condition.field.removeprefix("attr.") for condition in need.active if condition.field.startswith("attr.")}
    stated = {name: [text[name] for text in texts if name in text] for text in texts for name in text}
    names = [name for name, values in stated.items() if len(values) > 1 or name in asked or name in named]
    place = {name: min(list(text).index(name) for text in texts if name in text) for name in names}
    names.sort(key=lambda name: (name not in named, name not in asked, len(set(stated[name])) == 1, -len(stated[name]), place[name], name))
    return [row(f"attr.{name}", [_value(text.get(name), name, wording) for text in texts], None, wording) for name in names[:ATTRIBUTES]]


def _value(value: AttributeValue | None, name: str, wording: Wording) -> str:
    return wording.unknown if value is None else wording.value(value, name)
