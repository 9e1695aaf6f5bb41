"""Contests put before judges, each in every order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from ..compare.outage import Outage
from .ballot import Ballot, Judge, JudgeAway, JudgeError, ballots
from .contest import Contest
from .votes import Vote

Heard = Callable[[], None]
MISSED = 0.05
"""Of a judge's ballots, that may stay unanswered since its server was away for a moment."""


def hear(contests: Iterable[Contest], judges: Sequence[Judge], seed: int = 0, workers: int = 1, heard: Heard = lambda: None) -> list[Vote]:
    """Every judge's vote on every ballot, in a fixed order; `heard` is called after each. More workers where a judge is a server."""
    if workers == 1:
        return [_counted(heard, *each) for each in _sittings(contests, judges, seed)]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda each: _counted(heard, *each), _sittings(contests, judges, seed)))


def heard_out(votes: Sequence[Vote]) -> Sequence[Vote]:
    """As they are. Raises Outage where a judge's server was away at so many of them that what is left would be another sample."""
    for name, some in groupby(sorted(votes, key=lambda vote: vote.judge), lambda vote: vote.judge):
        of = list(some)
        away = [vote for vote in of if vote.away]
        if len(away) > MISSED * len(of):
            raise Outage(
                f"Nothing is decided, since the judge {name!r} was away at {len(away)} of {len(of)} ballots ({away[-1].failed.rstrip('.')}); "
                "what it answered is kept: see that it serves, then give the same command again."
            )
    return votes


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
        return Vote(contest, judge.name, order, failed=str(error), away=isinstance(error, JudgeAway))
    finally:
        heard()
    choice = None if opinion.choice is None else order[ballot.labels.index(opinion.choice)]
    return Vote(contest, judge.name, order, choice, opinion.why, scores=_by_system(opinion.scores, dict(zip(ballot.labels, order, strict=True))))


def _by_system(scores: dict[str, dict[str, int]], systems: dict[str, str]) -> dict[str, dict[str, int]]:
    return {criterion: {systems[label]: score for label, score in by.items()} for criterion, by in scores.items()}
