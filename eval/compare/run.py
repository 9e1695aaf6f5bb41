"""A run: two sides play suites of cases, and what comes of it is judged, attributed and kept."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

from ...catalogue.catalogue import Catalogue
from ...catalogue.store import Store
from ...schema.errors import InputError, StoreError
from .attribution import Cut, blamed, gaps
from .blame import Blame
from .case import Case
from .clocked import Clocked, clocked
from .comparison import Comparison, compared, judged_by, losses
from .gates import DEFAULT, Gate, gates
from .gates import timed as gated
from .kept import alone_in, bounded, check_free, keep, new_folder
from .looked import Looked
from .manifest import Asked, Manifest, manifest
from .pack import Pack
from .pair import Pair, Played
from .playing import Stage, played
from .plays import Answers, Plays
from .pool import Pool
from .pruning import prune_daily
from .row import Row
from .sample import Work, work
from .side import Side
from .steady import steady
from .suite import Suite, lost, pack_of
from .suites.registry import chosen
from .timing import doubtful

TIMED = 40
"""Cases that are played anew on both sides for the sake of their times, where the others were played before."""
ROUNDS = 4
"""Pairs of new processes that time again where something seems slower or faster."""
MOST_TIMED = 80
"""Cases of each of these rounds."""
Told = Callable[[str, int], Callable[[], None]]
Reporter = Callable[[Path, Comparison, Manifest], object]


@dataclass(frozen=True)
class Run:
    folder: Path
    comparison: Comparison
    manifest: Manifest


@dataclass(frozen=True)
class How:
    """How it is played, which decides no figure but `attribute`: losses whose stage is looked for.

    `over`: another comparison that is kept in the folder may be replaced. `timed`: cases that are played side by side for the sake of their times, at
    least; 0: nothing is said of times. `folder` None: a new one under reports/; `pool`: where players come from; `report`: writes a page.
    """

    fresh: bool = False
    over: bool = False
    attribute: int = 60
    timed: int = TIMED
    folder: Path | None = None
    pool: Pool | None = None
    report: Reporter = lambda folder, comparison, manifest: None
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
            with closing(Stage(base, new, asked.jobs, pack, how.pool, one=not (how.timed or how.fresh))) as stage:
                found = _pairs(stage, some, plays, asked.slices, how)
                pairs += found
                blames |= gaps(some, found, _shelves(stage)[1])
                looked = Looked(plays, stage.sides, how.fresh)
                try:
                    blames |= blamed(stage, some, losses(found)[: how.attribute], _shelves(stage), how.progress, looked)
                except Cut as error:
                    blames, cut = blames | error.found, str(error)
                noted = noted or manifest(*stage.sides, asked, (case for _, case in wanted))
        if noted is None or not pairs:
            raise InputError("No turn that was played lies in these slices; leave --slice out to see what there is.")
        times = clocked(pairs)
        times = times if cut else _confirmed(times, base, new, asked, given, plays, how)
    comparison = replace(compared(base.name, new.name, pairs, given.gates, blames, times), cut=cut)
    noted = replace(noted, figures=steady(comparison), gates=bounded(given.gates), attributed=how.attribute)
    made = Run(folder, comparison, keep(folder, comparison, noted, (case for _, case in wanted)))
    how.report(made.folder, made.comparison, made.manifest)
    return made


def _confirmed(times: list[Clocked], base: Side, new: Side, asked: Asked, given: Given, plays: Plays, how: How) -> list[Clocked]:
    """Timed again where something seems slower or faster, and judged by that alone: two processes of one code differ while they live."""
    if not (doubtful(times) or any(judged_by(times, gate).holds is False for gate in given.gates if gated(gate))):
        return times
    timed = {one.case for one in times}
    every = [(suite, case) for suite, case in given.work if f"{suite.name}/{case.id}" in timed]
    some = Random(asked.seed).sample(every, min(len(every), MOST_TIMED))
    told = how.progress("timing again", ROUNDS * len(some))
    how, found = replace(how, fresh=True, progress=lambda what, count: told), list[Clocked]()
    for round in range(1, ROUNDS + 1):
        for pack, part in _by_pack(some).items():
            with closing(Stage(base, new, asked.jobs, pack)) as stage:
                found += clocked(_pairs(stage, part, plays, asked.slices, how), round)
    return found


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
    if how.timed:
        stage.warm()
    done = _timed(stage, wanted, played(stage, wanted, plays, how.fresh, how.progress("playing", len(wanted))), plays, how)
    shelves = _shelves(stage)
    pairs = [pair for (suite, case), one in zip(wanted, done, strict=True) for pair in paired_rows(suite, case, one, shelves)]
    pairs = pairs if how.timed else [replace(pair, together=False) for pair in pairs]
    return [pair for pair in pairs if all(value in pair.slices.get(name, ()) for name, value in slices.items())]


def _timed(stage: Stage, wanted: Work, done: list[Played], plays: Plays, how: How) -> list[Played]:
    """Some cases played side by side now, where what was kept tells no times."""
    missing = min(how.timed, len(wanted)) - sum(one.together for one in done)
    if missing <= 0:
        return done
    places = [at for at, one in enumerate(done) if not one.together]
    places = Random(len(wanted)).sample(places, missing)
    again = played(stage, [wanted[at] for at in places], plays, True, how.progress("timing", len(places)))
    found = dict(zip(places, again, strict=True))
    return [found.get(at, one) for at, one in enumerate(done)]


def paired_rows(suite: Suite, case: Case, one: Played, shelves: tuple[Catalogue, Catalogue]) -> list[Pair]:
    base, new = (
        {row.unit: row for row in rows_of(suite, case, play.answers, shelf)} for play, shelf in zip((one.base, one.new), shelves, strict=True)
    )
    return [Pair(base.get(unit) or _without(unit, case), new.get(unit) or _without(unit, case), one.together) for unit in {**base, **new}]


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
