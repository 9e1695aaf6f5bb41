"""Cases played on both sides: in turn, so that whatever else the machine does falls on both; in parallel pairs; from what was played before."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from queue import SimpleQueue
from time import sleep
from typing import NamedTuple
from uuid import uuid4

from .cases import Answers, Case, Play, Played, Plays, hashed
from .player import PATIENCE, Player, PlayerEnded, PlayerError, Pool
from .side import Side, silent
from .suite import NOW, Suite

WARM = ("婴儿睡袋，100元以内", "infant sleeping bags under 100 yuan", "怎么选", "what certificates does the first one have?")
Progress = Callable[[], None]


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


def played(stage: Stage, work: Sequence[tuple[Suite, Case]], plays: Plays, fresh: bool, progress: Progress) -> list[Played]:
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
