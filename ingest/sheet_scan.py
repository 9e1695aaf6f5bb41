"""Facts in a sheet's XML that reading its cells misses: merged cells, and formulas that were never calculated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from openpyxl.utils.cell import range_boundaries

_CHUNK, _LONGEST = 1 << 20, 1 << 24  # bytes
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_UNCALCULATED = re.compile(rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')


class Merge(NamedTuple):
    """A range of merged cells, inclusive, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class SheetScan:
    """`uncalculated`: number of formulas without a stored value."""

    merges: list[Merge] = field(default_factory=list)
    uncalculated: int = 0

    def joins(self, row: int, width: int) -> bool:
        """True if a merge joins the row and the next into one head: a cell over both rows, or a group over several columns. A title over the whole
        width doesn't."""
        return any(
            (merge.top <= row < merge.bottom or (merge.top == merge.bottom == row and merge.left < merge.right))
            and merge.right - merge.left + 1 < 0.8 * width
            for merge in self.merges
        )

    def across(self, row: int) -> Iterator[Merge]:
        return (merge for merge in self.merges if merge.top <= row <= merge.bottom and merge.left < merge.right)


def scan_sheet(source: IO[bytes]) -> SheetScan:
    """Scan the sheet's XML once, in chunks."""
    found, rest = SheetScan(), b""
    while chunk := source.read(_CHUNK):
        piece = rest + chunk
        end = max(piece.rfind(b"</row>"), piece.rfind(b"<mergeCell"), 0)  # cuts no cell or merge in two
        if len(piece) > _LONGEST:
            end = len(piece)
        _take(piece[:end], found)
        rest = piece[end:]
    _take(rest, found)
    found.merges.sort()
    return found


def _take(piece: bytes, found: SheetScan) -> None:
    found.uncalculated += len(_UNCALCULATED.findall(piece))
    for reference in _MERGED.findall(piece):
        left, top, right, bottom = range_boundaries(reference.decode())
        found.merges.append(Merge(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)))
