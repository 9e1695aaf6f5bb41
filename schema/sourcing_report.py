"""The report of a sourcing task: each line as it was understood and what was found for it, the plans, and what is unsure."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from .base import Noun
from .condition import Condition
from .sourcing_plan import Deal, Plan, Way
from .sourcing_task import Note, SourcingLine, SourcingTask

VERSION = 1
LineStatus = Literal["planned", "unpriced", "lacking", "unmet", "unclear", "late", "failed"]
"""A deal was found; only without a price; the store has no such goods; none meets what it must; what was written is no number of goods; its
deadline, or the task's, passed; it failed."""


class LineReport(Noun):
    """`category` is the shelf that the goods were linked to, None where their words were searched for; `conditions` as they were grounded, `words`
    what stayed words: it ranks, and no record answers it. `loosened` are wishes that nothing keeps, by name. `found` counts products that meet
    all musts; `offers` are deals of different sellers: those that keep the wishes first, the cheapest before others, then the rest."""

    line: SourcingLine
    status: LineStatus
    category: str | None = None
    query: str = ""
    conditions: tuple[Condition, ...] = ()
    words: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()
    found: int = 0
    offers: tuple[Deal, ...] = ()
    notes: tuple[Note, ...] = ()
    timings_ms: dict[str, float] = {}


class SourcingReport(Noun):
    """`text` says it in the buyer's language, as Markdown. `degraded` names what was missing; `ways` what would bring the cheapest plan into the
    budget, which `budget` is in the report's `currency`."""

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
