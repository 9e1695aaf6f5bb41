"""Whether replies are true: `python -m daogou.eval checked` holds every reply of the scenario suite against the records, then plants errors."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.progress import track

from ...catalogue.catalogue import Catalogue
from ...graphs.opening import open as open_assistant
from ...ingest.demo import demo_store
from ...schema.reply import Reply
from ...schema.settings import Settings
from ..figure import Figure
from ..report import Report
from ..scenario import scenarios
from ..scenarios import TODAY, play
from .checker import Fault, faults
from .planting import KINDS, Planted, plant

EACH = 40
"""Errors of each kind."""
_PATIENCE_S = 60.0  # a busy machine must not decide
Said = tuple[str, ...]


def measure(store: Path | None = None) -> Report:
    """Every reply of every wording; the planted errors that were found, by kind. `store` None is the demo store."""
    with TemporaryDirectory(prefix="daogou-checked-") as state:
        own = Settings(redis_url=None, state=Path(state), retrieval_timeout_s=_PATIENCE_S, search_timeout_s=_PATIENCE_S)
        with open_assistant(store or demo_store(own), settings=own) as assistant:
            outcomes = [asyncio.run(play(assistant, each)) for each in track(list(scenarios()), "scenarios", transient=True)]
            catalogue, day = assistant.shopfront.current().catalogue, TODAY.date()
            replies = [each for outcome in outcomes for each in zip(outcome.replies, outcome.said, strict=True)]
            doubted = [
                (said[-1], found) for reply, said in track(replies, "checked", transient=True) if (found := faults(reply, catalogue, day, said))
            ]
            lies = list(planted(replies, catalogue))
            caught = [(lie, len(faults(lie.reply, catalogue, day, lie.said)) > len(faults(true, catalogue, day, lie.said))) for lie, true in lies]
    return _reported(len(replies), doubted, caught)


def planted(replies: Sequence[tuple[Reply, Said]], catalogue: Catalogue, each: int = EACH, seed: int = 1) -> Iterator[tuple[Planted, Reply]]:
    """As many errors of each kind as the replies have places for, each with the true reply."""
    random, count = Random(seed), defaultdict[str, int](int)
    for reply, said in random.sample(replies, len(replies)):
        for one in plant(reply, catalogue, random, said):
            if count[one.kind] < each:
                count[one.kind] += 1
                yield one, reply


def _reported(replies: int, doubted: list[tuple[str, list[Fault]]], found: list[tuple[Planted, bool]]) -> Report:
    report = Report("checked", "Statements held against the records", {"replies": replies, "planted errors": len(found)})
    total, caught = Counter(lie.kind for lie, _ in found), Counter(lie.kind for lie, yes in found if yes)
    report.table("planted errors, by kind", ("kind", "planted", "found"), [(kind, total[kind], caught[kind]) for kind in KINDS])
    share = sum(caught.values()) / max(len(found), 1)
    report.figures = [
        Figure("true replies that are doubted", len(doubted) / max(replies, 1), None, "<=", "", f"{len(doubted)} of {replies}"),
        Figure("planted errors found", share, None, ">=", "", f"{sum(caught.values())} of {len(found)}"),
    ]
    rows = [(f"{one.kind}: {said[:40]}", f"{one.where[:90]}\n  {one.why[:90]}") for said, each in doubted for one in each[:1]]
    report.table("doubted", ("kind, said", "statement, why"), rows[:60])
    missed = [(lie.kind, f"{lie.where[:90]}\n  {lie.what[:120]}") for lie, yes in found if not yes]
    report.table("planted and not found", ("kind", "where, what"), missed[:60])
    return report
