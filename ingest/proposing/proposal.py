"""A mapping for a foreign file, from the names, types and values of its columns, with the reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

from ...schema.base import Record
from ...schema.errors import InputError
from ..documents import SUFFIXES
from ..mapped import Mapper
from ..mapping import MODELS, SourceMapping
from ..native import native
from ..readers import READERS, has_text_cells, read_file
from ..row import Broken, Kind, Raw, Row
from ..validation import Rejected, record
from .column import columns_of
from .fitting import Table
from .gathering import gathered
from .placing import kind_of
from .proposed import Proposed, proposed, supplier

ROWS = 5000
"""Rows that are looked at."""


@dataclass
class Proposal:
    """`read` rows were looked at, `broken` couldn't be; `shown` are rows as they would come out, `rejected` how many wouldn't, with the first
    reason."""

    files: str
    sources: list[Proposed]
    read: int
    broken: list[Broken]
    shown: list[tuple[Kind, Record]]
    rejected: list[tuple[Kind, str]]

    @property
    def mapping(self) -> dict[str, Any]:
        return {"sources": [{"files": self.files, **source.source} for source in self.sources]}


def propose(path: Path) -> Proposal:
    """Raises InputError where the file can't be read, holds no rows, or doesn't tell what it is of."""
    rows, broken = _rows(path)
    if not rows:
        why = f": {broken[0].reason}" if broken else ""
        raise InputError(f"{path.name} holds no rows that can be read{why}; give a JSON, JSONL, CSV, YAML or Parquet file with a row a product.")
    table = Table(columns_of([row.raw for row in rows]))
    loose = gathered(table.columns)
    inside = {id(column) for each in loose for column in each.columns}
    found = kind_of(Table([column for column in table.columns if id(column) not in inside]))
    if found is None:
        names = ", ".join(column.path for column in table.columns[:40])
        raise InputError(
            f"{path.name} has no column that reads as a product's title or a review's text; its columns are {names}. "
            "Write a mapping by hand: docs/data.md says how."
        )
    maker = supplier(found, table, inside) if found.kind == "products" else None
    sources = [proposed(found, table, loose, maker), *([maker] if maker is not None else [])]
    proposal = Proposal(_glob(path.name), sources, len(rows), broken, [], [])
    _tried(proposal, rows)
    return proposal


def _rows(path: Path) -> tuple[list[Row], list[Broken]]:
    if not path.is_file():
        raise InputError(f"{path} is no file: --propose takes one file of your data.")
    valid = [name for name in READERS if name not in SUFFIXES]
    if path.suffix.lower().removeprefix(".") not in valid:
        raise InputError(f"{path.name} can't be proposed for: its ending is none of {', '.join(valid)}.")
    rows: list[Row] = []
    broken: list[Broken] = []
    for row in read_file(path, path.name):
        if isinstance(row, Broken):
            broken.append(row)
        elif len(rows) < ROWS:
            rows.append(row)
        else:
            break
    return rows, broken


def _glob(name: str) -> str:
    """Files with another number are of the same kind: `1.json.zip` is `*.json.zip`."""
    return re.sub(r"\d+", "*", escape(name))


def _tried(proposal: Proposal, rows: Sequence[Row]) -> None:
    """All rows go through the mapping; the first three that come out are shown."""
    for source in proposal.sources:
        mapping = SourceMapping.model_validate({"files": proposal.files, **source.source})
        mapper, seen = Mapper(mapping), 0
        for row in rows:
            try:
                raw: Raw = native(mapper(row.raw), source.kind, text_cells=has_text_cells(row.file))
                if source.kind == "suppliers" and not raw.get("id") and not raw.get("name"):
                    continue
                made = record(MODELS[source.kind], raw)
            except Rejected as error:
                proposal.rejected.append((source.kind, str(error)))
                continue
            if seen < (3 if source is proposal.sources[0] else 1):
                proposal.shown.append((source.kind, made))
                seen += 1
