"""Ratings read back from spreadsheets and pages: what can be read is a rating, what can't is kept with its reason."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from ...schema.base import Noun
from ...schema.errors import InputError
from .pair import Key, Opened

_WORDS = Path(__file__).parent / "words" / "choices.yaml"
NEEDED = ("id", "check", "choice")
_LONGEST = 200  # a name of a rater
Row = dict[str, str]
Side = Literal["left", "tie", "right"]


class Rating(Noun):
    """What a person said of two replies: `choice` is a system, None for a tie. `content` says of which words (pair.content)."""

    contest: str
    systems: tuple[str, str]
    choice: str | None
    rater: str
    why: str = ""
    content: str
    side: Side
    file: str = ""


@dataclass(frozen=True)
class Reject:
    file: str
    line: int
    reason: str
    row: Row


@dataclass
class Read:
    """`open` are rows whose choice was left empty."""

    ratings: list[Rating] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    open: int = 0


def read_ratings(files: Iterable[Path], key: Key) -> Read:
    """Every row of every file is a rating, a reject, or left open. Raises InputError for a file that is no sheet at all."""
    found, pairs = Read(), key.by_id()
    given: dict[tuple[str, str], tuple[str | None, Reject]] = {}
    for file in files:
        for line, row in rows(file):
            _take(found, given, pairs, Reject(file.name, line, "", row))
    return found


def _take(found: Read, given: dict[tuple[str, str], tuple[str | None, Reject]], pairs: dict[str, Opened], at: Reject) -> None:
    row, opened = at.row, pairs.get(at.row["id"])
    choice = _choice(row["choice"])
    rater = row.get("rater") or Path(at.file).stem
    if opened is None:
        reason = f"this sheet has no pair {row['id']!r}"
    elif row["check"] != opened.check:
        reason = f"the check {row['check']!r} is not this pair's: the row belongs to another sheet, or was mixed up"
    elif not row["choice"]:
        found.open += 1
        return
    elif choice is None:
        reason = f"the choice {row['choice'][:60]!r} is none of left, tie, right"
    elif len(rater) > _LONGEST:
        reason = f"the rater's name is longer than {_LONGEST} characters"
    else:
        _count(found, given, opened, choice, rater, at)
        return
    found.rejects.append(Reject(at.file, at.line, reason, row))


def _count(found: Read, given: dict[tuple[str, str], tuple[str | None, Reject]], opened: Opened, side: Side, rater: str, at: Reject) -> None:
    """A second rating of the same pair by the same rater is left out; where it contradicts the first, both are."""
    choice = {"left": opened.left, "right": opened.right}.get(side)
    before = given.get((rater, opened.id))
    if before is not None:
        first, row = before
        same = first == choice
        why = f"{rater!r} rated this pair twice{'' if same else ' and differently; neither counts'} (first in {row.file}, line {row.line})"
        found.rejects.append(Reject(at.file, at.line, why, at.row))
        kept = [each for each in found.ratings if same or (each.rater, each.contest, each.content) != (rater, opened.contest, opened.content)]
        if len(kept) < len(found.ratings):
            found.rejects.append(Reject(row.file, row.line, f"{rater!r} rated this pair twice and differently; neither counts", row.row))
        found.ratings = kept
        return
    given[rater, opened.id] = choice, at
    systems = (min(opened.left, opened.right), max(opened.left, opened.right))
    found.ratings.append(
        Rating(contest=opened.contest, systems=systems, choice=choice, rater=rater, why=at.row.get("reason", ""),
               content=opened.content, side=side, file=at.file)
    )  # fmt: skip


def rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Line and cells by column, trimmed; empty lines are none. Raises InputError for a file that can't be read or lacks a column."""
    lines = _excel(file) if file.suffix.lower() == ".xlsx" else _csv(file)
    head: list[str] | None = None
    for number, cells in lines:
        if not any(cells):
            continue
        if head is None:
            head = [cell.strip().lower() for cell in cells]
            lacking = [name for name in NEEDED if name not in head]
            if lacking:
                raise InputError(f"{file} has no column {', '.join(lacking)}; hand in the sheet as it was exported, with its first line.")
            continue
        filled = dict(zip(head, [*cells, *[""] * len(head)], strict=False))
        yield number, {name: value.strip() for name, value in filled.items() if name}
    if head is None:
        raise InputError(f"{file} is empty; hand in the sheet as it was exported.")


def _csv(file: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = _decoded(file.read_bytes())
        reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
        for cells in reader:
            yield reader.line_num, cells
    except OSError as error:
        raise InputError(f"{file} can't be read ({error.strerror}).") from error
    except csv.Error as error:
        raise InputError(f"{file} is no CSV ({error}); save it as CSV or XLSX.") from error


def _separator(text: str) -> str:
    """Excel writes what the system's language separates lists with."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _decoded(data: bytes) -> str:
    """UTF-8, else what a Chinese Excel saves."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _excel(file: Path) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # whatever a broken archive raises
        raise InputError(f"{file} is no Excel file that can be read; save it anew as XLSX or CSV.") from error
    sheet: Any = book["pairs"] if "pairs" in book.sheetnames else book.worksheets[0]
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, ["" if cell is None else str(cell) for cell in cells]


def _choice(text: str) -> Side | None:
    return _choices().get("".join(text.lower().split()))


@cache
def _choices() -> dict[str, Side]:
    return {str(word): cast(Side, choice) for choice, words in yaml.safe_load(_WORDS.read_text("utf-8")).items() for word in words}
