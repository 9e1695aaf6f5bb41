"""Cases out of live turns: proposed by code, with the end state that each had; a person confirms, corrects or drops them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ...schema.errors import InputError
from ..compare.proposed import add, propose
from ..compare.suites.threads import Held, rows_of
from ..texts import text_of
from .merging import merged
from .sampling import Slices, sample, spots
from .surprise import surprise
from .traces import Traces


@dataclass(frozen=True)
class Proposed:
    """`known` stood in the file already, `empty` led to nothing that a case could expect, `broken` conversations lack their beginning."""

    added: int
    merged: int
    known: int
    empty: int
    broken: int


def propose_cases(traces: Traces, file: Path, count: int, seed: int = 1, wanted: Slices | None = None) -> Proposed:
    found = list(spots(traces.all, wanted or {}))
    sizes = dict(merged(sorted(found, key=lambda spot: -surprise(spot.trace, spot.turn))))
    added = known = empty = 0
    for spot in sample(list(sizes), len(sizes), seed):
        if added == count:
            break
        try:
            note = _note(spot.why, sizes[spot], spot.trace.ratings.get(spot.turn))
            row = propose(spot.trace.upto(spot.turn).as_turns(), spot.turn, note, bare=bool(spot.why))  # what went wrong is worth a person's label
        except InputError:
            empty += 1
            continue
        try:
            add(row, file)
            added += 1
        except InputError:
            known += 1
    return Proposed(added, len(found) - len(sizes), known, empty, sum(not trace.whole for trace in traces.all))


def _note(why: Collection[str], size: int, rating: Any) -> str:
    said = f"{', '.join(why) or 'drawn'}{f'; stands for {size}' if size > 1 else ''}"
    return said + (f"; rated {rating.score:+d}{f': {rating.comment}' if rating.comment else ''}" if rating is not None else "")


Decide = Callable[[dict[str, Any]], dict[str, Any] | None]
"""What becomes of a proposed case: itself as it shall stand, `proposed` taken out where it is confirmed; None drops it."""


def review(file: Path, decide: Decide) -> tuple[int, int, int]:
    """How many were confirmed, dropped, and are still proposed. The file is written once, whole. Raises InputError where a case is none."""
    text = _read(file)
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    rows, confirmed, dropped, open_ = [], 0, 0, 0
    for row in rows_of(text, file):
        decided = decide(dict(row)) if row.get("proposed") else row
        if decided is None:
            dropped += 1
            continue
        _check(decided, file)
        confirmed += bool(row.get("proposed") and not decided.get("proposed"))
        open_ += bool(decided.get("proposed"))
        rows.append(decided)
    new = file.with_suffix(".new")
    new.write_text(head + (yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=140) if rows else ""), "utf-8")
    new.replace(file)
    return confirmed, dropped, open_


def _check(row: dict[str, Any], file: Path) -> None:
    try:
        Held.model_validate(row)
    except ValidationError as error:
        raise InputError(f"{file} is as it was: the case {row.get('id')!r} would be none: {error}") from error


def by_name(keep: Collection[str], drop: Collection[str]) -> Decide:
    def decide(row: dict[str, Any]) -> dict[str, Any] | None:
        if row["id"] in drop:
            return None
        return confirmed(row) if row["id"] in keep else row

    return decide


def confirmed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "proposed"}


def proposed_in(file: Path) -> list[dict[str, Any]]:
    return [row for row in rows_of(_read(file), file) if row.get("proposed")]


def _read(file: Path) -> str:
    return text_of(file, "`daogou eval cases LOG --to FILE` makes one")
