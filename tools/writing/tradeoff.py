"""Writes a choice between price and rating: both ends, what lies between, and who is rated best."""

from ...schema.need import Need
from ..choosing.tradeoff import sure_rating
from ..decisions.choice import Choice
from ..decisions.offer import Offer
from .draft import Draft


def rated_best(chosen: Choice, need: Need, draft: Draft) -> None:
    """Asked for the best reviews: which has them, and which has the surest where those are few."""
    if need.sort[:1] != ("rating",) or chosen.tradeoff is not None or len(chosen.offers) < 2:
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


def tradeoff(chosen: Choice, draft: Draft) -> None:
    """The cheapest, the surest rated, and the one between that gives up least."""
    if chosen.tradeoff is None:
        return
    wording, ends = draft.wording, chosen.tradeoff
    places = {offer.id: position for position, offer in enumerate(chosen.offers)}

    def told(offer: Offer) -> dict[str, str]:
        product = offer.product
        return {
            "who": wording.positions([places[offer.id]]),
            "price": wording.money(offer.price, product.currency),
            "rating": wording.rating(product.rating, product.review_count, "rated_from") + draft.cite_product(offer),
        }

    if ends.cheapest.id == ends.best.id:
        draft.say("tradeoff.both", **told(ends.best))
        return
    draft.say("tradeoff.cheapest", **told(ends.cheapest))
    draft.say("tradeoff.best", **told(ends.best))
    if ends.between is not None:
        draft.say("tradeoff.between", **told(ends.between))
    draft.say("tradeoff.counted")
