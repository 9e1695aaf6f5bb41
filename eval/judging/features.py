"""What of a reply may sway a judge without being a merit: its length, and how many digits it has."""

from collections.abc import Callable
from functools import lru_cache


def length(text: str) -> int:
    return len(text)


@lru_cache(maxsize=65536)
def digits(text: str) -> int:
    return sum(map(str.isdigit, text))


Feature = Callable[[str], int]
FEATURES: dict[str, Feature] = {"longer": length, "more numbers": digits}
"""How a bias is called -> what it looks at."""
