"""Products side by side: what differs first, a winner only where the difference means something, a verdict by the buyer's own words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from ...schema.need import Need
from ...schema.product import Product
from ..decisions.comparison import Compared
from ..decisions.offer import Offer
from ..decisions.reviews import Quoted, Reviews
from ..decisions.ruled import Ruled
from ..facts.distinctive import distinctive
from ..wording.wording import Wording
from .best import suited
from .table import table
from .verdict import standings, verdict
from .wishes import spoken_wishes

FEW = 2
"""Rows in which goods differ, with fewer of which their descriptions are told too."""
MOST = 6
"""Columns that a buyer can still read side by side."""


def compare(
    offers: Sequence[Offer],
    need: Need,
    wording: Wording,
    today: date,
    reviews: Callable[[Product], Reviews] | None = None,
    pointed: int | None = None,
    ruled_out: Mapping[int, Ruled] | None = None,
    asked: Collection[str] = (),
) -> Compared:
    """The first six of the offers, the same whatever their order; of fewer than two nothing is compared.

    `reviews` reads what a product's reviews say; `pointed` is how many the buyer named; `ruled_out` by position
    what a rule is against; `asked` are attributes that the buyer wants compared.
    """
    few = tuple(offers[:MOST])
    pointed = len(few) if pointed is None else pointed
    if len(few) < 2:
        return Compared(offers=few, pointed=pointed)
    out = {place: ruled for place, ruled in (ruled_out or {}).items() if place < len(few)}
    kinds = kinds_of(few, wording.language)
    heard = tuple(reviews(offer.product) for offer in few) if reviews else ()
    rows = table(few, heard, need, wording, today, asked)
    if len(kinds) > 1:
        rows = tuple(row.model_copy(update={"winner": None}) for row in rows)
    wishes = tuple(spoken_wishes(need, few))
    stand, suits = standings(few, need, wishes), suited(few, need)
    taken = verdict(few, need, stand, [score for score, _ in suits], out)
    return Compared(
        offers=few,
        rows=rows,
        reviews=heard,
        wishes=wishes,
        standings=stand,
        verdict=taken,
        best=suits[taken.position][1] if taken.position is not None else None,
        pointed=pointed,
        kinds=kinds if len(kinds) > 1 else (),
        asked=tuple(asked),
        ruled_out=out,
        told=_told(few, wording.language) if sum(len(set(row.values)) > 1 for row in rows) < FEW else {},
    )


def _told(offers: Sequence[Offer], language: str) -> dict[int, Quoted]:
    products = [offer.product for offer in offers]
    found = ((place, distinctive(one, [*products[:place], *products[place + 1 :]], language)) for place, one in enumerate(products))
    return {place: quoted for place, quoted in found if quoted is not None}


def kinds_of(offers: Sequence[Offer], language: str) -> tuple[str, ...]:
    """What the offers are, by the last part of their category: a mouse and a sleeping bag compete in nothing."""
    return tuple(sorted({path[-1] for offer in offers if (path := offer.product.text(language).category)}))
