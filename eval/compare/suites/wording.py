"""Wording: what a language model made of the lines of each reply, and how much of it stood against the records.

What is refused never reaches a buyer, so no other suite sees a prompt or a model that invents: this one does.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ....catalogue.catalogue import Catalogue
from ..case import Case
from ..conversing import converse
from ..plays import Answers
from ..row import Row
from .claims import Claims
from .scenarios import row

SILENT = "model.write"


class Wording:
    """Without a model that writes, nothing is worded and everything stands."""

    name = "wording"
    stage = "phrase"
    play = staticmethod(converse)

    def cases(self) -> Iterator[Case]:
        for case in Claims().cases():
            yield replace(case, suite=self.name)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        return [row(case, number, answer, *stood(answer)) for number, answer in enumerate(answers, 1) if "reply" in answer]


def stood(answer: dict[str, Any]) -> tuple[float, tuple[str, ...]]:
    """The share of wordings that did, and those that were refused."""
    worded = answer.get("worded", ())
    if SILENT in answer["reply"]["degraded"] and not any(one["why"] for one in worded):
        return 0.0, ("nobody worded it",)
    refused = tuple(f"refused ({', '.join(one['why'])}): {one['wording']}" for one in worded if one["why"])
    return (1 - len(refused) / len(worded) if worded else 1.0), refused
