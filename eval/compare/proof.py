"""The proof that `compare` can be trusted: `python -m daogou.eval proof`.

Every deliberate regression is caught (a gate breaks), named in the right slice and attributed to the right stage; and this checkout compared with
itself, everything played twice, shows no difference in content, format or time.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import yaml
from pydantic import ValidationError
from rich.progress import track

from ...schema.base import Noun
from ...schema.errors import InputError
from ..report import Figure, Report
from .comparison import Comparison
from .manifest import Asked
from .obedient import serving
from .player import Pool
from .run import How, run
from .side import HERE, Edit, Side, edited, side
from .statistics import named

FILE = Path(__file__).parent.parent / "regressions.yaml"
PROMPTS = "models/prompts"
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


class Regression(Noun):
    """NEW has `edits` in its code, or is BASE with other prompts (a folder, NAME=VALUE), with a settings file, or with one setting's `value`.

    `both` are settings of both sides; in a value, {server} is the address of the scripted models. `timed`: cases whose times are compared.
    """

    id: str
    what: str
    edits: tuple[Edit, ...] = ()
    prompts: tuple[Edit, ...] = ()
    settings: dict[str, str] = {}
    value: str = ""
    both: dict[str, str] = {}
    suites: tuple[str, ...]
    limit: int | None = None
    slices: dict[str, str] = {}
    timed: int = 0
    named: tuple[str, ...] = ()
    stage: str

    def sides(self, here: Side, folder: Path, server: str) -> tuple[Side, Side]:
        """`here`: this checkout; `folder` holds what NEW is written with."""
        base = replace(here, overlay={**here.overlay, **{f"DAOGOU_{name.upper()}": value.format(server=server) for name, value in self.both.items()}})
        if self.edits:
            return base, replace(base, name=self.id, tree=edited(base.tree, self.id, self.edits))
        read = side(self._written(here, folder), here.store)
        return base, replace(read, name=self.id, tree=base.tree, overlay={**base.overlay, **read.overlay})

    def _written(self, here: Side, folder: Path) -> str:
        """As one writes that side on the command line."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.prompts:
            changed = edited(here.tree, self.id, self.prompts)
            return f".+prompts={changed.root / 'daogou' / PROMPTS}"
        if self.settings:
            file = folder / f"{self.id}.env"
            file.write_text("".join(f"DAOGOU_{name.upper()}={value}\n" for name, value in self.settings.items()), "utf-8")
            return f"settings:{file}"
        return f".+{self.value}"


def regressions(file: Path = FILE) -> Iterator[Regression]:
    """Raises InputError that names the row."""
    for row in yaml.safe_load(file.read_text("utf-8")):
        try:
            yield Regression.model_validate(row)
        except ValidationError as error:
            raise InputError(f"{file.name}: {row}: {error}") from error


def measure(store: Path | None = None, selves: int = SELVES, folder: Path = FOLDER) -> Report:
    """Each comparison is kept in `folder`."""
    every = list(regressions())
    report = Report("proof", "Whether a comparison can be trusted", {"regressions": len(every), "comparisons with itself": selves})
    base = side(HERE, store)
    with serving() as server, closing(Pool(2 * AT_ONCE)) as pool:
        found = _all_caught(every, lambda one: caught(one, base, folder / one.id, server, How(pool=pool)))
    alike = list[str]()
    for first in track(range(1, selves + 1, BATCH), "itself", transient=True):
        with closing(Pool()) as pool:  # of processes of their own
            alike += [itself(base, seed, folder / f"itself-{seed}", SAMPLE, How(pool=pool)) for seed in range(first, min(first + BATCH, selves + 1))]
    report.table("deliberate regressions", ("regression", "caught", "losses", "slices named", "stage", "right"), [row for _, row in found])
    report.table("compared with itself", ("sample", "shows"), [(f"{seed}", one or "nothing") for seed, one in enumerate(alike, 1)])
    right = sum(good for good, _ in found)
    report.figures += [
        Figure("regressions caught, named and attributed", right, len(found), ">=", "", f"{right} of {len(found)}"),
        Figure("comparisons with itself that show a difference", sum(map(bool, alike)), 0, "=", "", f"of {len(alike)}"),
    ]
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


def itself(base: Side, seed: int, folder: Path, sample: int, how: How = ALONE) -> str:
    """What it shows, "" where nothing."""
    found = run(base, base, Asked(ITSELF, limit=sample, seed=seed), replace(how, fresh=True, over=True, folder=folder)).comparison
    changed = found.overall.wins + found.overall.losses
    times = [f"{each.node} {each.ratio:.2f}x" for each in (*found.slower, *found.times) if each.slower or each.faster]
    return "; ".join([*([f"{changed} units differ"] if changed else []), *times, *(each.gate.title for each in found.broken)])
