"""What one judge sees once: the conversation and the replies under labels, in one order; and the seam of a judge."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ...schema.errors import DaogouError
from .blind import labels, nameless, plain, ways
from .contest import Contest, Message


@dataclass(frozen=True, slots=True)
class Ballot:
    """`replies` in the order shown, under `labels`. No identity is in it."""

    conversation: tuple[Message, ...]
    language: str
    records: str
    labels: tuple[str, ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """The label chosen, None where the judge finds no difference; `scores` by criterion and label, as far as a judge gives them."""

    choice: str | None
    why: str = ""
    scores: dict[str, dict[str, int]] = field(default_factory=dict)


def ballots(contest: Contest, seed: int = 0) -> list[tuple[Ballot, tuple[str, ...]]]:
    """One for each rotation, with its key: the systems in the order shown."""
    texts_of = shown(contest)
    found = []
    for number, order in enumerate(ways(contest.systems, contest.id, seed)):
        named = labels(len(order), contest.id, number, seed)
        texts = tuple(texts_of[system] for system in order)
        found.append((Ballot(contest.conversation, contest.language, contest.records, named, texts), order))
    return found


def shown(contest: Contest) -> dict[str, str]:
    """By system, its reply as a judge or a person sees it."""
    return _shown(tuple(contest.replies.items()))


@lru_cache(maxsize=4096)
def _shown(replies: tuple[tuple[str, str], ...]) -> dict[str, str]:
    names = [system for system, _ in replies if not system.isalpha()]  # "new" and "base" are words of their own
    return {system: nameless(plain(text), names) for system, text in replies}


class JudgeError(DaogouError):
    """A judge that gave no usable opinion in its time; the contest counts as unjudged by it."""


class JudgeAway(JudgeError):
    """Its server was away or didn't serve, which tells nothing of the judge."""


class Judge(Protocol):
    @property
    def name(self) -> str: ...

    def choose(self, ballot: Ballot) -> Opinion: ...
