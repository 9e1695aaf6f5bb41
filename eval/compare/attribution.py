"""Attribution: which stage a loss comes from, found by playing NEW again with one stage's output taken from BASE.

The earliest stage whose swap heals the loss brought it about: a later one would heal it too, since it overwrites what the earlier one spoiled.
"""

from collections.abc import Callable, Mapping, Sequence

from ...catalogue.catalogue import Catalogue
from .blame import SEVERAL, UNSTEADY, Blame
from .case import Case
from .pair import Pair
from .player import PlayerError
from .playing import Sides, Stage
from .plays import Answers
from .sample import Work
from .spread import EVEN
from .suite import Suite

ORDER = ("recall", "intent", "internal_retrieval", "external_search", "remember", "fusion", "answer", "follow_ups")
"""As a turn runs; a node that isn't known here comes where it was first seen, behind these."""
Told = Callable[[str, int], Callable[[], None]]
Scores = Mapping[str, float]


def blamed(stage: Stage, work: Work, losses: Sequence[Pair], shelves: tuple[Catalogue, Catalogue], progress: Told) -> dict[str, Blame]:
    """By unit. Cases are looked into one after another, each with all of its losses."""
    suites = {(suite.name, case.id): (suite, case) for suite, case in work}
    found: dict[str, Blame] = {}
    cases: dict[tuple[str, str], list[Pair]] = {}
    for pair in losses:
        cases.setdefault((pair.base.suite, pair.base.case), []).append(pair)
    done = progress("attributing", len(cases)) if cases else lambda: None
    for key, some in cases.items():
        suite, case = suites[key]
        with stage.pair() as sides:
            found |= Trial(suite, case, sides, shelves[1]).blames(some)
        done()
    return found


class Trial:
    """One case, played again and again."""

    def __init__(self, suite: Suite, case: Case, sides: Sides, catalogue: Catalogue) -> None:
        self._suite, self._case, self._sides, self._catalogue = suite, case, sides, catalogue

    def blames(self, losses: Sequence[Pair]) -> dict[str, Blame]:
        try:
            return self._blames(losses)
        except PlayerError as error:
            for player in self._sides:
                player.revive()
            return {pair.unit: Blame("crash", str(error)) for pair in losses}

    def _blames(self, losses: Sequence[Pair]) -> dict[str, Blame]:
        found: dict[str, Blame] = {}
        again = self._scores(self._suite.play(self._case, self._sides.new))
        left = []
        for pair in losses:
            if again.get(pair.new.unit, 0.0) < pair.base.content - EVEN:
                left.append(pair)
            else:
                found[pair.unit] = Blame(UNSTEADY, "played again it was as good as BASE")
        if not left:
            return found
        if self._suite.stage is not None:
            return found | {pair.unit: Blame(self._suite.stage, "the only stage that runs") for pair in left}
        recorded = self._suite.play(self._case, self._sides.base, record=True)
        return found | self._swapped(left, recorded)

    def _swapped(self, left: list[Pair], recorded: Answers) -> dict[str, Blame]:
        """One stage after another, then all up to each."""
        found: dict[str, Blame] = {}
        nodes = _nodes(recorded)
        for node in nodes:
            healed = self._healed(left, recorded, (node,))
            found |= {pair.unit: Blame(node, "healed by its output alone") for pair in healed}
            left = [pair for pair in left if pair not in healed]
            if not left:
                return found
        for count in range(2, len(nodes) + 1):
            healed = self._healed(left, recorded, nodes[:count])
            found |= {pair.unit: Blame(nodes[count - 1] if count == 1 else SEVERAL, " and ".join(nodes[:count])) for pair in healed}
            left = [pair for pair in left if pair not in healed]
            if not left:
                return found
        return found | {pair.unit: Blame(SEVERAL, "no stage's output heals it") for pair in left}

    def _healed(self, losses: Sequence[Pair], recorded: Answers, nodes: Sequence[str]) -> list[Pair]:
        swaps = [{node: answer["recorded"][node] for node in nodes if node in answer.get("recorded", {})} for answer in recorded]
        try:
            scores = self._scores(self._suite.play(self._case, self._sides.new, swaps=swaps))
        except PlayerError:
            self._sides.new.revive()
            return []
        return [pair for pair in losses if scores.get(pair.new.unit, 0.0) >= pair.base.content - EVEN]

    def _scores(self, answers: Answers) -> Scores:
        return {row.unit: row.content for row in self._suite.rows(self._case, answers, self._catalogue)}


def _nodes(recorded: Answers) -> list[str]:
    seen = dict.fromkeys(node for answer in recorded for node in answer.get("recorded", {}))
    return sorted(seen, key=lambda node: ORDER.index(node) if node in ORDER else len(ORDER))
