"""Writes a decision as a draft, by its kind."""

from datetime import date

from ...schema.need import Need
from ..decisions.brands import Brands
from ..decisions.choice import Choice
from ..decisions.comparison import Compared
from ..decisions.conditions import Conditions
from ..decisions.decision import Decision
from ..decisions.details import Details
from ..decisions.inquiries import Inquiries
from ..decisions.knowledge import Knowledge
from ..decisions.known import Known
from ..decisions.listing import Listing
from ..decisions.offer import Offer
from ..decisions.ordered import Ordered
from ..decisions.placed import Placed
from ..decisions.purchased import Purchased
from ..decisions.spreading import Spreading
from ..decisions.suppliers import Suppliers
from ..decisions.words import Words
from ..searching.offers import card
from ..wording.names import counted, goods
from ..wording.wording import Wording
from .brands import brands
from .choice import choice
from .comparison import comparison
from .conditions import conditions
from .details import details
from .draft import Draft
from .first import first
from .inquiry import inquiry
from .knowledge import knowledge
from .left import left
from .listing import SHOWN, listing
from .notes import BEHIND, behind, notes
from .ordered import ordered
from .placed import placed
from .purchased import purchased
from .spreading import spreading
from .suppliers import suppliers
from .traits import known
from .unkept import unkept
from .words import words


def write(
    decision: Decision,
    need: Need,
    offers: tuple[Offer, ...],
    noted: tuple[tuple[str, str], ...],
    wording: Wording,
    today: date,
    currency: str = "CNY",
    onto: Draft | None = None,
    called: str | None = None,
) -> Draft:
    """Text, citations, cards and comparison of a decision. `offers` are those that the turn is about; their cards go along.

    `onto` is the draft that answers what the message asked before, `called` what the goods looked
    for are called where their shelf isn't. `noted` are the reading's notes, `currency` what the catalogue's prices are in.
    """
    cards = tuple(card(offer, wording.language) for offer in offers)
    draft = onto or Draft(wording)
    draft.cards += tuple(one for one in cards if one.product_id not in {each.product_id for each in draft.cards})
    spoken = _spoken_of(offers, need)
    what = counted(goods(spoken, wording, (called if spoken is need else None) or category_in(offers, need, wording.language)), wording.language)
    few = decision.few if isinstance(decision, Listing) else None
    named = offers[: few or SHOWN] if isinstance(decision, (Listing, Choice, Details)) else ()
    notes([note for note in noted if note[0] not in BEHIND], currency, draft, named, need.active)
    match decision:
        case Listing():
            listing(decision, need, what, draft)
            draft.relaxations = decision.relaxations
        case Choice():
            choice(decision, need, what, draft)
        case Brands():
            brands(decision, need, what, draft)
        case Compared():
            comparison(decision, need, draft)
        case Suppliers():
            suppliers(decision, offers, draft, today, need, what)
        case Details():
            if decision.first is not None:
                first(decision.first, draft, today)
            else:
                details(decision, need, draft, today)
        case Conditions():
            conditions(decision, draft)
        case Placed():
            placed(decision, need, draft)
        case Spreading():
            spreading(decision, need, what, draft)
        case Knowledge():
            knowledge(decision, need, draft)
        case Known() | Ordered():
            about = Draft(wording, citations=draft.citations)
            known(decision, about) if isinstance(decision, Known) else ordered(decision, need, about)
            draft.add_personal(*about.lines)
        case Purchased():
            purchased(decision, draft)
        case Inquiries():
            inquiry(decision, draft)
        case Words():
            words(decision, draft)
    numbered, said = _numbered(decision, named), {text for _, text in noted}
    wished = () if isinstance(decision, (Listing, Choice)) else tuple(text for text in need.words if text not in said)  # told otherwise
    standing, numbers = need.model_copy(update={"words": wished}), decision.numbers if isinstance(decision, Details) else None
    unkept(numbered, standing, draft, numbers, weighed=isinstance(decision, (Compared, Choice)))
    if not (isinstance(decision, Brands) and decision.named and len(offers) > 1):  # what is said of a brand names none of its products
        unkept([offer for offer in offers if offer not in numbered], standing, draft, ())
    told = need if isinstance(decision, (Listing, Choice)) else need.model_copy(update={"words": (), "audience": None})  # a list told of them
    behind([note for note in noted if note[0] in BEHIND], currency, draft, named, told, listed=isinstance(decision, Listing))
    left(draft, numbered, asked=isinstance(decision, (Details, Compared)))
    return draft


def _numbered(decision: Decision, named: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The offers that have a number in the text, in its order."""
    if isinstance(decision, Purchased):
        return tuple(line.offers[0] for line in decision.lines if line.offers)
    return decision.offers if isinstance(decision, (Compared, Choice, Details)) else named


def _spoken_of(offers: tuple[Offer, ...], need: Need) -> Need:
    """The need, of the goods that the turn is about: those talked about before, where none of these is what is looked for now."""
    if not offers or not need.category or any(need.category in offer.product.category for offer in offers):
        return need
    (own, *others) = {offer.product.category[-1:] for offer in offers}
    return need.model_copy(update={"category": own[0] if own and not others else None, "query": ""})


def category_in(offers: tuple[Offer, ...], need: Need, language: str) -> str | None:
    """The need's category as these products' records spell it in `language`."""
    for offer in offers:
        if need.category and need.category in offer.product.category:
            translated = offer.product.text(language).category
            place = offer.product.category.index(need.category)
            return translated[place] if place < len(translated) else need.category
    return None
