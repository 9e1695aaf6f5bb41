"""Grounding: the conversations of the scenarios, each reply's numbers and ids against the records."""

from collections.abc import Iterator
from dataclasses import replace

from ....catalogue.catalogue import Catalogue
from ..case import Case
from ..conversing import converse
from ..grounds import ungrounded
from ..plays import Answers
from ..row import Row
from .scenarios import Scenarios, row

WORDINGS = ("plain", "other")
"""One in each language; the others say the same."""


class Grounding:
    name = "grounding"
    stage = None
    play = staticmethod(converse)

    def cases(self) -> Iterator[Case]:
        for case in Scenarios().cases():
            if case.slices["wording"][0] in WORDINGS:
                yield replace(case, suite=self.name, gold=None)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        found = []
        for number, answer in enumerate(answers, 1):
            if "reply" not in answer:
                break
            strange, total = ungrounded(answers[:number], catalogue)
            missed = (f"from nowhere: {', '.join(strange[:8])}",) if strange else ()
            found.append(row(case, number, answer, 1 - len(strange) / total if total else 1.0, missed))
        return found
