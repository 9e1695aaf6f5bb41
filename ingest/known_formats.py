"""Recognition of common shop formats by their columns."""

from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from ..schema.errors import InputError
from .mapping import Mapping, SourceMapping, load_mapping, shipped_mappings
from .readers import read_file
from .row import Row

_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".xml": "xml"}


class Recognised(NamedTuple):
    """A packaged mapping that fits a file: its name, its rules, and its source for such files."""

    name: str
    rules: Mapping
    source: SourceMapping


def recognised(path: Path) -> Recognised | None:
    """The packaged mapping whose `heads` the file has; None if there is none."""
    ending = _ENDINGS.get(path.suffix.lower())
    if ending is None:
        return None
    first = _first(path, ending)
    if first is None:
        return None
    for name in shipped_mappings():
        rules = load_mapping(name)
        source = next((source for source in rules.sources if fnmatch(path.name.lower(), source.files)), None)
        if source is not None and any({*head} <= source.renamed(first.raw).keys() for head in rules.heads):
            return Recognised(name, rules, source)
    return None


def _first(path: Path, ending: str) -> Row | None:
    try:
        rows = read_file(path, path.name, ending)
        return next((row for row in rows if isinstance(row, Row)), None)
    except (OSError, InputError):
        return None
