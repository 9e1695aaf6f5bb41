"""A patrol: rounds on a schedule, each told of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from ..compare.suites.threads import Held
from .metrics import Metrics
from .round import go_round
from .visit import Visit
from .watch import Report, keep_baseline, read_baseline, watched


@dataclass(frozen=True)
class Orders:
    """`every_s` None: once; `rounds` None: until somebody ends it. `accept`: the first round is the baseline from now on."""

    url: str
    baseline: Path
    every_s: float | None = None
    rounds: int | None = None
    patience_s: float = 30.0
    token: str | None = None
    accept: bool = False
    textfile: Path | None = None
    port: int | None = None


def patrol(orders: Orders, cases: Sequence[Held], tell: Callable[[Report], None], wait: Callable[[float], None] = sleep) -> Report:
    """The last report. A round that takes longer than the time between two is followed at once by the next."""
    metrics, done, report = Metrics(), 0, None
    if orders.port is not None:
        metrics.serve(orders.port)
    while True:
        begin = monotonic()
        report = _round(orders, cases, metrics, orders.accept and done == 0)
        tell(report)
        done += 1
        if orders.every_s is None or done == orders.rounds:
            return report
        try:
            wait(max(0.0, orders.every_s - (monotonic() - begin)))
        except KeyboardInterrupt:
            return report


def _round(orders: Orders, cases: Sequence[Held], metrics: Metrics, accept: bool) -> Report:
    with Visit(orders.url, orders.patience_s, orders.token) as visit:
        found = go_round(visit, cases)
    baseline = None if accept else read_baseline(orders.baseline)
    report = watched(found, baseline)
    whole = not any(step.trouble for step in found.steps)
    if whole and (accept or baseline is None and not report.raised):  # what was wrong from the start is known only where somebody says so
        keep_baseline(found, orders.baseline)
    metrics.tell(report, [held.id for held in cases], found.at.timestamp())
    if orders.textfile is not None:
        metrics.write(orders.textfile)
    return report
