"""Which cases are played: those of the slices asked for, and of these a sample that leaves no owner out."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from random import Random

from ...schema.errors import InputError
from .case import Case
from .suite import Suite

WHOLE = 8
"""Cases of a cluster that are never parted: the wordings of a scenario."""
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
