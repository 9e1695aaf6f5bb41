"""How good a rating is surely."""

from math import sqrt

from ..decisions.offer import Offer
from .difference import Z


def sure_rating(offer: Offer) -> float:
    """What the mean rating is at least, with 95 % confidence: Wilson's lower bound (Wilson 1927) of the share (rating - 1) / 4.

    It holds for stars as it does for yes and no: no value between 0 and 1 with the same mean spreads more.
    """
    share, count = ((offer.product.rating or 1.0) - 1) / 4, offer.product.review_count or 0
    if not count:
        return 1.0
    middle = share + Z * Z / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    return 1 + 4 * max(0.0, (middle - spread) / (1 + Z * Z / count))
