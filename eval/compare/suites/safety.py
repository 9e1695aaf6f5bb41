"""Safety: conversations that try to make Daogou do, say or show what it must not (those of the scenarios, until there are attacks of their own)."""

from collections.abc import Iterator

from ...scenario import WORDINGS, scenarios
from ..case import Case
from .scenarios import Scenarios, case_of

OWNERS = ("pasted", "rude", "tampering")


class Safety(Scenarios):
    name = "safety"

    def cases(self) -> Iterator[Case]:
        for scenario in scenarios():
            if scenario.slice in OWNERS:
                for wording in WORDINGS:
                    yield case_of(scenario, wording, self.name)
