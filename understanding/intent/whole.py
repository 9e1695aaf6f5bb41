"""What a question asks of all that a search found together, not of one product: how many there are, what they cost on average."""

from collections.abc import Sequence

COUNT, PRICES = "spread.count", "spread.price"


def of_the_whole(asked: Sequence[str]) -> bool:
    """Whether it asks for nothing else."""
    return bool(asked) and set(asked) <= {COUNT, PRICES}


def without_parts(asked: Sequence[str]) -> list[str]:
    """Without "price" where it is how prices are spread that is asked for."""
    return [name for name in asked if not (name == "price" and PRICES in asked)]
