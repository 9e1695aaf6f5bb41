"""What `daogou ingest --propose` finds of foreign files whose mappings are known: `python -m daogou.eval propose --data FOLDER`.

The gold is the mappings that come with the package, which the proposal never reads; a field of theirs counts where the file has its columns. A field
is right where the proposal takes the same columns and does the same to them. How attributes are called counts only where a mapping gathers them, as a
column's own name may be as good; so too that a column may be missing. Fields that the proposal has and the gold hasn't are counted apart: of these
native ones are faults, attributes are columns that the mapping leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from ..ingest.mapping import AttributeMapping, FieldMapping, SourceMapping, load_mapping
from ..ingest.proposing.proposal import propose
from ..ingest.readers import read_file
from ..ingest.row import Row
from .bench import CHORUS
from .report import Figure, Report, share

FOLDERS = {"chorus": CHORUS, "retail-demo-store": "retail-demo-store", "litemall": "litemall-zh"}
_TARGET = 0.9
_ROWS = 5000


@dataclass
class Compared:
    """Of one file: fields of the gold with what was proposed for them, where that isn't the same, and native fields beyond the gold."""

    name: str
    fields: int
    wrong: list[tuple[str, str]]
    beyond: list[str]

    @property
    def right(self) -> int:
        return self.fields - len(self.wrong)


def measure(data: Path) -> Report:
    """Over the folders of `data` that are there."""
    every = [one for mapping, folder in FOLDERS.items() if (data / folder).is_dir() for one in compared(mapping, data / folder)]
    fields, right = sum(one.fields for one in every), sum(one.right for one in every)
    report = Report("propose", "Mappings proposed for foreign files", {"files": [one.name for one in every]})
    report.figures.append(share("fields right", right, fields, _TARGET) if fields else Figure("fields right", float("nan"), _TARGET, ">="))
    report.figures.append(Figure("native fields beyond them", sum(len(one.beyond) for one in every), None, "=", ""))
    report.table("By file", ("file", "fields", "right", "beyond"), [(one.name, one.fields, one.right, ", ".join(one.beyond)) for one in every])
    report.table("Otherwise", ("file", "field", "proposed"), [(one.name, field, told) for one in every for field, told in one.wrong])
    return report


def compared(mapping: str, folder: Path) -> Iterator[Compared]:
    """Each source of the mapping with the first file that it reads."""
    for source in load_mapping(mapping).sources:
        file = next((file for file in sorted(folder.iterdir()) if fnmatch(file.name, source.files)), None)
        if file is not None:
            yield against(source, file)


def against(gold: SourceMapping, file: Path) -> Compared:
    """The proposal for `file` held against its mapping."""
    made = propose(file).sources[0]
    own = SourceMapping.model_validate({"files": file.name, **made.source})
    rows = [row.raw for row, _ in zip((row for row in read_file(file, file.name) if isinstance(row, Row)), range(_ROWS), strict=False)]
    wanted = {name: spec for name, spec in gold.fields.items() if all(any(column in row for row in rows) for column in spec.columns)}
    wrong = [(name, _told(own, name)) for name, spec in wanted.items() if not _found(own, name, spec)]
    if own.kind != gold.kind:
        wrong = [(name, f"taken for {own.kind}") for name in wanted]
    names = {column: None for row in rows for column in row}
    loose = [one for one in gold.attributes if (_taken(one, names) if one.pattern else any(one.source in row for row in rows))]
    wrong += [("attributes", str(made.source.get("attributes"))) for spec in loose if not any(_alike(spec, one, names) for one in own.attributes)]
    beyond = [name for name in own.fields if "." not in name and name not in wanted]
    return Compared(f"{file.parent.name}/{file.name}", len(wanted) + len(loose), wrong, beyond)


def _found(own: SourceMapping, name: str, spec: FieldMapping) -> bool:
    same = [one for one, made in own.fields.items() if made.model_dump(exclude={"optional"}) == spec.model_dump(exclude={"optional"})]
    return any(one.startswith("attributes.") for one in same) if name.startswith("attributes.") else name in same


def _told(own: SourceMapping, name: str) -> str:
    return str(own.fields[name].model_dump(by_alias=True, exclude_defaults=True)) if name in own.fields else "nothing"


def _alike(one: AttributeMapping, other: AttributeMapping, names: dict[str, None]) -> bool:
    """The same columns under the same names."""
    return one.source == other.source and _taken(one, names) == _taken(other, names)


def _taken(spec: AttributeMapping, names: dict[str, None]) -> dict[str, str]:
    return {name: match[1] for name in names if spec.pattern is not None and (match := spec.pattern.fullmatch(name))}
