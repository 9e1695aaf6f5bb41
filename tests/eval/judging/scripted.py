"""Judges made of code: the ones that no comparison may follow, and one that is right but for its errors."""

from dataclasses import dataclass, field
from random import Random

from daogou.eval.judging.ballots import Ballot, Judge, JudgeError, Opinion
from daogou.eval.judging.controls import digits


@dataclass(frozen=True)
class First:
    """Always the first."""

    name: str = "first"

    def choose(self, ballot: Ballot) -> Opinion:
        return Opinion(ballot.labels[0])


@dataclass(frozen=True)
class Longer:
    """Always the longer; the shorter where `sign` is -1."""

    name: str = "longer"
    sign: int = 1

    def choose(self, ballot: Ballot) -> Opinion:
        return _most(ballot, [self.sign * len(reply) for reply in ballot.replies])


@dataclass(frozen=True)
class MoreNumbers:
    """Always the one with more digits."""

    name: str = "more numbers"

    def choose(self, ballot: Ballot) -> Opinion:
        return _most(ballot, [digits(reply) for reply in ballot.replies])


@dataclass
class AtRandom:
    name: str = "at random"
    seed: int = 0
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def choose(self, ballot: Ballot) -> Opinion:
        return Opinion(self._random.choice(ballot.labels))


@dataclass
class Right:
    """The reply that speaks of more of the words asked for, a tie where none does; by `error` of the calls another answer instead."""

    error: float = 0.0
    name: str = "right"
    seed: int = 0
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def choose(self, ballot: Ballot) -> Opinion:
        asked = ballot.conversation[-1].content.split()
        right = _most(ballot, [sum(word in reply for word in asked) for reply in ballot.replies])
        if self._random.random() >= self.error:
            return right
        if right.choice is None:
            return Opinion(self._random.choice(ballot.labels))
        return Opinion(self._random.choice([label for label in ballot.labels if label != right.choice]))


@dataclass
class Leaning:
    """`judge`, but `bias` instead in a `share` of the calls."""

    judge: Judge
    bias: Judge
    share: float
    name: str = "leaning"
    seed: int = 0
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    def choose(self, ballot: Ballot) -> Opinion:
        return (self.bias if self._random.random() < self.share else self.judge).choose(ballot)


@dataclass(frozen=True)
class Silent:
    """Never answers."""

    name: str = "silent"

    def choose(self, ballot: Ballot) -> Opinion:
        raise JudgeError("This judge never answers.")


def _most(ballot: Ballot, values: list[int]) -> Opinion:
    top = max(values)
    return Opinion(ballot.labels[values.index(top)] if values.count(top) == 1 else None)
