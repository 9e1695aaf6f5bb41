"""Votes, and what they come to: the winner of a contest is who more than half of the orders agree on; else it is a tie."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...schema.errors import InputError

TIE = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One judge on one ballot: the system chosen, None for a tie; `failed` says why there is no opinion, `away` that it is its server's fault."""

    contest: str
    judge: str
    order: tuple[str, ...]
    choice: str | None = None
    why: str = ""
    failed: str = ""
    away: bool = False
    scores: dict[str, dict[str, int]] = field(default_factory=dict)


Winners = Mapping[str, str | None]
"""By contest; a contest that isn't in it was not judged."""


def winners(votes: Iterable[Vote]) -> dict[str, Winners]:
    """By judge. A contest of which an order is missing was not judged: half the orders would be half blind."""
    heard: dict[str, dict[str, list[Vote]]] = defaultdict(lambda: defaultdict(list))
    for vote in votes:
        heard[vote.judge][vote.contest].append(vote)
    return {judge: {contest: majority(of) for contest, of in by.items() if complete(of)} for judge, by in heard.items()}


def complete(votes: Sequence[Vote]) -> bool:
    """Each system stood in each place, and every ballot was answered."""
    return not any(vote.failed for vote in votes) and len({vote.order for vote in votes}) == len(votes[0].order)


def majority(votes: Sequence[Vote]) -> str | None:
    """Who more than half of the votes chose."""
    return _over_half([vote.choice for vote in votes])


def panel(by_judge: Mapping[str, Winners]) -> dict[str, str | None]:
    """Who more than half of the judges back that judged the contest; a judge's tie backs nobody."""
    backed: dict[str, list[str | None]] = defaultdict(list)
    for found in by_judge.values():
        for contest, winner in found.items():
            backed[contest].append(winner)
    return {contest: _over_half(choices) for contest, choices in backed.items()}


def _over_half(choices: Sequence[str | None]) -> str | None:
    if len(choices) == 2:  # by far the most frequent
        return choices[0] if choices[0] == choices[1] else TIE
    top, count = Counter(choices).most_common(1)[0]
    return top if 2 * count > len(choices) else TIE


def read_votes(path: Path) -> list[Vote]:
    """What `eval judge` kept. Raises InputError for a file that is none of it."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        return [Vote(**{**row, "order": tuple(row["order"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path} can't be read as votes ({error}); name a folder that `daogou eval judge` wrote.") from error
