"""Outside knowledge: whether guides answer what buyers ask (eval/passages/questions.yaml)."""

from collections.abc import Iterator

from ....catalogue.catalogue import Catalogue
from ...answering import QUESTIONS, questions
from ..case import Case, Slices
from ..heard import length
from ..player import Player
from ..plays import Answers
from ..row import Row
from ..suite import Swaps

DEPTH = 12


class Outside:
    name = "outside"
    stage = "external_search"

    def cases(self) -> Iterator[Case]:
        for number, one in enumerate(each for each in questions(QUESTIONS) if not each.of_documents):
            slices: Slices = {"language": (one.language,), "guide": (one.guide,), "length": (length(one.ask),), "owner": (one.guide,)}
            script = {"question": one.ask, "language": one.language, "k": DEPTH}
            yield Case(f"question-{number}", self.name, script, one.guide, f"eval/passages/{QUESTIONS.name}", slices, one.guide, one)

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return [player.ask("passages", **case.script)]

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        """1 where the passage that answers comes first, 1/2 for the second place, and so on."""
        found = answers[0]["passages"]
        begins = (case.gold.answer, *case.gold.also)
        at = next((number for number, (_, text) in enumerate(found, 1) if any(begin in text for begin in begins)), None)
        missed = () if at == 1 else (f"the answer is at place {at or 'none'}",)
        titles = [title for title, _ in found]
        return [
            Row(
                case.id, case.id, case.cluster, self.name, case.owner, case.source, case.slices, 1 / at if at else 0.0, None, missed, case.gold.ask,
                "\n".join(titles[:5]), ms=answers[0]["ms"], trace={"external_search": {"passages": titles}},
            )
        ]  # fmt: skip
