"""Whether a decision has anything to show or to say."""

from .brands import Brands
from .choice import Choice
from .comparison import Compared
from .decision import Decision
from .details import Details
from .inquiries import Inquiries
from .knowledge import Knowledge
from .listing import Listing
from .suppliers import Suppliers
from .words import Words


def barren(decision: Decision) -> str | None:
    """Why it brings the buyer nothing; None where it brings something."""
    match decision:
        case Words(kind=kind):
            return kind
        case Listing() as listing:
            return "nothing near" if listing.nothing_near else "nothing meets all" if listing.near_miss or not listing.offers else None
        case Choice() as choice:
            return None if len(choice.offers) > 1 else "nothing to choose from"
        case Brands() as brands:
            return None if brands.rows else "no brands"
        case Compared() as compared:
            return None if compared.rows else "nothing to compare"
        case Suppliers() as suppliers:
            return None if suppliers.rows else "no supplier on record"
        case Details() as details:
            silent = [one for one in details.details if one.value is None]
            return "not stated" if silent or not details.details else None
        case Knowledge() as knowledge:
            return None if knowledge.pieces else "no guide speaks of it"
        case Inquiries() as inquiries:
            return None if inquiries.letters else "nothing to inquire about"
    return None
