"""How many products there are, and how their prices are spread."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...retrievers.spread import Spread


@dataclass(frozen=True)
class Spreading:
    """Of the `total` products that meet the need; `kind` is their category's name in the buyer's language, `prices` by currency, () where
    none states one, or only their number was asked for (`priced` False), `ratings` where it was `rated` that was asked; `told` is what else was
    asked, with what is said of it. `pointed`: they are those that the buyer pointed at."""

    total: int
    kind: str = ""
    prices: tuple[Spread, ...] = ()
    ratings: Spread | None = None
    rated: bool = False
    priced: bool = False
    told: tuple[tuple[str, Mapping[str, object]], ...] = ()
    pointed: bool = False
