"""A run had again: shown from what was kept, or played anew from its manifest."""

import json
from dataclasses import replace
from pathlib import Path

from ...schema.errors import InputError
from .blame import Blame
from .comparison import compared
from .gates import DEFAULT, Gate, gates
from .kept import CASES, COMPARISON, PAIRS, cases_of, check, clocks_of, pairs_of
from .manifest import Manifest, cases_key, measure_key, side_of
from .run import Given, How, Run, run
from .sample import Work, work
from .steady import of_units
from .suites.registry import chosen

Unlike = list[tuple[str, list[float], list[float]]]


def again(folder: Path) -> Run:
    """Worked out anew from its pairs. Raises InputError where the folder holds no run."""
    known = Manifest.read(folder)
    check(folder, known)
    try:
        kept = json.loads((folder / COMPARISON).read_text("utf-8"))
        pairs, clocks = pairs_of(folder), clocks_of(folder)
        blames = {unit: Blame(**blame) for unit, blame in kept["blames"].items()}
        names = (str(kept["base"]), str(kept["new"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder} holds no whole run ({type(error).__name__}: {error}); compare again.") from error
    if not pairs:
        raise InputError(f"{folder} holds no pair of replies; compare again.")
    return Run(folder, replace(compared(*names, pairs, _gates(known), blames, clocks), cut=str(kept.get("cut", ""))), known)


def reproduce(file: Path, how: How) -> Unlike:
    """The figures that come out otherwise: name, then, now. Played are the cases that were kept, on the sides as they were. Raises InputError where
    one of them can't be had."""
    known, folder = Manifest.read(file), file if file.is_dir() else file.parent
    check(folder, known, alone=True)
    wanted = _work(folder, known)
    base, new = side_of(known.sides["base"]), side_of(known.sides["new"])
    how = replace(how, fresh=True, attribute=known.attributed, timed=0)
    made = run(base, new, known.asked, how, given=Given(wanted, _gates(known)))
    before = known.figures | (of_units(pairs_of(folder)) if (folder / PAIRS).is_file() else {})
    now = made.manifest.figures | of_units(made.comparison.pairs)
    names = {**before, **now} if known.files else before
    return [(name, before.get(name, []), now.get(name, [])) for name in names if before.get(name) != now.get(name)]


def judged_otherwise(file: Path) -> bool:
    """Whether the code that judges has changed since."""
    return Manifest.read(file).measure != measure_key()


def _work(folder: Path, known: Manifest) -> Work:
    kept = cases_of(folder)
    suites = {suite.name: suite for suite in chosen(known.asked.suites, known.asked.data)}
    if not kept:
        wanted = work(list(suites.values()), known.asked.slices, known.asked.limit, known.asked.seed)
    elif unknown := {case.suite for case in kept} - suites.keys():
        raise InputError(f"{folder / CASES} has cases of the suite {unknown.pop()!r}, which that run didn't play; compare again.")
    else:
        wanted = [(suites[case.suite], case) for case in kept]
    if cases_key(case for _, case in wanted) != known.cases:
        raise InputError("The cases aren't those of that run; check out the revision that it was made with.")
    return wanted


def _gates(known: Manifest) -> tuple[Gate, ...]:
    """Those of the run; of one that kept none, what its file says now."""
    if known.gates:
        return tuple(Gate(*each) for each in known.gates)
    return gates(Path(known.asked.gates) if known.asked.gates else DEFAULT)
