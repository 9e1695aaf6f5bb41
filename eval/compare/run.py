"""A run: two sides play suites of cases, and what comes of it is judged, attributed and kept."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from ...catalogue.catalogue import Catalogue
from ...catalogue.store import Store
from ...schema.errors import InputError, StoreError
from .attribution import Cut, blamed, gaps
from .blame import Blame
from .case import Case
from .comparison import Comparison, compared, losses
from .gates import DEFAULT, Gate, gates
from .kept import COMPARISON, alone_in, bounded, check, check_free, keep, new_folder, pairs_of
from .manifest import Asked, Manifest, manifest
from .pack import Pack
from .page import write
from .pair import Pair, Played
from .playing import Stage, played
from .plays import Answers, Plays
from .pool import Pool
from .pruning import prune_daily
from .row import Row
from .sample import Work, work
from .side import Side
from .suite import Suite, lost, pack_of
from .suites.registry import chosen

Told = Callable[[str, int], Callable[[], None]]


@dataclass(frozen=True)
class Run:
    folder: Path
    comparison: Comparison
    manifest: Manifest


@dataclass(frozen=True)
class How:
    """How it is played, which decides no figure but `attribute`: losses whose stage is looked for.

    `fresh`: everything is played anew, so that its times may be compared. `over`: another comparison that is kept in the folder may be replaced.
    `folder` None: a new one under reports/; `pool`: where players come from.
    """

    fresh: bool = False
    over: bool = False
    attribute: int = 60
    folder: Path | None = None
    pool: Pool | None = None
    progress: Told = lambda what, count: lambda: None


@dataclass(frozen=True)
class Given:
    """What is played, and what must hold of it."""

    work: Work
    gates: Sequence[Gate]

    @classmethod
    def asked(cls, asked: Asked, suites: Sequence[Suite] = ()) -> "Given":
        bounds, suites = gates(Path(asked.gates) if asked.gates else DEFAULT), suites or chosen(asked.suites, asked.data)
        played = [suite.name for suite in suites]
        for gate in bounds:
            if gate.slice and gate.slice[0] == "suite" and gate.slice[1] not in played:
                raise InputError(f"The gate {gate.title!r} is on a suite that isn't played; played are {', '.join(played)}.")
        return cls(work(suites, asked.slices, asked.limit, asked.seed), bounds)


def run(base: Side, new: Side, asked: Asked, how: How | None = None, suites: Sequence[Suite] = (), given: Given | None = None) -> Run:
    """`suites` where they aren't those that `asked` names. Raises InputError for what can't be played, Outage where a server of a side is away."""
    how = how or How()
    given = given or Given.asked(asked, suites)
    check_extra([suite for suite, _ in given.work])
    folder = how.folder or new_folder(base, new)
    with alone_in(folder):
        if not how.over:
            check_free(folder, base, new, asked, (case for _, case in given.work), given.gates)
        prune_daily()
        return _run(base, new, asked, replace(how, folder=folder), given)


def _run(base: Side, new: Side, asked: Asked, how: How, given: Given) -> Run:
    wanted, folder = given.work, how.folder
    assert folder is not None
    pairs, blames, noted, cut = list[Pair](), dict[str, Blame](), None, ""
    with closing(Plays()) as plays:
        for pack, some in _by_pack(wanted).items():
            with closing(Stage(base, new, asked.jobs, pack, how.pool, one=not how.fresh)) as stage:
                found = _pairs(stage, some, plays, asked.slices, how)
                pairs += found
                blames |= gaps(some, found, _shelves(stage)[1])
                try:
                    blames |= blamed(stage, some, losses(found)[: how.attribute], _shelves(stage), how.progress)
                except Cut as error:
                    blames, cut = blames | error.found, str(error)
                noted = noted or manifest(*stage.sides, asked, (case for _, case in wanted))
        if noted is None or not pairs:
            raise InputError("No turn that was played lies in these slices; leave --slice out to see what there is.")
    comparison = replace(compared(base.name, new.name, pairs, given.gates, blames), cut=cut)
    noted = replace(noted, gates=bounded(given.gates))
    made = Run(folder, comparison, keep(folder, comparison, noted, (case for _, case in wanted)))
    write(made.folder, made.comparison, made.manifest)
    return made


def check_extra(suites: Sequence[Suite]) -> None:
    """Before anything is played. Raises InputError where what computes the statistics, or judges rankings, isn't installed."""
    ranks = any(suite.stage == "internal_retrieval" for suite in suites)
    missing = [name for name in ("scipy", *(("ranx",) if ranks else ())) if find_spec(name) is None]
    if missing:
        raise InputError(f"This comparison needs {' and '.join(missing)}: pip install 'daogou[bench]'.")


def _by_pack(wanted: Work) -> dict[Pack | None, Work]:
    found: dict[Pack | None, Work] = {}
    for suite, case in wanted:
        found.setdefault(pack_of(suite), []).append((suite, case))
    return found


def _pairs(stage: Stage, wanted: Work, plays: Plays, slices: dict[str, str], how: How) -> list[Pair]:
    stage.warm()
    done = played(stage, wanted, plays, how.fresh, how.progress("playing", len(wanted)))
    shelves, told = _shelves(stage), how.progress("judging", len(wanted))
    pairs = []
    for (suite, case), one in zip(wanted, done, strict=True):
        pairs += paired_rows(suite, case, one, shelves)
        told()
    return [pair for pair in pairs if all(value in pair.slices.get(name, ()) for name, value in slices.items())]


def paired_rows(suite: Suite, case: Case, one: Played, shelves: tuple[Catalogue, Catalogue]) -> list[Pair]:
    base, new = (
        {row.unit: row for row in rows_of(suite, case, play.answers, shelf)} for play, shelf in zip((one.base, one.new), shelves, strict=True)
    )
    return [Pair(base.get(unit) or _without(unit, case), new.get(unit) or _without(unit, case), one.together) for unit in {**base, **new}]


def again(folder: Path) -> Run:
    """A run as it was kept, worked out anew from its pairs. Raises InputError where the folder holds no run."""
    known = Manifest.read(folder)
    check(folder, known)
    try:
        kept, pairs = json.loads((folder / COMPARISON).read_text("utf-8")), pairs_of(folder)
        blames = {unit: Blame(**blame) for unit, blame in kept["blames"].items()}
        names = (str(kept["base"]), str(kept["new"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder} holds no whole run ({type(error).__name__}: {error}); compare again.") from error
    if not pairs:
        raise InputError(f"{folder} holds no pair of replies; compare again.")
    return Run(folder, replace(compared(*names, pairs, [Gate(*each) for each in known.gates], blames), cut=str(kept.get("cut", ""))), known)


def rows_of(suite: Suite, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]:
    if len(answers) == 1 and "lost" in answers[0]:
        return [lost(case, answers[0]["lost"])]
    return suite.rows(case, answers, catalogue)


def _without(unit: str, case: Case) -> Row:
    """Of a unit that only the other side came to."""
    return replace(lost(case, "never came to it"), unit=unit)


def _shelves(stage: Stage) -> tuple[Catalogue, Catalogue]:
    """The records that a side is judged by: its own, the other's where only that store can be read by the code that judges."""
    base, new = (player.store for player in stage.sides)
    return _catalogue(base, new), _catalogue(new, base)


def _catalogue(own: Path, other: Path) -> Catalogue:
    try:
        return Store(own).current()
    except StoreError:
        return Store(other).current()
