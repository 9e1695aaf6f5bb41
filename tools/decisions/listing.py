"""Products found for a need."""

from dataclasses import dataclass, field

from ...retrievers.mentioned import Mentioned
from ...retrievers.spread import Spread
from ...schema.condition import Condition
from ...schema.fact import Fact
from ...schema.need import SortKey
from ...schema.reply import Relaxation
from .logic import Weighed
from .offer import Offer


@dataclass(frozen=True)
class MarketRule:
    """One of `certificates` is asked for by `source` in the market of `fact`; `count` of the products found have one in force."""

    fact: Fact
    certificates: tuple[str, ...]
    source: str
    count: int


@dataclass(frozen=True)
class Beyond:
    """A wish in words (`text`) that none of the goods found meets; `offer` meets it, and misses one of the conditions."""

    text: str
    offer: Offer
    condition: Condition


@dataclass(frozen=True)
class Ordered:
    """By what the offers are put in order first, and how many of all that were found state nothing of it, so that they come last; wishes in words
    that were `said` behind it come before it."""

    key: SortKey
    silent: int
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """Products found.

    `near` are nearest to the words, where nothing, or little, is what was asked for; `lacking` is its name, where no record has that;
    `uncalled` is what the buyer called them, where none of their shelf is called so, `unfit` the machine that none is for; `between` are two
    kinds of goods that the words may as
    well mean.
    `facts` are those that the buyer told in this turn, `rules` what his markets ask of such goods, `shelves` the kinds of goods that there are, the
    most numerous first, where he asked for none; where nothing is near, `instead` those of the trades that sell such goods and `mentioned` those
    where words of his are at home. `marks` names for an
    offer's position what sets it apart: "cheapest", "best_rated", "best_selling", "lowest_moq", "repurchased". `logic` is by what they were chosen
    and ordered, `ranked` the wishes in words by which a model put the first few in another order, `spreads` how prices are spread over all that were
    found, where that was asked; `order` is the wished one, `few` how many are to be shown; `alike`
    has for a product and the name of a condition that its record doesn't tell of attributes that it states in its place; `in_texts`: what the
    records of these near misses don't tell their titles and descriptions write; `beyond` tells where wishes are met that none found meets; `measured`
    is a word for what goods are measured by, said as if it were
    goods, with the categories of those.
    """

    offers: tuple[Offer, ...]
    total: int
    near: tuple[Offer, ...] = ()
    lacking: str = ""
    uncalled: str = ""
    unfit: str = ""
    between: tuple[str, ...] = ()
    near_miss: bool = False
    in_texts: bool = False
    nothing_near: bool = False
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[MarketRule, ...] = ()
    shelves: tuple[tuple[str, int], ...] = ()
    instead: tuple[tuple[str, int], ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    logic: tuple[Weighed, ...] = ()
    ranked: tuple[str, ...] = ()
    spreads: tuple[Spread, ...] = ()
    order: Ordered | None = None
    few: int | None = None
    measured: tuple[str, tuple[str, ...]] | None = None
    alike: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    beyond: tuple[Beyond, ...] = ()
