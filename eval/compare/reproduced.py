"""A run had again: shown from what was kept, or played anew from its manifest."""

import json
from dataclasses import replace
from pathlib import Path

from ...schema.errors import InputError
from .blame import Blame
from .comparison import compared
from .gates import DEFAULT, gates
from .kept import pairs_of
from .manifest import Manifest, cases_key, side_of
from .run import How, Run, run
from .sample import work
from .suites.registry import chosen

Unlike = list[tuple[str, list[float], list[float]]]


def again(folder: Path) -> Run:
    """Worked out anew from its pairs. Raises InputError where the folder holds no run."""
    known = Manifest.read(folder)
    try:
        kept = json.loads((folder / "comparison.json").read_text("utf-8"))
        pairs = pairs_of(folder)
        blames = {unit: Blame(**blame) for unit, blame in kept["blames"].items()}
        names = (str(kept["base"]), str(kept["new"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder} holds no whole run ({type(error).__name__}: {error}); compare again.") from error
    if not pairs:
        raise InputError(f"{folder} holds no pair of replies; compare again.")
    bounds = gates(Path(known.asked.gates) if known.asked.gates else DEFAULT)
    return Run(folder, compared(*names, pairs, bounds, blames), known)


def reproduce(file: Path, how: How) -> Unlike:
    """The figures that come out otherwise: name, then, now. Raises InputError where the data or a side can't be had as it was."""
    known = Manifest.read(file)
    wanted = work(chosen(known.asked.suites, known.asked.data), known.asked.slices, known.asked.limit, known.asked.seed)
    if cases_key(case for _, case in wanted) != known.cases:
        raise InputError("The cases have changed since that run; check out the revision that it was made with.")
    base, new = side_of(known.sides["base"]), side_of(known.sides["new"])
    made = run(base, new, known.asked, replace(how, fresh=True, attribute=0, timed=0))
    now = made.manifest.figures
    return [(name, kept, now.get(name, [])) for name, kept in known.figures.items() if now.get(name) != kept]
