"""A run: two sides play suites of cases, and what comes of it is judged, attributed and kept.

Attribution: which stage a loss comes from, found by playing NEW again with one stage's output taken from BASE. The earliest stage whose swap heals
the loss brought it about: a later one would heal it too, since it overwrites what the earlier one spoiled.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from time import sleep
from typing import Any, NamedTuple
from uuid import uuid4

import numpy as np

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.store import Store
from ...schema.condition import Condition
from ...schema.errors import DaogouError, InputError, StoreError
from ...understanding.ledger.where import parse_where
from .cases import Answers, Case, Pair, Play, Played, Plays, Row, hashed, prune_daily
from .comparison import CATALOGUE, DEFAULT, GAP, SEVERAL, UNSTEADY, Blame, Comparison, Gate, compared, gates, losses
from .manifest import COMPARISON, Asked, Manifest, alone_in, check, check_free, keep, manifest, new_folder, pairs_of
from .player import PATIENCE, Player, PlayerEnded, PlayerError, Pool
from .report import write
from .side import Outage, Side, silent
from .statistics import EVEN
from .suite import DAY, NOW, Suite, Swaps, Work, lost, work
from .suites.claims import Claims, Safety, Wording
from .suites.ranking import Outside, Retrieval
from .suites.scenarios import Scenarios, Suggestions
from .suites.threads import Threads

WARM = ("婴儿睡袋，100元以内", "infant sleeping bags under 100 yuan", "怎么选", "what certificates does the first one have?")
Done = Callable[[], None]
SUITES: dict[str, Callable[[], Suite]] = {
    suite().name: suite for suite in (Scenarios, Claims, Retrieval, Wording, Suggestions, Safety, Outside, Threads)
}
Progress = Callable[[str, int], Callable[[], None]]
"""From a kind of work and how much of it there is to what is called after each piece."""
Shelves = tuple[Catalogue, Catalogue]
"""The records that BASE and NEW are judged by."""
CRASH = "crash"


class Sides(NamedTuple):
    base: Player
    new: Player


class Stage:
    """`jobs` pairs of players over the same two sides; from `pool` and back to it where there is one. `one`: of two sides that are the same, a single
    player plays both."""

    def __init__(self, base: Side, new: Side, jobs: int = 1, pool: Pool | None = None, one: bool = False) -> None:
        self._free: SimpleQueue[Sides] = SimpleQueue()
        self._pool, self.jobs, self.all = pool, jobs, list[Sides]()
        one = one and (base.key, base.store) == (new.key, new.store)

        def sides(number: int) -> None:
            first = self._player(base)
            self.all.append(Sides(first, first))  # closed with the others where the second can't be opened
            if not one:
                self.all[self.all.index(Sides(first, first))] = Sides(first, self._player(new))

        try:
            sides(0)  # a store is made once, by whoever comes first
            with ThreadPoolExecutor(jobs) as threads:
                list(threads.map(sides, range(1, jobs)))
        except BaseException:
            self.close()
            raise
        for pair in self.all:
            self._free.put(pair)

    def _player(self, side: Side) -> Player:
        return self._pool.take(side) if self._pool else Player(side)

    @property
    def sides(self) -> Sides:
        return self.all[0]

    @contextmanager
    def pair(self) -> Iterator[Sides]:
        """A pair for the caller alone."""
        taken = self._free.get()
        try:
            yield taken
        finally:
            self._free.put(taken)

    @property
    def _players(self) -> list[Player]:
        return list({id(player): player for pair in self.all for player in pair}.values())

    def warm(self) -> None:
        """What is loaded at first use is loaded before anything is timed."""

        def warmed(player: Player) -> None:
            for text in WARM:
                player.ask("say", thread="warm", text=text, now=NOW)

        with ThreadPoolExecutor(2 * self.jobs) as threads:
            list(threads.map(warmed, self._players))

    def spoil(self) -> None:
        """A player may have been left in the middle of an answer: nobody else takes it."""
        self._pool = None

    def close(self) -> None:
        for player in self._players:
            self._pool.give(player) if self._pool else player.close()


def played(stage: Stage, work: Sequence[tuple[Suite, Case]], plays: Plays, fresh: bool, progress: Done) -> list[Played]:
    """Each case on both sides, in the order of `work`. `fresh`: nothing is taken from what was played before."""
    with ThreadPoolExecutor(stage.jobs) as pool:
        tasks = [pool.submit(_one, stage, suite, case, plays, fresh) for suite, case in work]
        try:
            for task in as_completed(tasks):
                task.result()
                progress()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stage.spoil()
            raise
    return [task.result() for task in tasks]


def _one(stage: Stage, suite: Suite, case: Case, plays: Plays, fresh: bool) -> Played:
    with stage.pair() as pair:
        known = [None if fresh else plays.find(player.key, case) for player in pair]
        together = uuid4().hex if known == [None, None] else ""
        order = (0, 1) if int(hashed(case.id), 16) % 2 else (1, 0)
        for at in order:
            if known[at] is None:
                play, whole = _play(suite, case, pair[at], together)
                known[at] = play
                if whole:
                    plays.keep(pair[at].key, case, play)
        base, new = known
    assert base is not None and new is not None
    return Played(case, base, new)


def _play(suite: Suite, case: Case, player: Player, together: str) -> tuple[Play, bool]:
    """And whether it is to be kept. What a moment's trouble may have brought about (a process that was ended, a model that was silent) is played once
    more: a side that then fails again has failed the case. Where that was so several times in a row, it isn't tried again, and not kept."""
    answers, steady = _answers(suite, case, player)
    if steady or not player.patience:
        return Play(answers, together), steady
    player.patience -= 1
    sleep(player.pause_s if silent(answers) else 0)
    answers, steady = _answers(suite, case, player)
    if steady:
        player.patience = PATIENCE
    return Play(answers, together), True


def _answers(suite: Suite, case: Case, player: Player) -> tuple[Answers, bool]:
    """A process is started again where it ended."""
    try:
        answers = suite.play(case, player)
        return answers, not silent(answers)
    except PlayerError as error:
        player.revive()
        return [{"said": "", "lost": str(error)}], not isinstance(error, PlayerEnded)


def chosen(names: tuple[str, ...]) -> list[Suite]:
    """The suites of these names, each once. Raises InputError for a name that there isn't."""
    for name in names:
        if name not in SUITES:
            raise InputError(f"There is no suite {name!r}; there are {', '.join(SUITES)}.")
    return [SUITES[name]() for name in dict.fromkeys(names)]


class Cut(DaogouError):
    """An outage in the middle: `found` by unit before it."""

    def __init__(self, outage: Outage, found: dict[str, Blame]) -> None:
        super().__init__(str(outage))
        self.found = found


def gaps(work: Work, pairs: Iterable[Pair], catalogue: Catalogue) -> dict[str, Blame]:
    """By unit, of those that NEW doesn't bring since no record has it."""
    golds = {(suite.name, case.id): case.gold for suite, case in work}
    lacking = {pair.unit: _gap(golds[pair.base.suite, pair.base.case], pair.new.unit, catalogue) for pair in pairs if pair.new.content < 1 - EVEN}
    return {unit: Blame(GAP, why) for unit, why in lacking.items() if why}


def _gap(gold: Any, unit: str, catalogue: Catalogue) -> str | None:
    """What no record has, of a turn whose gold expects cards; None where there is none, or it can't be told."""
    number, turns = unit.rpartition("/")[2], getattr(gold, "turns", ())
    if not number.isdigit() or not 1 <= int(number) <= len(turns) or (cards := turns[int(number) - 1].expect.cards) is None:
        return None
    if missing := [each for each in cards.includes if catalogue.row(each) is None]:
        return f"no record of {', '.join(missing)}"
    wanted, category = [one for each in cards.all for one in parse_where(each)], turns[int(number) - 1].expect.category
    if isinstance(category, str):
        wanted.append(Condition(id="category", field="category", op="=", value=category))
    if cards.min < 1 or not wanted or np.count_nonzero(Judge(catalogue.columns, DAY).mask(wanted)) >= cards.min:
        return None
    return f"fewer than {cards.min} records meet {', '.join(one.name for one in wanted)}"


def blamed(stage: Stage, work: Work, losses: Sequence[Pair], shelves: Shelves, progress: Progress) -> dict[str, Blame]:
    """By unit. Cases are looked into one after another, each with all of its losses. Raises Cut where a server of a side goes away meanwhile."""
    found = gaps(work, losses, shelves[1])
    suites = {(suite.name, case.id): (suite, case) for suite, case in work}
    cases: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in losses:
        if pair.unit not in found:
            cases[pair.base.suite, pair.base.case].append(pair)
    if not cases:
        return found
    done = progress("attributing", len(cases))
    with stage.pair() as sides, _on_the_records_of(sides) as moved:
        for key, some in cases.items():
            try:
                found |= Trial(*suites[key], sides, shelves, moved).blames(some)
            except Outage as outage:
                stage.spoil()
                raise Cut(outage, found) from outage
            done()
    return found


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

    def __init__(self, suite: Suite, case: Case, sides: Sides, shelves: Shelves, moved: Player | None) -> None:
        self._suite, self._case, self._sides, self._shelves, self._moved = suite, case, sides, shelves, moved

    def blames(self, losses: Sequence[Pair]) -> dict[str, Blame]:
        try:
            return dict(self._blames({pair.unit: pair for pair in losses}))
        except PlayerError as error:
            for player in self._sides:
                player.revive()
            return {pair.unit: Blame(CRASH, str(error)) for pair in losses}

    def _blames(self, left: dict[str, Pair]) -> Iterator[tuple[str, Blame]]:
        for unit in self._healed(left, self._played(self._sides.new)):
            yield unit, Blame(UNSTEADY, "played again it was as good as BASE")
        if left and self._moved is not None:
            for unit in self._healed(left, self._played(self._moved), 0):
                yield unit, Blame(CATALOGUE, "healed by BASE's store")
        if left and self._suite.stage is None:
            yield from self._swapped(left, self._played(self._sides.base, record=True))
        none = Blame(SEVERAL, "no stage's output heals it") if self._suite.stage is None else Blame(self._suite.stage, "the only stage that runs")
        yield from ((unit, none) for unit in left)

    def _swapped(self, left: dict[str, Pair], recorded: Answers) -> Iterator[tuple[str, Blame]]:
        """One stage after another, then all up to each."""
        nodes = order([list(answer.get("recorded", ())) for answer in recorded])
        alone = [((node,), Blame(node, "healed by its output alone")) for node in nodes]
        upto = [(tuple(nodes[:count]), Blame(SEVERAL, " and ".join(nodes[:count]))) for count in range(2, len(nodes) + 1)]
        for some, blame in (*alone, *upto):
            if not left:
                return
            swaps = [{node: answer["recorded"][node] for node in some if node in answer.get("recorded", {})} for answer in recorded]
            try:
                answers = self._played(self._sides.new, swaps=swaps)
            except PlayerError:
                self._sides.new.revive()
                continue
            yield from ((unit, blame) for unit in self._healed(left, answers))

    def _played(self, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
        """Once more where a model was silent for a moment."""
        answers = self._suite.play(self._case, player, record=record, swaps=swaps)
        if not silent(answers):
            return answers
        sleep(player.pause_s)
        return self._suite.play(self._case, player, record=record, swaps=swaps)

    def _healed(self, left: dict[str, Pair], answers: Answers, shelf: int = 1) -> list[str]:
        """The units that are as good as BASE's now; they are taken out of `left`."""
        scores = {row.unit: row.content for row in self._suite.rows(self._case, answers, self._shelves[shelf])}
        found = [unit for unit, pair in left.items() if scores.get(pair.new.unit, 0.0) >= pair.base.content - EVEN]
        for unit in found:
            del left[unit]
        return found


def order(turns: Sequence[Sequence[str]]) -> list[str]:
    """Nodes as a turn runs them, from the order in which each turn's ended: by how many others end before them wherever both run, since a turn may
    leave some out, and those that run side by side end as they please."""
    before: Counter[tuple[str, str]] = Counter()
    for turn in turns:
        before.update((first, then) for place, first in enumerate(turn) for then in turn[place + 1 :])
    nodes = list(dict.fromkeys(node for turn in turns for node in turn))
    return sorted(nodes, key=lambda node: sum(before[other, node] > before[node, other] for other in nodes))


class Run(NamedTuple):
    folder: Path
    comparison: Comparison
    manifest: Manifest


@dataclass(frozen=True)
class How:
    """How it is played, which decides no figure but `attribute`: losses whose stage is looked for.

    `fresh`: everything is played anew, so that its times may be compared. `over`: another comparison that is kept in the folder may be replaced.
    `folder` None: a new one under reports/; `pool`: where players come from.
    """

    fresh: bool = False
    over: bool = False
    attribute: int = 60
    folder: Path | None = None
    pool: Pool | None = None
    progress: Progress = lambda what, count: lambda: None


def prepared(asked: Asked, suites: Sequence[Suite] = ()) -> tuple[Work, Sequence[Gate]]:
    """What is played (`suites` where they aren't those that `asked` names), and what must hold of it. Raises InputError where it can't be."""
    bounds, suites = gates(Path(asked.gates) if asked.gates else DEFAULT), suites or chosen(asked.suites)
    played = [suite.name for suite in suites]
    for gate in bounds:
        if gate.slice and gate.slice[0] == "suite" and gate.slice[1] not in played:
            raise InputError(f"The gate {gate.title!r} is on a suite that isn't played; played are {', '.join(played)}.")
    if find_spec("ranx") is None and any(suite.stage == "internal_retrieval" for suite in suites):
        raise InputError("Rankings are judged by ranx: pip install 'daogou[bench]'.")
    return work(suites, asked.slices, asked.limit, asked.seed), bounds


def run(base: Side, new: Side, asked: Asked, how: How | None = None, suites: Sequence[Suite] = ()) -> Run:
    """Raises InputError for what can't be played, Outage where a server of a side is away."""
    how, (wanted, bounds) = how or How(), prepared(asked, suites)
    folder, cases = how.folder or new_folder(base, new), [case for _, case in wanted]
    with alone_in(folder):
        if not how.over:
            check_free(folder, base, new, asked, cases, bounds)
        prune_daily()
        cut = ""
        with closing(Plays()) as plays, closing(Stage(base, new, asked.jobs, how.pool, one=not how.fresh)) as stage:
            shelves = _shelves(stage)
            pairs = _pairs(stage, wanted, plays, shelves, asked.slices, how)
            if not pairs:
                raise InputError("No turn that was played lies in these slices; leave --slice out to see what there is.")
            blames = gaps(wanted, pairs, shelves[1])
            try:
                blames |= blamed(stage, wanted, losses(pairs)[: how.attribute], shelves, how.progress)
            except Cut as error:
                blames, cut = blames | error.found, str(error)
            noted = manifest(*stage.sides, asked, cases, bounds)
        found = compared(base.name, new.name, pairs, bounds, blames, cut)
        noted = keep(folder, found, noted)
        write(folder, found, noted)
        return Run(folder, found, noted)


def _pairs(stage: Stage, wanted: Work, plays: Plays, shelves: Shelves, slices: Mapping[str, str], how: How) -> list[Pair]:
    stage.warm()
    done = played(stage, wanted, plays, how.fresh, how.progress("playing", len(wanted)))
    told, pairs = how.progress("judging", len(wanted)), list[Pair]()
    for (suite, case), one in zip(wanted, done, strict=True):
        base, new = (_rows(suite, case, play.answers, shelf) for play, shelf in zip((one.base, one.new), shelves, strict=True))
        without = lost(case, "never came to it")  # of a unit that only the other side came to
        for unit in {**base, **new}:
            ours, theirs = (rows.get(unit) or replace(without, unit=unit) for rows in (base, new))
            pairs.append(Pair(ours, theirs, one.together))
        told()
    return [pair for pair in pairs if all(value in pair.slices.get(name, ()) for name, value in slices.items())]


def _rows(suite: Suite, case: Case, answers: Answers, catalogue: Catalogue) -> dict[str, Row]:
    """By unit."""
    gone = len(answers) == 1 and "lost" in answers[0]
    return {row.unit: row for row in ([lost(case, answers[0]["lost"])] if gone else suite.rows(case, answers, catalogue))}


def again(folder: Path) -> Run:
    """A run as it was kept, worked out anew from its pairs. Raises InputError where the folder holds no run."""
    known = Manifest.read(folder)
    check(folder, known)
    try:
        kept, pairs = json.loads((folder / COMPARISON).read_text("utf-8")), pairs_of(folder)
        blames = {unit: Blame(**blame) for unit, blame in kept["blames"].items()}
        if not pairs:
            raise ValueError("no pair of replies")
        found = compared(str(kept["base"]), str(kept["new"]), pairs, [Gate(*each) for each in known.gates], blames, str(kept["cut"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder} holds no whole run ({type(error).__name__}: {error}); compare again.") from error
    return Run(folder, found, known)


def _shelves(stage: Stage) -> Shelves:
    """The records that a side is judged by: its own, the other's where only that store can be read by the code that judges."""
    stores = [player.store for player in stage.sides]

    def catalogue(*of: Path) -> Catalogue:
        try:
            return Store(of[0]).current()
        except StoreError:
            return Store(of[1]).current()

    return catalogue(*stores), catalogue(*stores[::-1])
