"""Attribution: which stage a loss comes from, found by playing NEW again with one stage's output taken from BASE.

The earliest stage whose swap heals the loss brought it about: a later one would heal it too, since it overwrites what the earlier one spoiled.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import sleep

from ...catalogue.catalogue import Catalogue
from ...schema.errors import DaogouError, InputError
from .blame import CATALOGUE, GAP, SEVERAL, UNSTEADY, Blame
from .case import Case
from .gap import gap
from .outage import Outage, silent
from .pair import Pair
from .player import Player, PlayerError
from .playing import Sides, Stage
from .plays import Answers
from .sample import Work
from .spread import EVEN
from .suite import Suite, Swaps

Told = Callable[[str, int], Callable[[], None]]
Scores = Mapping[str, float]


CRASH = "crash"


class Cut(DaogouError):
    """An outage in the middle: `found` by unit before it."""

    def __init__(self, outage: Outage, found: dict[str, Blame]) -> None:
        super().__init__(str(outage))
        self.found = found


def blamed(stage: Stage, work: Work, losses: Sequence[Pair], shelves: tuple[Catalogue, Catalogue], progress: Told) -> dict[str, Blame]:
    """By unit. Cases are looked into one after another, each with all of its losses. Raises Cut where a server of a side goes away meanwhile."""
    suites = {(suite.name, case.id): (suite, case) for suite, case in work}
    found = {pair.unit: Blame(GAP, lacking) for pair in losses if (lacking := _gap(pair, suites, shelves[1]))}
    losses = [pair for pair in losses if pair.unit not in found]
    cases: dict[tuple[str, str], list[Pair]] = {}
    for pair in losses:
        cases.setdefault((pair.base.suite, pair.base.case), []).append(pair)
    if not cases:
        return found
    done = progress("attributing", len(cases))
    with stage.pair() as sides, _on_the_records_of(sides) as moved:
        for key, some in cases.items():
            suite, case = suites[key]
            try:
                blames = Trial(suite, case, sides, shelves, moved).blames(some)
            except Outage as outage:
                stage.spoil()
                raise Cut(outage, found) from outage
            found |= blames
            done()
    return found


def gaps(work: Work, pairs: Sequence[Pair], catalogue: Catalogue) -> dict[str, Blame]:
    """By unit, of those that neither side brings since no record has it."""
    suites = {(suite.name, case.id): (suite, case) for suite, case in work}
    return {pair.unit: Blame(GAP, lacking) for pair in pairs if pair.new.content < 1 - EVEN and (lacking := _gap(pair, suites, catalogue))}


def _gap(pair: Pair, suites: Mapping[tuple[str, str], tuple[Suite, Case]], catalogue: Catalogue) -> str | None:
    return gap(suites[pair.base.suite, pair.base.case][1].gold, pair.new.unit, catalogue)


@contextmanager
def _on_the_records_of(sides: Sides) -> Iterator[Player | None]:
    """NEW's code over BASE's store, where they have two and it can read that one."""
    moved = None
    if sides.base.store != sides.new.store:
        with suppress(InputError):
            moved = Player(replace(sides.new.side, store=sides.base.store))
    try:
        yield moved
    finally:
        if moved is not None:
            moved.close()


class Trial:
    """One case, played again and again."""

    def __init__(self, suite: Suite, case: Case, sides: Sides, shelves: tuple[Catalogue, Catalogue], moved: Player | None) -> None:
        self._suite, self._case, self._sides, self._shelves, self._moved = suite, case, sides, shelves, moved

    def blames(self, losses: Sequence[Pair]) -> dict[str, Blame]:
        try:
            return self._blames(losses)
        except PlayerError as error:
            for player in self._sides:
                player.revive()
            return {pair.unit: Blame(CRASH, str(error)) for pair in losses}

    def _blames(self, losses: Sequence[Pair]) -> dict[str, Blame]:
        found: dict[str, Blame] = {}
        again = self._scores(self._played(self._sides.new))
        left = []
        for pair in losses:
            if again.get(pair.new.unit, 0.0) < pair.base.content - EVEN:
                left.append(pair)
            else:
                found[pair.unit] = Blame(UNSTEADY, "played again it was as good as BASE")
        if left and self._moved is not None:
            healed = self._healed_by(self._scores(self._played(self._moved), 0), left)
            found |= {pair.unit: Blame(CATALOGUE, "healed by BASE's store") for pair in healed}
            left = [pair for pair in left if pair not in healed]
        if not left:
            return found
        if self._suite.stage is not None:
            return found | {pair.unit: Blame(self._suite.stage, "the only stage that runs") for pair in left}
        recorded = self._played(self._sides.base, record=True)
        return found | self._swapped(left, recorded)

    def _played(self, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        """Once more where a model was silent for a moment."""
        answers = self._suite.play(self._case, player, record=record, swaps=swaps)
        if not silent(answers):
            return answers
        sleep(player.pause_s)
        return self._suite.play(self._case, player, record=record, swaps=swaps)

    def _swapped(self, left: list[Pair], recorded: Answers) -> dict[str, Blame]:
        """One stage after another, then all up to each."""
        found: dict[str, Blame] = {}
        nodes = order([list(answer.get("recorded", ())) for answer in recorded])
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
            scores = self._scores(self._played(self._sides.new, swaps=swaps))
        except PlayerError:
            self._sides.new.revive()
            return []
        return self._healed_by(scores, losses)

    def _healed_by(self, scores: Scores, losses: Sequence[Pair]) -> list[Pair]:
        return [pair for pair in losses if scores.get(pair.new.unit, 0.0) >= pair.base.content - EVEN]

    def _scores(self, answers: Answers, shelf: int = 1) -> Scores:
        return {row.unit: row.content for row in self._suite.rows(self._case, answers, self._shelves[shelf])}


def order(turns: Sequence[Sequence[str]]) -> list[str]:
    """Nodes as a turn runs them, from the order in which each turn's ended: by how many others end before them wherever both run, since a turn may
    leave some out, and those that run side by side end as they please."""
    before: Counter[tuple[str, str]] = Counter()
    for turn in turns:
        before.update((first, then) for place, first in enumerate(turn) for then in turn[place + 1 :])
    nodes = list(dict.fromkeys(node for turn in turns for node in turn))
    return sorted(nodes, key=lambda node: sum(before[other, node] > before[node, other] for other in nodes))
