"""The proof that `compare` can be trusted: `python -m daogou.eval proof`.

Every deliberate regression is caught (a gate breaks), named in the right slice and attributed to the right stage; and this checkout compared with
itself, everything played twice, shows no difference in content, format or time.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from rich.progress import track

from ..figure import Figure
from ..report import Report
from .comparison import Comparison
from .manifest import Asked
from .obedient import serving
from .pool import Pool
from .regression import Regression, regressions
from .run import How, run
from .side import Side, side
from .slicing import named
from .tree import HERE

SELVES = 20
SAMPLE = 12
"""Cases of each suite of a comparison with itself; another sample each time."""
BATCH = 5
"""Comparisons with itself that one pair of processes plays."""
ITSELF = ("scenarios", "retrieval")
EVERYBODY = "everybody"
LOOKED_INTO = 8
"""Losses of a regression whose stage is looked for, the largest: more would only say it again."""
FOLDER = Path("reports") / "proof"
ALONE = How()
AT_ONCE = 2
"""Regressions, on as many processors."""
Caught = tuple[bool, tuple[str, ...]]


def measure(
    chosen: Sequence[Regression] | None = None,
    selves: int = SELVES,
    store: Path | None = None,
    sample: int = SAMPLE,
    folder: Path = FOLDER,
    how: How = ALONE,
) -> Report:
    """`chosen` None: all of eval/regressions.yaml. Each comparison is kept in `folder`, and reported as `how` says."""
    every = list(regressions()) if chosen is None else list(chosen)
    report = Report("proof", "Whether a comparison can be trusted", {"regressions": len(every), "comparisons with itself": selves})
    base = side(HERE, store)
    with serving() as server, closing(Pool(2 * AT_ONCE)) as pool:
        found = _all_caught(every, lambda one: caught(one, base, folder / one.id, server, replace(how, pool=pool)))
    alike = [shown for some in _batches(selves) for shown in _itself(base, some, folder, sample, how)]
    if found:
        columns = ("regression", "caught", "losses", "slices named", "stage", "right")
        report.table("deliberate regressions", columns, [row for _, row in found])
        right = sum(good for good, _ in found)
        report.figures.append(Figure("regressions caught, named and attributed", right, len(found), ">=", "", f"{right} of {len(found)}"))
    if alike:
        shown = [seed for seed, one in enumerate(alike, 1) if one]
        report.table("compared with itself", ("sample", "shows"), [(f"{seed}", one or "nothing") for seed, one in enumerate(alike, 1)])
        report.figures.append(Figure("comparisons with itself that show a difference", len(shown), 0, "=", "", f"of {len(alike)}"))
    return report


def _all_caught(every: Sequence[Regression], look: Callable[[Regression], Caught]) -> list[Caught]:
    """Several at once where times don't count; those whose times do have the machine to themselves, after the others."""
    untimed = [one for one in every if not one.timed]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = dict(zip((one.id for one in untimed), track(threads.map(look, untimed), "regressions", len(untimed), transient=True), strict=True))
    found |= {one.id: look(one) for one in track([one for one in every if one.timed], "timed regressions", transient=True)}
    return [found[one.id] for one in every]


def caught(one: Regression, here: Side, folder: Path, server: str = "", how: How = ALONE) -> Caught:
    """Whether it was, with its row of the table. Where times count, both sides begin anew."""
    base, new = one.sides(here, folder, server)
    how = replace(how, attribute=LOOKED_INTO, fresh=bool(one.timed), over=True, folder=folder, pool=None if one.timed else how.pool)
    found = run(base, new, Asked(one.suites, one.slices, one.limit), how).comparison
    slices, stage = named_in(found), blamed_on(found)
    checks = (bool(found.broken), bool({*one.named} & {*slices}), stage == one.stage)
    marks = ["yes" if check else "NO" for check in checks]
    expected = "" if checks[1] else f" (expected {' or '.join(one.named)})"
    told = (one.id, marks[0], str(found.overall.losses), f"{', '.join(slices)}{expected}", stage, "yes" if all(checks) else "NO")
    return all(checks), told


def named_in(found: Comparison) -> list[str]:
    """For whom it got worse; where nobody's replies did, for whom it got slower."""
    worse = [each.title for each in named(found.slices)]
    return worse or [title for each in found.slower for title in each.whom or (EVERYBODY,)]


def blamed_on(found: Comparison) -> str:
    """The stage that most losses come from; where there are none, the node that lost the most time."""
    if found.stages:
        return found.stages.most_common(1)[0][0]
    return found.slower[0].node if found.slower else "none"


def _batches(selves: int) -> Iterator[range]:
    for first in track(range(1, selves + 1, BATCH), "itself", transient=True):
        yield range(first, min(first + BATCH, selves + 1))


def _itself(base: Side, seeds: range, folder: Path, sample: int, how: How) -> list[str]:
    """By one pair of processes; the next batch has another."""
    with closing(Pool()) as pool:
        return [itself(base, seed, folder / f"itself-{seed}", sample, replace(how, pool=pool)) for seed in seeds]


def itself(base: Side, seed: int, folder: Path, sample: int, how: How = ALONE) -> str:
    """What it shows, "" where nothing."""
    found = run(base, base, Asked(ITSELF, limit=sample, seed=seed), replace(how, fresh=True, over=True, folder=folder)).comparison
    changed = found.overall.wins + found.overall.losses
    times = [f"{each.node} {each.ratio:.2f}x" for each in (*found.slower, *found.times) if each.slower or each.faster]
    return "; ".join([*([f"{changed} units differ"] if changed else []), *times, *(each.gate.title for each in found.broken)])
