"""References: what a pointer means, in whole turns over lists shown before (eval/references)."""

from collections.abc import Iterator
from typing import Any

from ....catalogue.catalogue import Catalogue
from ...references import Case as Pointer
from ...references import cases, lists
from ..case import Case, Slices
from ..conversing import converse
from ..plays import Answers
from ..row import Row
from ..suite import NOW
from .scenarios import row

HALVES = ("tuning", "held_out")


class References:
    name = "references"
    stage = None
    play = staticmethod(converse)

    def cases(self) -> Iterator[Case]:
        for half in HALVES:
            for number, one in enumerate(cases(half)):
                yield _case(half, number, one)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        """Of the last turn alone: what was said before it only sets the scene."""
        answer, number = answers[-1], len(case.script["turns"])
        found = _understood(answer) if len(answers) == number and "reply" in answer else ("lost",)
        means: tuple[str, ...] = case.gold.means
        missed = () if found == means else (f"means {' '.join(means)}; understood {' '.join(found)}",)
        return [row(case, number, answer, float(not missed), missed)]


def _case(half: str, number: int, one: Pointer) -> Case:
    last = lists()[one.shown[-1]]
    shown = [
        {"turn": place, "product_ids": lists()[name]["products"], "category": lists()[name]["category"], "query": lists()[name]["query"]}
        for place, name in enumerate(one.shown, 1)
    ]
    state = {"turn": len(shown), "shown": shown, "focus": list(one.focus), "need": {"category": last["category"], "query": last["query"]}}
    language = "zh" if any(char >= "\u3400" for char in one.message) else "en"
    slices: Slices = {"language": (language,), "owner": (one.slice,), "lists": (str(len(shown)),)}
    script = {"now": NOW, "state": state, "turns": [*one.after, one.message]}
    return Case(f"{half}-{number}", "references", script, one.slice, f"eval/references/{half}.yaml", slices, f"{half}/{one.slice}/{one.means}", one)


def _understood(answer: dict[str, Any]) -> tuple[str, ...]:
    """Written as `means` is, from what the intent node wrote."""
    wrote = answer["trace"].get("intent", {})
    problem = wrote.get("problem", {})
    if problem.get("kind") == "ambiguous":
        return ("?", *sorted(problem["choices"]))
    if problem.get("kind") in ("impossible", "nothing_shown"):
        return ("impossible",)
    return tuple(wrote.get("focus", ())) if wrote.get("reading", {}).get("references") else ("none",)
