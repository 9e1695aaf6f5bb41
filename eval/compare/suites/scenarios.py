"""Scenarios: each turn of each wording against the end state that it must reach. A scenario is right only where all four wordings are."""

from collections.abc import Iterator, Sequence
from typing import Any

from ....catalogue.catalogue import Catalogue
from ...broken import broken
from ...expectations import unmet
from ...scenario import FOLDER, WORDINGS, Expect, Scenario, Wording, scenarios
from ..case import Case, Slices
from ..conversing import converse
from ..form import malformed
from ..heard import seen, slices_of
from ..player import Player
from ..plays import Answers
from ..row import Row
from ..shown import shown
from ..suite import NOW, Swaps

PERSONAS = {"consumer": "consumer", "wholesale": "wholesaler"}
SOURCE = f"eval/{FOLDER.name}"


class Scenarios:
    """`name` by which the command line knows it."""

    name: str = "scenarios"
    stage = None

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        return converse(case, player, record, swaps)

    def cases(self) -> Iterator[Case]:
        for scenario in scenarios():
            for wording in WORDINGS:
                yield case_of(scenario, wording, self.name)

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
        turns: Sequence[Any] = case.gold.turns  # those of a scenario, or of a thread in one wording
        language = case.slices["language"][0]
        found = []
        for number, turn in enumerate(turns, 1):
            answer = answers[number - 1] if number <= len(answers) else {"said": "", "lost": "the conversation ended before"}
            missed, total = _missed(turn.expect, answers[:number], catalogue, case, language) if "reply" in answer else ((answer["lost"],), 1)
            found.append(row(case, number, answer, 1 - min(len(missed), total) / total, missed, _intent(turn.expect)))
        return found


def case_of(scenario: Scenario, wording: Wording, suite: str) -> Case:
    place = WORDINGS.index(wording)
    turns: list[Any] = [turn.say[place] if turn.tap is None else turn.tap.model_dump(exclude_none=True) for turn in scenario.turns]
    slices: Slices = {
        "language": (scenario.language(wording),),
        "wording": (wording,),
        "owner": (scenario.slice,),
        "persona": (PERSONAS.get(scenario.slice, "either"),),
    }
    script = {"now": NOW, "turns": turns}
    return Case(f"{scenario.id}/{wording}", suite, script, scenario.slice, f"{SOURCE}/{scenario.slice}.yaml", slices, scenario.id, scenario)


def row(
    case: Case, number: int, answer: dict[str, Any], content: float, missed: tuple[str, ...], gold: dict[str, tuple[str, ...]] | None = None
) -> Row:
    """Of a turn of a conversation."""
    reply = answer.get("reply")
    wrong = malformed(answer) if reply else ()
    usage = (reply or {}).get("usage", {})
    return Row(
        unit=f"{case.id}/{number}",
        case=case.id,
        cluster=case.cluster or case.id,
        suite=case.suite,
        owner=case.owner,
        source=case.source,
        slices={**slices_of(answer["said"], number, reply), **case.slices, **(gold or {})},
        content=content,
        form=float(not wrong) if reply else None,
        missed=(*missed, *(f"form: {one}" for one in wrong)),
        said=answer["said"],
        text=(reply or {}).get("text", ""),
        ms=answer.get("ms", {}),
        tokens=usage.get("prompt_tokens", 0) + usage.get("completion_tokens", 0),
        calls=answer.get("calls", 0),
        trace=answer.get("trace", {}),
        shown=shown(reply),
    )


def _missed(expect: Expect, answers: Answers, catalogue: Catalogue, case: Case, language: Any) -> tuple[tuple[str, ...], int]:
    """What doesn't hold, and out of how many: what is expected, the language, and that no hard condition is broken."""
    now = seen(answers, catalogue, case.script["now"], language)
    if now is None:
        return ("a reply isn't of the schema",), 1
    missed = [f"{expected}; got {got[:300]}" for expected, got in unmet(now, expect)]
    if broke := broken(now.reply, catalogue, now.today):
        missed.append(f"hard conditions broken: {'; '.join(f'{product} {name}' for product, name in broke[:5])}")
    return tuple(missed), len(expect.model_fields_set | {"language"}) + 1


def _intent(expect: Expect) -> dict[str, tuple[str, ...]]:
    """The intent that is expected, where one is: then both sides stand in the same slice whatever they read."""
    return {"intent": (expect.intent,)} if isinstance(expect.intent, str) else {}
