"""The report of a sourcing task: each line as understood, with its offers; the plans; what is uncertain."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from .base import Noun
from .condition import Condition
from .sourcing_plan import Deal, Plan, Way
from .sourcing_task import Note, SourcingLine, SourcingTask

VERSION = 1
LineStatus = Literal["planned", "unpriced", "lacking", "unmet", "unclear", "late", "failed"]
"""planned: a deal was found; unpriced: only without a price; lacking: the store has no such goods; unmet: none meets the musts; unclear: the quantity
isn't a count of goods; late: the line's or task's deadline passed; failed: an error."""


class LineReport(Noun):
    """`category`: the shelf the goods were linked to, None if their words were searched. `conditions`: grounded in the store. `words`: the rest,
    which ranks and which no record answers. `loosened`: names of wishes that no offer meets. `found`: products that meet all musts. `offers`: deals
    of different sellers, those that meet the wishes first, then by price. `nearest`: ids of products that come near, where none is planned."""

    line: SourcingLine
    status: LineStatus
    category: str | None = None
    query: str = ""
    conditions: tuple[Condition, ...] = ()
    words: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    found: int = 0
    offers: tuple[Deal, ...] = ()
    nearest: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    timings_ms: dict[str, float] = {}


class SourcingReport(Noun):
    """`text`: the report as Markdown in the buyer's language. `degraded`: parts that were unavailable. `ways`: changes that bring the cheapest plan
    into `budget`, which is in `currency`."""

    version: int = VERSION
    task: SourcingTask
    lines: tuple[LineReport, ...]
    plans: tuple[Plan, ...] = ()
    ways: tuple[Way, ...] = ()
    budget: Decimal | None = None
    currency: str = ""
    notes: tuple[Note, ...] = ()
    degraded: tuple[str, ...] = ()
    text: str = ""
    made_at: datetime
    store: str = ""
    timings_ms: dict[str, float] = {}
