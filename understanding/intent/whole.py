"""What a question asks of all that a search found together, not of one product: how many there are, what they cost on average."""

from collections.abc import Sequence

COUNT, PRICES, RATINGS = "spread.count", "spread.price", "spread.rating"
_SPREADS = {"price": PRICES, "rating": RATINGS}


def of_the_whole(asked: Sequence[str]) -> bool:
    """Whether it asks for nothing else."""
    return bool(asked) and set(asked) <= {COUNT, PRICES, RATINGS}


def of_several(asked: Sequence[str]) -> bool:
    """Whether it asks how something is spread, which may also be told of the few that are pointed at."""
    return of_the_whole(asked) and COUNT not in asked


def without_parts(asked: Sequence[str]) -> list[str]:
    """Without "price" where it is how prices are spread that is asked for, and so of ratings."""
    return [name for name in asked if _SPREADS.get(name) not in asked]
