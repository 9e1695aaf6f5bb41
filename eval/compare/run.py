"""A run: two sides, suites, and a folder that holds all that was found."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from ...catalogue.catalogue import Catalogue
from ...catalogue.store import Store
from ...schema.errors import InputError, StoreError
from .attribution import blamed
from .case import Case
from .comparison import Comparison, compared
from .conversation import page
from .figures import figures
from .folders import RUNS
from .gates import DEFAULT, gates
from .manifest import Asked, Manifest, manifest
from .pair import Pair, Played
from .playing import Stage, played
from .plays import Answers, Plays
from .row import Row
from .sample import Work, work
from .side import Side
from .slicing import sliced
from .suite import Suite, lost
from .suites.registry import chosen

TIMED = 40
"""Cases that are played anew on both sides for the sake of their times, where the others were played before."""
Told = Callable[[str, int], Callable[[], None]]


@dataclass(frozen=True)
class Run:
    folder: Path
    comparison: Comparison
    manifest: Manifest


def silent(what: str, count: int) -> Callable[[], None]:
    return lambda: None


def run(
    base: Side,
    new: Side,
    asked: Asked,
    *,
    suites: Sequence[Suite] = (),
    fresh: bool = False,
    attribute: int = 60,
    folder: Path | None = None,
    progress: Told = silent,
    timed: int = TIMED,
) -> Run:
    """Play, judge, attribute up to `attribute` losses, and keep it. `suites` where they aren't those that `asked` names. Raises InputError for what
    can't be played."""
    wanted = work(suites or chosen(asked.suites, asked.data), asked.slices, asked.limit, asked.seed)
    check_extra()
    bounds = gates(Path(asked.gates) if asked.gates else DEFAULT)
    with closing(Stage(base, new, asked.jobs)) as stage, closing(Plays()) as plays:
        stage.warm()
        done = played(stage, wanted, plays, fresh, progress("playing", len(wanted)))
        done = _timed(stage, wanted, done, plays, timed, progress)
        shelves = _catalogue(stage.sides.base.store, stage.sides.new.store), _catalogue(stage.sides.new.store, stage.sides.base.store)
        pairs = [pair for (suite, case), one in zip(wanted, done, strict=True) for pair in paired_rows(suite, case, one, shelves)]
        pairs = [pair for pair in pairs if all(value in pair.slices.get(name, ()) for name, value in asked.slices.items())]
        found = compared(base.name, new.name, pairs, bounds)
        blames = blamed(stage, wanted, found.losses[:attribute], shelves, progress) if attribute else {}
        found = replace(found, blames=blames)
        noted = manifest(*stage.sides, asked, (case for _, case in wanted))
    noted = replace(noted, figures={name: list(values) for name, values in steady(found).items()})
    made = Run(folder or new_folder(base, new), found, noted)
    keep(made)
    return made


def check_extra() -> None:
    """Before anything is played. Raises InputError where what computes the statistics isn't installed."""
    if find_spec("scipy") is None:
        raise InputError("A comparison needs scipy: pip install 'daogou[bench]'.")


def steady(found: Comparison) -> dict[str, tuple[float, float]]:
    """The figures that come out alike whenever the same is played: all but times."""
    return {
        name: (float(base), float(new))
        for name, (base, new) in figures(found.overall, found.pairs, sliced(found.pairs)).items()
        if name != "slower_nodes"
    }


def _timed(stage: Stage, wanted: Work, done: list[Played], plays: Plays, timed: int, progress: Told) -> list[Played]:
    """Some cases played side by side now, where what was kept tells no times."""
    missing = min(timed, len(wanted)) - sum(one.together for one in done)
    if missing <= 0:
        return done
    places = [at for at, one in enumerate(done) if not one.together]
    places = places[:: max(1, len(places) // missing)][:missing]
    again = played(stage, [wanted[at] for at in places], plays, True, progress("timing", len(places)))
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


def _catalogue(own: Path, other: Path) -> Catalogue:
    """The records that a side is judged by: its own, the other's where only that store can be read by the code that judges."""
    try:
        return Store(own).current()
    except StoreError:
        return Store(other).current()


def new_folder(base: Side, new: Side) -> Path:
    name = "-".join(re.sub(r"[^\w.~]+", "-", side.name).strip("-")[:24] or "here" for side in (base, new))
    return RUNS / f"{datetime.now():%Y%m%d-%H%M%S}-{name}"


def keep(made: Run) -> None:
    """pairs.jsonl, comparison.json, manifest.json, and a page for each of the worst."""
    made.folder.mkdir(parents=True, exist_ok=True)
    with (made.folder / "pairs.jsonl").open("w", encoding="utf-8") as file:
        for pair in made.comparison.pairs:
            file.write(json.dumps({"together": pair.together, "base": pair.base.as_json(), "new": pair.new.as_json()}, ensure_ascii=False) + "\n")
    (made.folder / "comparison.json").write_text(json.dumps(made.comparison.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    made.manifest.write(made.folder)
    cases: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in made.comparison.pairs:
        cases[pair.base.suite, pair.base.case].append(pair)
    for pair in made.comparison.worst:
        page(cases[pair.base.suite, pair.base.case], made.folder / "conversations", made.comparison.base, made.comparison.new)


def pairs_of(folder: Path) -> Sequence[Pair]:
    """As they were kept."""
    lines = (folder / "pairs.jsonl").read_text("utf-8").splitlines()
    return [Pair(Row.of_json(one["base"]), Row.of_json(one["new"]), one["together"]) for one in map(json.loads, lines)]
