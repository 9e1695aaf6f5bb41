"""The seam: who says which of the replies on a ballot is the better."""

from typing import Protocol

from ...schema.errors import DaogouError
from .ballot import Ballot, Opinion


class JudgeError(DaogouError):
    """A judge that gave no usable opinion in its time; the contest counts as unjudged by it."""


class JudgeAway(JudgeError):
    """Its server was away or didn't serve, which tells nothing of the judge."""


class Judge(Protocol):
    @property
    def name(self) -> str: ...

    def choose(self, ballot: Ballot) -> Opinion: ...
