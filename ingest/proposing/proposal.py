"""A proposed mapping for a foreign file, from the names, types and values of its columns, with reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from glob import escape
from itertools import islice
from pathlib import Path
from typing import Any

from ...schema.base import Record
from ...schema.errors import InputError
from ..documents import SUFFIXES
from ..known_formats import Recognised, recognised
from ..mapped import Mapper
from ..mapping import MODELS, SourceMapping
from ..native import native
from ..readers import READERS, has_text_cells, read_file
from ..row import Broken, Kind, Raw, Row
from ..validation import Rejected, record
from ..variants import sold
from .column import columns_of
from .column_fields import kind_of
from .fitting import Table
from .gathering import gathered
from .proposed_source import Proposed, proposed, supplier

ROWS = 5000
"""Most rows read."""


@dataclass
class Proposal:
    """`read`: rows read; `broken`: unreadable rows; `shown`: rows as they would be ingested; `rejected`: rows that wouldn't, with reasons. `known`:
    the packaged mapping for a file of a known format; `sources` is empty then."""

    files: str
    sources: list[Proposed]
    read: int
    broken: list[Broken]
    shown: list[tuple[Kind, Record]]
    rejected: list[tuple[Kind, str]]
    known: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def mapping(self) -> dict[str, Any]:
        return {"sources": [{"files": self.files, **source.source} for source in self.sources]}


def propose(path: Path) -> Proposal:
    """The proposal. Raises InputError if the file can't be read, has no rows, or its kind is unknown."""
    if path.is_file() and (known := recognised(path)) is not None:
        return _packaged(path, known)
    rows, broken = _rows(path)
    if not rows:
        why = f": {broken[0].reason}" if broken else ""
        raise InputError(
            f"{path.name} holds no rows that can be read{why}; give a JSON, JSONL, CSV, XLSX, YAML or Parquet file with a row a product."
        )
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
    _try_all(proposal, rows)
    return proposal


def _packaged(path: Path, known: Recognised) -> Proposal:
    rows = list(islice(read_file(path, path.name, known.source.format), ROWS))
    good = [row for row in rows if isinstance(row, Row)]
    proposal = Proposal(path.name, [], len(good), [row for row in rows if isinstance(row, Broken)], [], [], known.name)
    _try(proposal, known.source, good, 3)
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
    """A glob for files that differ by a number: `1.json.zip` gives `*.json.zip`."""
    return re.sub(r"\d+", "*", escape(name))


def _try_all(proposal: Proposal, rows: Sequence[Row]) -> None:
    """Map all rows, and show the first three results."""
    for source in proposal.sources:
        mapping = SourceMapping.model_validate({"files": proposal.files, **source.source})
        _try(proposal, mapping, rows, 3 if source is proposal.sources[0] else 1)


def _try(proposal: Proposal, mapping: SourceMapping, rows: Sequence[Row], most: int) -> None:
    mapper, seen = Mapper(mapping), 0

    def mapped(row: Row) -> Raw:
        return native(mapper(row.raw), mapping.kind, text_cells=has_text_cells(row.file))

    for row in sold(rows, mapping, mapped, proposal.notes):
        if isinstance(row, Broken):
            continue
        try:
            raw = row.raw if mapping.variants is not None else mapped(row)
            if mapping.kind == "suppliers" and not raw.get("id") and not raw.get("name"):
                continue
            made = record(MODELS[mapping.kind], raw)
        except Rejected as error:
            proposal.rejected.append((mapping.kind, str(error)))
            continue
        if seen < most:
            proposal.shown.append((mapping.kind, made))
            seen += 1
