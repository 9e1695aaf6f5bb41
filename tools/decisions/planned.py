"""What is to be bought, planned; and letters to the sellers of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.mailing import Mail, Mailing
from ...schema.sourcing_plan import Plan
from ...schema.sourcing_report import SourcingReport
from .offer import Offer


@dataclass(frozen=True)
class Planned:
    """The plans of a list; of each line by its number the product that is taken first and those of other sellers beside it (`offers`). `places`
    are those of the lines among what is to be bought."""

    report: SourcingReport
    offers: Mapping[int, tuple[Offer, ...]]
    places: Mapping[int, int]

    @property
    def plan(self) -> Plan | None:
        """The one whose goods are shown."""
        return self.report.plans[0] if self.report.plans else None


@dataclass(frozen=True)
class Mailed:
    """The letters after the turn, None where there are none; `fault` says why nothing was done; `left` are goods of the list that none asks for."""

    mail: Mail
    mailing: Mailing | None = None
    fault: str = ""
    left: tuple[str, ...] = ()
