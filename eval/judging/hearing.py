"""Contests put before judges, each in every order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from .ballot import Ballot, ballots
from .contest import Contest
from .judge import Judge, JudgeError
from .votes import Vote

Heard = Callable[[], None]


def hear(contests: Iterable[Contest], judges: Sequence[Judge], seed: int = 0, workers: int = 1, heard: Heard = lambda: None) -> list[Vote]:
    """Every judge's vote on every ballot, in a fixed order; `heard` is called after each. More workers where a judge is a server."""
    if workers == 1:
        return [_counted(heard, *each) for each in _sittings(contests, judges, seed)]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda each: _counted(heard, *each), _sittings(contests, judges, seed)))


Sitting = tuple[Judge, str, Ballot, tuple[str, ...]]


def _sittings(contests: Iterable[Contest], judges: Sequence[Judge], seed: int) -> Iterator[Sitting]:
    for contest in contests:
        drawn = ballots(contest, seed)
        for judge in judges:
            for ballot, order in drawn:
                yield judge, contest.id, ballot, order


def _counted(heard: Heard, judge: Judge, contest: str, ballot: Ballot, order: tuple[str, ...]) -> Vote:
    try:
        opinion = judge.choose(ballot)
    except JudgeError as error:
        return Vote(contest, judge.name, order, failed=str(error))
    finally:
        heard()
    choice = None if opinion.choice is None else order[ballot.labels.index(opinion.choice)]
    return Vote(contest, judge.name, order, choice, opinion.why, scores=_by_system(opinion.scores, dict(zip(ballot.labels, order, strict=True))))


def _by_system(scores: dict[str, dict[str, int]], systems: dict[str, str]) -> dict[str, dict[str, int]]:
    return {criterion: {systems[label]: score for label, score in by.items()} for criterion, by in scores.items()}
