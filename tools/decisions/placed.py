"""Why products stand where they do in a list."""

from dataclasses import dataclass

from ...schema.need import SortKey
from .logic import Weighed
from .offer import Offer


@dataclass(frozen=True)
class Placed:
    """`rows` are the products asked about, each with its place in the list; `weighed` by what the list was chosen and ranked, `order` the wished one.
    `ranked`: the wishes in words by which a model put the first few in order. `same`: records alone put it so now, or these few before the model did;
    else something else did (an older need). `near`: nothing meets all that was asked."""

    rows: tuple[tuple[int, Offer], ...]
    weighed: tuple[Weighed, ...]
    order: SortKey | None = None
    same: bool = True
    near: bool = False
    ranked: tuple[str, ...] = ()
