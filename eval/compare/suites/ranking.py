"""Suites of one stage: products ranked for the queries of eval/rankings/demo.yaml, guides for the questions of eval/passages/questions.yaml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ....catalogue.catalogue import Catalogue
from ....catalogue.conditions import Judge
from ....catalogue.verdicts import MET
from ....schema.condition import Condition
from ....understanding.ledger.where import parse_where
from ...measures import ndcg
from ...passages import QUESTIONS, questions
from ..cases import Answers, Case, Row, Slices
from ..conversation import length
from ..player import Player
from ..suite import DAY, NOW, Swaps

DEMO = Path(__file__).parents[2] / "rankings" / "demo.yaml"
DEPTH, PASSAGES = 50, 12
RIGHT, RELATED = 3, 1


class Query(NamedTuple):
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
            slices: Slices = {name: (getattr(one, name),) for name in ("language", "kind")}
            slices |= {"goods": (one.category,), "length": (length(one.query),), "intent": ("search",), "owner": (one.kind,)}
            script = {"query": one.query, "k": DEPTH, "now": NOW}
            yield Case(f"demo-{number}", self.name, script, one.kind, f"eval/rankings/{DEMO.name}", slices, one.category, one)

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return [player.ask("search", **case.script)]

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        """nDCG at 10; products that nobody graded count as wrong."""
        graded, ids = grades(case.gold, catalogue), answers[0]["ids"]
        value, best = ndcg(graded, ids), max(graded.values(), default=0)
        wrong = [f"{each} (grade {graded.get(each, 0)})" for each in ids[:10] if graded.get(each, 0) < best]
        missed = () if value == 1 else (f"among the first ten: {', '.join(wrong[:6])}" if wrong else "too few found",)
        cards = [{"id": one.id, "title": one.title, "note": f"grade {graded.get(one.id, 0)}"} for one in catalogue.products(ids[:10])]
        return [_row(case, value, missed, case.script["query"], answers, shown={"cards": cards})]


def _row(case: Case, content: float, missed: tuple[str, ...], said: str, answers: Answers, **more: Any) -> Row:
    cluster = case.cluster or case.id
    return Row(case.id, case.id, cluster, case.suite, case.owner, case.source, case.slices, content, None, missed, said, ms=answers[0]["ms"], **more)


def grades(query: Query, catalogue: Catalogue) -> dict[str, int]:
    """By product id, from the records."""
    judge = Judge(catalogue.columns, DAY)
    within = judge.mask([Condition(id="c", field="category", op="=", value=query.category)])
    right = within.copy()
    for condition in parse_where(query.where) if query.where else ():
        right &= judge.verdicts(condition) == MET
    ids = catalogue.columns.ids
    return {ids[row]: RIGHT if right[row] else RELATED for row in within.nonzero()[0]}


class Outside:
    name = "outside"
    stage = "external_search"

    def cases(self) -> Iterator[Case]:
        for number, one in enumerate(each for each in questions(QUESTIONS) if not each.of_documents):
            slices: Slices = {"language": (one.language,), "guide": (one.guide,), "length": (length(one.ask),), "owner": (one.guide,)}
            script = {"question": one.ask, "language": one.language, "k": PASSAGES}
            yield Case(f"question-{number}", self.name, script, one.guide, f"eval/passages/{QUESTIONS.name}", slices, one.guide, one)

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return [player.ask("passages", **case.script)]

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        """1 where the passage that answers comes first, 1/2 for the second place, and so on."""
        found = answers[0]["passages"]
        begins = (case.gold.answer, *case.gold.also)
        at = next((number for number, (_, text) in enumerate(found, 1) if any(begin in text for begin in begins)), None)
        missed = () if at == 1 else (f"the answer is at place {at or 'none'}",)
        return [_row(case, 1 / at if at else 0.0, missed, case.gold.ask, answers, text="\n".join(title for title, _ in found[:5]))]
