"""Why products stand where they do in a list."""

from dataclasses import dataclass

from ...schema.need import SortKey
from .logic import Weighed
from .offer import Offer


@dataclass(frozen=True)
class Placed:
    """`rows` are the products asked about, each with its place in the list; `weighed` by what the list was chosen and ranked, `order` the wished one.
    `same`: records alone put it so now; else something else did (a model, an older need). `near`: nothing meets all that was asked."""

    rows: tuple[tuple[int, Offer], ...]
    weighed: tuple[Weighed, ...]
    order: SortKey | None = None
    same: bool = True
    near: bool = False
