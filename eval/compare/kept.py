"""What is kept of a run: a folder with pairs.jsonl, comparison.json, manifest.json, and a page for each of the worst."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .comparison import Comparison
from .conversation import PAGES, page
from .folders import RUNS
from .manifest import Manifest
from .pair import Pair
from .row import Row
from .side import Side


def new_folder(base: Side, new: Side) -> Path:
    name = "-".join(re.sub(r"[^\w.~]+", "-", side.name).strip("-.")[:24] or "here" for side in (base, new))
    return RUNS / f"{datetime.now():%Y%m%d-%H%M%S}-{name}"


def keep(folder: Path, comparison: Comparison, manifest: Manifest) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pairs.jsonl").open("w", encoding="utf-8") as file:
        for pair in comparison.pairs:
            line = {"together": pair.together, "base": pair.base.as_json(), "new": pair.new.as_json()}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    (folder / "comparison.json").write_text(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    manifest.write(folder)
    cases: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in comparison.pairs:
        cases[pair.base.suite, pair.base.case].append(pair)
    for pair in comparison.worst:
        page(cases[pair.base.suite, pair.base.case], folder / PAGES, comparison.base, comparison.new)


def pairs_of(folder: Path) -> Sequence[Pair]:
    """As they were kept."""
    lines = (folder / "pairs.jsonl").read_text("utf-8").splitlines()
    return [Pair(Row.of_json(one["base"]), Row.of_json(one["new"]), one["together"]) for one in map(json.loads, lines)]
