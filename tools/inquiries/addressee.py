"""Which of the conversation's inquiries a message means: by number, by product, by the supplier's name or place, or the only one."""

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Protocol

from ...catalogue.suppliers import places_of
from ...dialogue.inquiries import of_product
from ...dialogue.references import resolve
from ...dialogue.topics import Dialogue
from ...schema.bid import Bid
from ...schema.inquiry import Inquiry
from ...schema.reference import Reference, Shown
from ...understanding.references.matching import Recorded
from ..shop import Shop

WORD = 4
"""Letters of a Latin word by which a name may be known; of Chinese, two characters side by side."""
Meant = tuple[Inquiry, ...] | None
"""None: not clear; empty: there is no such one."""


class Talk(Protocol):
    """What is needed of the desk."""

    @property
    def shop(self) -> Shop: ...
    @property
    def today(self) -> date: ...
    @property
    def kept(self) -> tuple[Inquiry, ...]: ...
    @property
    def in_hand(self) -> tuple[Inquiry, ...]: ...
    @property
    def shown(self) -> tuple[Shown, ...]: ...
    @property
    def focus(self) -> tuple[str, ...]: ...


def meant(references: Sequence[Reference], at: Talk) -> Meant:
    """The inquiries to change or to mark: those pointed at, else those in hand, else the last ones not sent yet."""
    pointed = [found for found in (_pointed(each, at) for each in references) if found is not None]
    if pointed:
        return tuple(dict.fromkeys(each for found in pointed for each in found))
    if at.in_hand:
        return at.in_hand
    open_ones = tuple(each for each in at.kept if each.status == "prepared")
    return (open_ones or at.kept[-1:]) if len({each.turn for each in open_ones}) < 2 else None


def of_quote(bid: Bid, references: Sequence[Reference], at: Talk) -> tuple[tuple[Inquiry, str | None], ...] | None:
    """The inquiry that a quote answers, with the product where it names one of several."""
    reference = bid.reference or next(iter(references), None)
    found = _pointed(reference, at) if reference else None
    if found is None and bid.text:
        found = _named(bid.text, at)
    if found is None and not (bid.text and len(at.kept) > 1):
        found = next((group for group in (at.kept, at.in_hand, _waiting(at)) if len(group) == 1), None)
    if found is None or len(found) > 1:
        return None
    product = product_of(reference, at) if reference and reference.kind == "ordinal" else None
    return tuple((each, product if product in each.product_ids else None) for each in found)


def _waiting(at: Talk) -> tuple[Inquiry, ...]:
    """Those sent and not answered."""
    return tuple(each for each in at.kept if each.status == "sent" and not each.quotes)


def _pointed(reference: Reference, at: Talk) -> Meant:
    """Numbers count the inquiries as they are listed; 第二款 is the second product where an inquiry is about it."""
    if reference.kind == "all":
        return at.in_hand or at.kept
    if reference.ordinal is None:
        return None
    if reference.kind == "ordinal" and of_product(reference):
        product = product_of(reference, at)
        about = tuple(each for each in at.kept if product in each.product_ids)
        if about:
            return about[-1:]
    place = reference.ordinal - 1 if reference.ordinal > 0 else len(at.kept) + reference.ordinal
    return at.kept[place : place + 1] if place >= 0 else ()


def product_of(reference: Reference, at: Talk) -> str | None:
    """The product shown whose number it says."""
    if reference.kind not in ("ordinal", "supplier") or reference.ordinal is None:
        return None
    reference = reference.model_copy(update={"kind": "ordinal"})
    records = Recorded(at.shop.catalogue, at.today)
    return next(iter(resolve([reference], Dialogue(shown=at.shown, focus=at.focus), records).product_ids), None)


def _named(text: str, at: Talk) -> Meant:
    """The one inquiry whose supplier's name or place, or whose product's brand, has most in common with these words."""
    scores = [(_likeness(text.casefold(), each, at), each) for each in at.kept]
    best = max(score for score, _ in scores)
    found = tuple(each for score, each in scores if score == best)
    suppliers = {each.supplier_id for each in found}
    return found[-1:] if best > 0 and len(suppliers) == 1 else None


def _likeness(text: str, inquiry: Inquiry, at: Talk) -> int:
    supplier = at.shop.catalogue.supplier(inquiry.supplier_id) if inquiry.supplier_id else None
    names = [supplier.name, *(one.name for one in supplier.translations.values())] if supplier else []
    brands = [brand for each in at.shop.catalogue.products(list(inquiry.product_ids)) for brand in (each.brand, each.text("en").brand)]
    known = [name.casefold() for name in (*names, *places_of(supplier), *brands) if name]
    return max((_common(text, name) for name in known), default=0)


def _common(text: str, name: str) -> int:
    """Characters of the longest stretch in common: whole words in Latin, two characters or more in Chinese."""
    if name.isascii():
        shared = set(text.replace(",", " ").split()) & set(name.replace(",", " ").split())
        return max((len(word) for word in shared if len(word) >= WORD), default=0)
    size = SequenceMatcher(None, text, name, autojunk=False).find_longest_match().size
    return size * 2 if size >= 2 else 0
