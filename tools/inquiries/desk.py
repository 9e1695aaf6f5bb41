"""What a message does with the conversation's inquiries, and what becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...schema.bid import Bid
from ...schema.inquiry import Inquiry
from ...schema.need import Need
from ...schema.reading import Reading
from ...schema.reference import Shown
from ..decisions.inquiries import Inquiries, Letter
from ..decisions.offer import Offer
from ..searching.offers import judged, offers
from ..shop import Shop
from ..wording.wording import Wording
from .addressee import meant, of_quote, product_of
from .inquiry import Terms, again, drafted, marked_sent, merged, noted, written
from .letter import NEVER
from .quotes import quoted, rows


@dataclass(frozen=True)
class Desk:
    """The conversation as far as inquiries go. `hand` are the ids of those that the last reply was about; `among` are the products of which a
    superlative of the message means the first, `text` is what it says, `several` questions or one, and `counts` how many of a product
    were wanted where that is another number than the need's. `guided`: the turn's plan asks guides."""

    shop: Shop
    need: Need
    wording: Wording
    today: date
    turn: int = 1
    kept: tuple[Inquiry, ...] = ()
    hand: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()
    focus: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    text: str = ""
    several: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    guided: bool = True

    @property
    def in_hand(self) -> tuple[Inquiry, ...]:
        return tuple(each for each in self.kept if each.id in self.hand)

    def letters(self, inquiries: Sequence[Inquiry]) -> tuple[Letter, ...]:
        return tuple(self.letter(each) for each in inquiries)

    def letter(self, inquiry: Inquiry) -> Letter:
        found = offers(self.shop.catalogue, judged(self.shop.catalogue, inquiry.product_ids, self.need, self.today), inquiry.quantity)
        supplier = self.shop.catalogue.supplier(inquiry.supplier_id) if inquiry.supplier_id else None
        return Letter(inquiry, supplier, found, self.kept.index(inquiry) + 1)


def draft(found: Sequence[Offer], reading: Reading, at: Desk) -> Inquiries:
    """New letters about these products."""
    terms = _terms(reading, at.need.quantity)
    terms = _as_before(terms, at.in_hand[0]) if reading.correction and at.in_hand else terms
    return _changed_to("drafted", drafted(found, terms, at.need, at.kept, at.turn, at.wording, {} if reading.quantity else at.counts), at)


def handle(reading: Reading, at: Desk) -> Inquiries:
    """Everything but a new draft. Nothing is sent by us: "sent" is what the buyer says that he did, or tells us to note."""
    act = reading.asked[0]
    if not at.kept:
        return _heard(reading, at) if act == "quote" else Inquiries("nothing")
    if act == "list":
        return Inquiries("list", at.letters(at.kept), at.kept)
    if act == "quotes":
        return _compared(at.letters(at.kept), at.kept, at)
    if act == "quote":
        return _noted(reading, at)
    one = meant(reading.references, at)
    if one is None:
        return Inquiries("which", at.letters(at.kept), at.kept)
    if not one:
        return Inquiries("impossible", at.letters(at.kept), at.kept)
    return {"change": _changed, "send": _asked_to_send, "sent": _sent}[act](one, reading, at)


def _changed(one: tuple[Inquiry, ...], reading: Reading, at: Desk) -> Inquiries:
    """Other terms for drafts; one that was sent stays as it is, and a new draft beside it has them."""
    terms, letters, every = _terms(reading, None), [], at.kept
    for place, letter in enumerate(at.letters(one)):
        if letter.offers:
            start = letter.inquiry if letter.inquiry.status == "prepared" else again(letter.inquiry, every, at.turn)
            every = merged(every, [start])
            letters.append(written(start, letter.offers, terms.of(place, len(one)), at.need, at.wording, every.index(start) + 1))
    return _changed_to("changed", letters, at)


def _asked_to_send(one: tuple[Inquiry, ...], reading: Reading, at: Desk) -> Inquiries:
    return Inquiries("send", at.letters(one), at.kept)


def _sent(one: tuple[Inquiry, ...], reading: Reading, at: Desk) -> Inquiries:
    prepared = [letter for letter in at.letters(one) if letter.inquiry.status == "prepared"]
    if not prepared:
        return Inquiries("already", at.letters(one), at.kept)
    return _changed_to("sent", [_with(letter, marked_sent(letter.inquiry)) for letter in prepared], at)


def _noted(reading: Reading, at: Desk) -> Inquiries:
    """Each quote on its inquiry; where it isn't clear which, it is asked, and the others are noted all the same."""
    changed: dict[str, Inquiry] = {}
    unclear = impossible = False
    for bid in reading.bids:
        found = of_quote(bid, reading.references, at) if bid.kind == "quote" else None
        unclear = unclear or (found is None and bid.kind == "quote")
        impossible = impossible or found == ()
        for inquiry, product_id in found or ():
            letter = at.letter(inquiry)
            currency = letter.offers[0].product.currency if letter.offers else inquiry.currency
            changed[inquiry.id] = noted(changed.get(inquiry.id, inquiry), bid, currency, product_id, at.turn)
    kept = merged(at.kept, changed.values())
    if unclear or (impossible and not changed):
        return Inquiries("which" if unclear else "impossible", at.letters(at.kept), kept)
    letters = [_with(at.letter(each), changed[each.id]) for each in at.kept if each.id in changed]
    if "quotes" in reading.asked:
        return _compared(letters if len(letters) > 1 else [_with(at.letter(each), changed.get(each.id, each)) for each in at.kept], kept, at)
    last = [each for each in quoted(letters, at.need.quantity) if each.quote.turn == at.turn]
    return Inquiries("noted", tuple(letters), kept, tuple(last))


def _heard(reading: Reading, at: Desk) -> Inquiries:
    """Quotes for products shown that no inquiry was written for: compared where that is asked, and not kept."""
    letters = []
    for number, bid in enumerate(reading.bids, 1):
        product = product_of(bid.reference, at) if bid.reference else None
        found = offers(at.shop.catalogue, judged(at.shop.catalogue, (product,), at.need, at.today), at.need.quantity) if product else ()
        if not found:
            return Inquiries("nothing")
        own = Inquiry(id="", supplier_id=found[0].product.supplier_id, product_ids=(found[0].id,), quantity=at.need.quantity)
        letters.append(Letter(noted(own, bid, found[0].product.currency, None, at.turn), found[0].supplier, found, number))
    return replace(_compared(letters, (), at), letters=()) if "quotes" in reading.asked else Inquiries("nothing")


def _compared(letters: Sequence[Letter], kept: tuple[Inquiry, ...], at: Desk) -> Inquiries:
    found = quoted(letters, at.need.quantity)
    return Inquiries("quotes", tuple(letters), kept, found, rows(found, at.wording))


def _terms(reading: Reading, quantity: int | None) -> Terms:
    targets = tuple(bid for bid in reading.bids if bid.kind == "target")
    asks = tuple(field for field in reading.asked[1:] if field not in NEVER)
    return Terms(reading.quantity or quantity, targets[0] if targets else None, asks, targets if len(targets) > 1 else ())


def _as_before(terms: Terms, draft: Inquiry) -> Terms:
    """With those of the draft that this one is written in place of, where the message names none."""
    price = draft.target_price
    target = terms.target or (Bid(kind="target", unit_price=price, currency=draft.currency) if price is not None else None)
    return Terms(terms.quantity or draft.quantity, target, tuple(dict.fromkeys((*draft.asks, *terms.asks))), terms.targets)


def _with(letter: Letter, inquiry: Inquiry) -> Letter:
    return Letter(inquiry, letter.supplier, letter.offers, letter.number, letter.translation)


def _changed_to(act: str, letters: Sequence[Letter], at: Desk) -> Inquiries:
    return Inquiries(act, tuple(letters), merged(at.kept, (letter.inquiry for letter in letters)))  # type: ignore[arg-type]
