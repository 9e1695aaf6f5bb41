"""A suite: cases, how one is played, and what each of its units was worth; and which cases are played, a sample that leaves no owner out."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Protocol

from ...catalogue.catalogue import Catalogue
from ...schema.errors import InputError
from .cases import Answers, Case, Row
from .player import Player

NOW = "2026-11-25T12:00:00+00:00"
"""Of the demo pack: its certificates expire."""
DAY = datetime.fromisoformat(NOW).date()
Swaps = Sequence[Mapping[str, str]]
"""By turn: what a node is made to write (opaque, recorded from another player)."""
WHOLE = 8
"""Cases of a cluster that are never parted: the wordings of a scenario."""


class Suite(Protocol):
    """`stage` is the only node that its plays reach, None where whole turns run and a fault may lie in any."""

    @property
    def name(self) -> str: ...

    @property
    def stage(self) -> str | None: ...

    def cases(self) -> Iterator[Case]: ...

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers: ...

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]: ...


def lost(case: Case, error: str) -> Row:
    """Of a case that couldn't be played: it is worth nothing."""
    said = case.script.get("turns") or [case.script.get("query") or case.script.get("question") or ""]
    return Row(case.id, case.id, case.cluster or case.id, case.suite, case.owner, case.source, case.slices, 0.0, 0.0, (error,), str(said[0]))


Work = list[tuple[Suite, Case]]


def work(suites: Sequence[Suite], slices: Mapping[str, str], limit: int | None, seed: int) -> Work:
    """At most `limit` cases a suite; clusters of each owner in turn. Raises InputError where none is left."""
    found: Work = []
    for suite in suites:
        cases = [case for case in suite.cases() if case.within(slices)]
        found += [(suite, case) for case in (cases if limit is None else sampled(cases, limit, seed))]
    if not found:
        raise InputError("There is no case: these suites have none, or none lies in the slices; leave --slice out to see what there is.")
    return found


def sampled(cases: Sequence[Case], limit: int, seed: int) -> list[Case]:
    """Who has the fewest so far is next. A cluster larger than an owner's share is taken in parts, or it would leave too few of all others."""
    owners: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        owners[case.owner][case.cluster or case.id].append(case)
    queues = {owner: deque(Random(f"{seed}/{owner}").sample(list(some.values()), len(some))) for owner, some in owners.items()}
    share, found, taken = max(WHOLE, limit // max(1, len(owners))), list[Case](), Counter[str]()
    while len(found) < limit and queues:
        owner = min(queues, key=lambda name: (taken[name], name))
        cluster = queues[owner].pop()
        if rest := cluster[share:]:
            queues[owner].appendleft(rest)
        if not queues[owner]:
            del queues[owner]
        found += cluster[:share]
        taken[owner] += len(cluster[:share])
    return found[:limit]
