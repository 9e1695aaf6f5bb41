"""Writes who is rated best, and whose rating is the surest."""

from ...schema.need import Need
from ..choosing.sure_rating import sure_rating
from ..decisions.choice import Choice
from .draft import Draft


def rated_best(chosen: Choice, need: Need, draft: Draft) -> None:
    """Asked for the best reviews: which has them, and which has the surest where those are few."""
    if need.sort[:1] != ("rating",) or len(chosen.offers) < 2:
        return
    rated = [place for place, offer in enumerate(chosen.offers) if offer.product.rating is not None]
    if not rated:
        draft.say("choice.rated_none")
        return
    products = [offer.product for offer in chosen.offers]
    best = max(rated, key=lambda place: (products[place].rating or 0, products[place].review_count or 0))
    surest = max(rated, key=lambda place: sure_rating(chosen.offers[place]))
    for key, place in (("choice.rated", best), ("choice.rated_surest", surest))[: 1 if surest == best else 2]:
        rating = draft.wording.rating(products[place].rating, products[place].review_count, "rated_from")
        draft.say(key, who=draft.wording.positions([place]), rating=rating + draft.cite_product(chosen.offers[place]))
