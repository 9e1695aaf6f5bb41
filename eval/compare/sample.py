"""Which cases are played: those of the slices asked for, and of these a sample that leaves no owner out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from ...schema.errors import InputError
from .case import Case
from .suite import Suite

Work = list[tuple[Suite, Case]]


def work(suites: Sequence[Suite], slices: Mapping[str, str], limit: int | None, seed: int) -> Work:
    """At most `limit` cases a suite; whole clusters, one of each owner in turn. Raises InputError where none is left."""
    found: Work = []
    for suite in suites:
        cases = [case for case in suite.cases() if case.within(slices)]
        found += [(suite, case) for case in (cases if limit is None else sampled(cases, limit, seed))]
    if not found:
        raise InputError("There is no case: these suites have none, or none lies in the slices; leave --slice out to see what there is.")
    return found


def sampled(cases: Sequence[Case], limit: int, seed: int) -> list[Case]:
    """A cluster that no longer fits whole is cut."""
    owners: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        owners[case.owner][case.cluster or case.id].append(case)
    queues = [Random(f"{seed}/{owner}").sample(list(clusters.values()), len(clusters)) for owner, clusters in sorted(owners.items())]
    found: list[Case] = []
    while len(found) < limit and any(queues):
        for queue in queues:
            if queue:
                found += queue.pop()
    return found[:limit]
