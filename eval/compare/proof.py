"""The proof that `compare` can be trusted: `python -m daogou.eval proof`.

Every deliberate regression is caught (a gate breaks), named in the right slice and attributed to the right stage; and this checkout compared with
itself, everything played twice, shows no difference in content, format or time.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.progress import track

from ..figure import Figure
from ..report import Report
from .comparison import Comparison
from .manifest import Asked
from .regression import Regression, regressions
from .run import How, run
from .side import Side, side
from .slicing import named
from .tree import HERE, edited

SELVES = 20
SAMPLE = 24
"""Cases of a comparison with itself; another sample each time."""
ITSELF = ("scenarios", "retrieval")


def measure(chosen: Sequence[Regression] | None = None, selves: int = SELVES, store: Path | None = None, sample: int = SAMPLE) -> Report:
    """`chosen` None: all of eval/regressions.yaml."""
    every = list(regressions()) if chosen is None else list(chosen)
    report = Report("proof", "Whether a comparison can be trusted", {"regressions": len(every), "comparisons with itself": selves})
    base = side(HERE, store)
    with TemporaryDirectory(prefix="daogou-proof-") as folder:
        found = [caught(one, base, Path(folder) / one.id) for one in track(every, "regressions", transient=True)]
        alike = [itself(base, seed, Path(folder) / f"itself-{seed}", sample) for seed in track(range(1, selves + 1), "itself", transient=True)]
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


def caught(one: Regression, base: Side, folder: Path) -> tuple[bool, tuple[str, ...]]:
    """Whether it was, with its row of the table."""
    new = Side(one.id, edited(base.tree, one.id, one.changes), base.overlay, base.store)
    found = run(base, new, Asked(one.suites, one.slices, one.limit), How(attribute=40, folder=folder)).comparison
    slices, stage = named_in(found), blamed_on(found)
    checks = (bool(found.broken), not one.named or bool({*one.named} & {*slices}), stage == one.stage)
    marks = ["yes" if check else "NO" for check in checks]
    expected = "" if checks[1] else f" (expected {' or '.join(one.named)})"
    told = (one.id, marks[0], str(found.overall.losses), f"{', '.join(slices) or 'everybody'}{expected}", stage, "yes" if all(checks) else "NO")
    return all(checks), told


def named_in(found: Comparison) -> list[str]:
    return [each.title for each in named(found.slices)]


def blamed_on(found: Comparison) -> str:
    """The stage that most losses come from; where there are none, the node that lost the most time."""
    if found.stages:
        return found.stages.most_common(1)[0][0]
    return found.slower[0].node if found.slower else "none"


def itself(base: Side, seed: int, folder: Path, sample: int) -> str:
    """What it shows, "" where nothing."""
    found = run(base, base, Asked(ITSELF, limit=sample, seed=seed), How(fresh=True, folder=folder)).comparison
    changed = found.overall.wins + found.overall.losses
    times = [f"{each.node} {each.ratio:.2f}x" for each in found.times if each.slower or each.faster]
    return "; ".join([*([f"{changed} units differ"] if changed else []), *times, *(each.gate.title for each in found.broken)])
