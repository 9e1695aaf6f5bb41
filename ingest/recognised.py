"""Files of formats that many shops have, told by their heads."""

from pathlib import Path

from ..schema.errors import InputError
from .mapping import Mapping, load_mapping, shipped_mappings
from .readers import read_file
from .row import Row

_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".xml": "xml"}


def recognised(path: Path) -> tuple[str, Mapping] | None:
    """The name of the packaged mapping whose head the file has, and the mapping; None where it has no such head."""
    ending = _ENDINGS.get(path.suffix.lower())
    if ending is None:
        return None
    first = _first(path, ending)
    if first is None:
        return None
    for name in shipped_mappings():
        rules = load_mapping(name)
        if any({*head} <= rules.sources[0].renamed(first.raw).keys() for head in rules.heads):
            return name, rules
    return None


def _first(path: Path, ending: str) -> Row | None:
    try:
        rows = read_file(path, path.name, ending)
        return next((row for row in rows if isinstance(row, Row)), None)
    except (OSError, InputError):
        return None
