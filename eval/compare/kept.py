"""What is kept of a run: a folder with pairs.jsonl, cases.jsonl, comparison.json and manifest.json."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ...schema.errors import InputError
from .case import Case
from .comparison import Comparison
from .folders import RUNS, cache, hashed
from .gates import Gate
from .manifest import NAME, Asked, Manifest, cases_key, written
from .pair import Pair
from .row import Row
from .side import Side

PAIRS, CASES, COMPARISON = "pairs.jsonl", "cases.jsonl", "comparison.json"


def new_folder(base: Side, new: Side) -> Path:
    name = "-".join(re.sub(r"[^\w.~]+", "-", side.name).strip("-.")[:24] or "here" for side in (base, new))
    return RUNS / f"{datetime.now():%Y%m%d-%H%M%S}-{name}"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Raises InputError where another run is about to be kept there."""
    lock = cache() / "running" / hashed(str(folder.resolve()))
    lock.parent.mkdir(exist_ok=True)
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout as error:
        raise InputError(f"Another comparison that runs now is to be kept in {folder}; name another folder with --out.") from error


def check_free(folder: Path, base: Side, new: Side, asked: Asked, cases: Iterable[Case], bounds: Sequence[Gate]) -> None:
    """Raises InputError where another comparison is kept there: this very one may be had again in its place."""
    if not (folder / NAME).is_file():
        return
    known = Manifest.read(folder)
    same = all(_is(side, known.sides[name]) for name, side in (("base", base), ("new", new))) and replace(known.asked, jobs=asked.jobs) == asked
    if not (same and known.cases == cases_key(cases) and known.gates == bounded(bounds)):
        raise InputError(
            f"{folder} keeps another comparison ({known.sides['base']['name']} against {known.sides['new']['name']}, {known.at}), "
            "which would be lost: name another folder with --out, or leave --out away."
        )


def _is(side: Side, known: Mapping[str, Any]) -> bool:
    return all(known.get(name) == value for name, value in written(side).items() if name not in ("commit", "folder"))


def bounded(gates: Sequence[Gate]) -> list[list[str]]:
    return [[gate.within, gate.measure, gate.bound] for gate in gates]


def keep(folder: Path, comparison: Comparison, manifest: Manifest, wanted: Iterable[Case] = ()) -> Manifest:
    """What lies there of an earlier run is replaced. The manifest comes last and knows the others by their content, so that parts of two runs are
    never taken for one."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = ({"together": pair.together, "base": pair.base.as_json(), "new": pair.new.as_json()} for pair in comparison.pairs)
    (folder / COMPARISON).write_text(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    _write(folder / PAIRS, pairs)
    _write(folder / CASES, (case.as_json() for case in wanted))
    whole = replace(manifest, files={name: hashed((folder / name).read_bytes()) for name in (PAIRS, CASES, COMPARISON)})
    whole.write(folder)
    return whole


def check(folder: Path, manifest: Manifest) -> None:
    """Raises InputError where a file isn't what the run wrote."""
    for name, key in manifest.files.items():
        file = folder / name
        if not (file.is_file() and hashed(file.read_bytes()) == key):
            raise InputError(f"{file} isn't what that run wrote (it was changed, torn, or is another run's); compare again.")


def pairs_of(folder: Path) -> Sequence[Pair]:
    """As they were kept."""
    lines = (folder / PAIRS).read_text("utf-8").splitlines()
    return [Pair(Row.of_json(one["base"]), Row.of_json(one["new"]), one["together"]) for one in map(json.loads, lines)]


def _write(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
