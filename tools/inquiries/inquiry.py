"""Inquiries to suppliers: a write tool. They are prepared and shown; only the buyer's word marks one as sent, and nothing is ever sent by us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...schema.bid import Bid
from ...schema.inquiry import Inquiry, Quote
from ...schema.need import Need
from ..decisions.inquiries import Letter
from ..decisions.offer import Offer
from ..wording.tongue import tongue
from ..wording.wording import Wording
from .letter import letter

KEPT = 20
"""Inquiries that a conversation keeps; the oldest go first."""


@dataclass(frozen=True)
class Terms:
    """What the buyer asks for: pieces, price for one, and fields that the supplier is to speak of. `targets` where several prices are named."""

    quantity: int | None = None
    target: Bid | None = None
    asks: tuple[str, ...] = ()
    targets: tuple[Bid, ...] = ()

    def of(self, place: int, letters: int) -> "Terms":
        """Those of one of so many letters: each has its own price, and none where it isn't clear whose is which."""
        return self if letters == 1 or not self.targets else replace(self, target=self.targets[place] if len(self.targets) == letters else None)


def drafted(
    offers: Sequence[Offer],
    terms: Terms,
    need: Need,
    kept: Sequence[Inquiry],
    turn: int,
    wording: Wording,
    counts: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Letter, ...]:
    """One letter a supplier, in his language, of products that are wanted in one number: that of `counts`, else that of `terms`. One about the same
    products that isn't sent yet keeps its id."""
    groups: dict[tuple[str | None, int | None], list[Offer]] = {}
    for offer in offers:
        groups.setdefault((offer.product.supplier_id, counts.get(offer.id, terms.quantity)), []).append(offer)
    letters, every = [], tuple(kept)
    for place, ((_, number), own) in enumerate(groups.items()):
        start = _unsent(every, own) or Inquiry(id=_next_id(every), product_ids=tuple(offer.id for offer in own), turn=turn)
        every = merged(every, [start])
        letters.append(written(start, own, replace(terms.of(place, len(groups)), quantity=number), need, wording, every.index(start) + 1))
    return tuple(letters)


def written(inquiry: Inquiry, offers: Sequence[Offer], terms: Terms, need: Need, wording: Wording, number: int) -> Letter:
    """The inquiry with new terms, those not named left as they were, its text in the supplier's language and its translation."""
    supplier, target = offers[0].supplier, terms.target
    currency = target.currency if target and target.currency else inquiry.currency if inquiry.target_price else offers[0].product.currency
    spoken = tongue(supplier, offers[0].product)
    changed = inquiry.model_copy(
        update={
            "supplier_id": offers[0].product.supplier_id,
            "quantity": terms.quantity or inquiry.quantity,
            "target_price": target.unit_price if target else inquiry.target_price,
            "currency": currency,
            "language": spoken,
            "asks": tuple(dict.fromkeys([*inquiry.asks, *terms.asks])),
        }
    )
    text = letter(changed, offers, need, wording.in_language(spoken))
    translation = letter(changed, offers, need, wording) if spoken != wording.language else ""
    return Letter(changed.model_copy(update={"text": text, "translation": translation}), supplier, tuple(offers), number, translation)


def merged(kept: Sequence[Inquiry], changed: Iterable[Inquiry]) -> tuple[Inquiry, ...]:
    """All inquiries with the changed ones in their old places and the new ones last."""
    new = {each.id: each for each in changed}
    every = [*(new.pop(each.id, each) for each in kept), *new.values()]
    return tuple(every[-KEPT:])


def marked_sent(inquiry: Inquiry) -> Inquiry:
    return inquiry.model_copy(update={"status": "sent"})


def noted(inquiry: Inquiry, bid: Bid, currency: str, product_id: str | None, turn: int) -> Inquiry:
    """The inquiry with a supplier's quote; `currency` is the product's, for a price said without one where no target
    names another."""
    quote = Quote(
        product_id=product_id or (inquiry.product_ids[0] if len(inquiry.product_ids) == 1 else None),
        unit_price=bid.unit_price,
        currency=bid.currency or (inquiry.currency if inquiry.target_price is not None else currency),
        min_quantity=bid.min_quantity,
        lead_days=bid.lead_days,
        turn=turn,
    )
    return inquiry.model_copy(update={"quotes": (*inquiry.quotes, quote)})


def again(inquiry: Inquiry, kept: Sequence[Inquiry], turn: int) -> Inquiry:
    """A new draft with the same terms."""
    return inquiry.model_copy(update={"id": _next_id(kept), "status": "prepared", "quotes": (), "turn": turn})


def _unsent(kept: Sequence[Inquiry], offers: Sequence[Offer]) -> Inquiry | None:
    ids = {offer.id for offer in offers}
    return next((each for each in reversed(kept) if each.status == "prepared" and set(each.product_ids) == ids), None)


def _next_id(known: Iterable[Inquiry]) -> str:
    return f"q{max((int(each.id[1:]) for each in known), default=0) + 1}"
