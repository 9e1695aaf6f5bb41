"""Retrieval: rankings against graded judgements, by ranx. The demo pack's own queries, and Chorus, WANDS and ESCI for who has the files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from ....catalogue.catalogue import Catalogue
from ....catalogue.conditions import Judge
from ....catalogue.verdicts import MET
from ....schema.condition import Condition
from ....understanding.ledger.where import parse_where
from ...measures import ndcg
from .. import shown
from ..case import Case, Slices
from ..heard import length
from ..judged import Judged
from ..player import Player
from ..plays import Answers
from ..row import Row
from ..suite import DAY, NOW, Swaps

DEMO = Path(__file__).parents[2] / "rankings" / "demo.yaml"
DEPTH = 50
RIGHT, RELATED = 3, 1


@dataclass(frozen=True)
class Query:
    """A query over the demo pack; `where` says which products of `category` are right."""

    query: str
    kind: str
    language: str
    category: str
    where: str = ""


class Retrieval:
    """Over the demo pack."""

    name = "retrieval"
    stage = "internal_retrieval"

    def cases(self) -> Iterator[Case]:
        for number, row in enumerate(yaml.safe_load(DEMO.read_text("utf-8"))):
            one = Query(**row)
            slices: Slices = {
                "language": (one.language,), "kind": (one.kind,), "goods": (one.category,), "length": (length(one.query),), "intent": ("search",),
                "owner": (one.kind,),
            }  # fmt: skip
            yield Case(f"demo-{number}", self.name, script(one.query), one.kind, f"eval/rankings/{DEMO.name}", slices, one.category, one)

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return [player.ask("search", **case.script)]

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        return [ranked(case, answers, grades(case.gold, catalogue), catalogue)]


class Judgements(Retrieval):
    """Over another catalogue, whose graded judgements were read from its files."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.name = judged.name
        self.pack = judged.pack

    def cases(self) -> Iterator[Case]:
        for query, found in self.judged.grades.items():
            kind = self.judged.kinds.get(query, "query")
            slices: Slices = {"language": (self.judged.language,), "kind": (kind,), "length": (length(query),), "owner": (kind,)}
            yield Case(f"{self.name}-{query}", self.name, script(query), kind, self.judged.source, slices, query, dict(found))

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        return [ranked(case, answers, case.gold, catalogue)]


def script(query: str) -> dict[str, object]:
    return {"query": query, "k": DEPTH, "now": NOW}


def ranked(case: Case, answers: Answers, graded: dict[str, int], catalogue: Catalogue) -> Row:
    """nDCG at 10; products that nobody graded count as wrong."""
    ids: Sequence[str] = answers[0]["ids"]
    value = ndcg(graded, ids)
    wrong = [f"{each} (grade {graded.get(each, 0)})" for each in ids[:10] if graded.get(each, 0) < max(graded.values(), default=0)]
    missed = (f"among the first ten: {', '.join(wrong[:6])}",) if value < 1 and wrong else ("too few found",) if value < 1 else ()
    return Row(
        case.id, case.id, case.cluster or case.id, case.suite, case.owner, case.source, case.slices, value, None, missed, case.script["query"],
        ms=answers[0]["ms"], trace={"internal_retrieval": {"ids": list(ids[:10])}}, shown=shown.ranked(ids[:10], graded, catalogue),
    )  # fmt: skip


def grades(query: Query, catalogue: Catalogue) -> dict[str, int]:
    """By product id, from the records."""
    judge = Judge(catalogue.columns, DAY)
    within = judge.mask([Condition(id="c", field="category", op="=", value=query.category)])
    right = within.copy()
    for condition in parse_where(query.where) if query.where else ():
        right &= judge.verdicts(condition) == MET
    ids = catalogue.columns.ids
    return {ids[row]: RIGHT if right[row] else RELATED for row in within.nonzero()[0]}
