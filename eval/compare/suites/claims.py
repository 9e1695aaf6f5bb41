"""Claims: each statement of each reply of the scenarios' conversations against the records (eval/truth), and whether the cards do what is wished for.

An end state may be right and the words about it wrong; and a wish ranks without leaving anything out, so no end state shows that it is ignored.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from ....catalogue.catalogue import Catalogue
from ....catalogue.conditions import Judge
from ....catalogue.verdicts import MET
from ....schema.reply import Reply
from ...truth.checker import checked
from ..case import Case
from ..conversing import converse
from ..heard import reply_of
from ..plays import Answers
from ..row import Row
from .scenarios import Scenarios, row

WORDINGS = ("plain", "other")
"""One in each language; the others say the same."""


class Claims:
    name = "claims"
    stage = None
    play = staticmethod(converse)

    def cases(self) -> Iterator[Case]:
        for case in Scenarios().cases():
            if case.slices["wording"][0] in WORDINGS:
                yield replace(case, suite=self.name, gold=None)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        found, today = [], datetime.fromisoformat(case.script["now"]).date()
        for number, answer in enumerate(answers, 1):
            if "reply" not in answer or (reply := reply_of(answer)) is None:
                break
            faults, held = checked(reply, catalogue, today, [str(each["said"]) for each in answers[:number]])
            told = {fault.where: f"{fault.kind}: {fault.where[:80]} ({fault.why})" for fault in faults}
            shares = [1 - min(len(told), held) / held] if held else []
            if (wished := wishes(reply, catalogue, today)) is not None:
                shares.append(wished)
                told |= {"wish": f"the cards meet {wished:.2f} of what is wished for and could be met"} if wished < 1 else {}
            kinds = tuple(sorted({fault.kind for fault in faults})) or ("none",)
            content = sum(shares) / len(shares) if shares else 1.0
            found.append(row(case, number, answer, content, tuple(told.values()), {"claim": kinds, "wishes": ("no" if wished is None else "yes",)}))
        return found


def wishes(reply: Reply, catalogue: Catalogue, today: date) -> float | None:
    """How far the cards meet the wishes of the need, against the best that meet every hard condition; None where nothing is wished for."""
    need, judge = reply.need, Judge(catalogue.columns, today, reply.need.quantity)
    wanted = [one for one in need.conditions if one.active and not one.hard]
    rows = [place for card in reply.cards[:5] if (place := catalogue.row(card.product_id)) is not None]
    if not wanted or not rows:
        return None
    could = judge.mask(need.hard)
    met = sum((judge.verdicts(one) == MET).astype(int) for one in wanted)
    best = sorted(met[could], reverse=True)[: len(rows)]
    return min(1.0, float(sum(met[rows]) / sum(best))) if sum(best) else None
