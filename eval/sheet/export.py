"""A sheet for people to rate: pairs.csv, pairs.xlsx and pairs.html in a folder, and the key somewhere else."""

from collections.abc import Sequence
from pathlib import Path

from ...schema.errors import InputError
from ..judging.contest import Contest
from .page import write_page
from .pair import Pair, blind, write_key
from .spreadsheet import write_csv, write_xlsx


def export(contests: Sequence[Contest], folder: Path, key: Path, seed: int = 0, language: str = "zh") -> list[Pair]:
    """Raises InputError where the key would lie among what is handed out, or is there already: without it no rating can be read."""
    if key.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"The key {key} would lie in the folder that goes to the raters; put it elsewhere.")
    if key.exists():
        raise InputError(f"The key {key} is there already; name another file, since ratings of its sheet could not be read any more.")
    pairs, opened = blind(contests, seed)
    folder.mkdir(parents=True, exist_ok=True)
    key.parent.mkdir(parents=True, exist_ok=True)
    write_csv(pairs, folder / "pairs.csv", language)
    write_xlsx(pairs, folder / "pairs.xlsx", language)
    write_page(pairs, folder / "pairs.html", language)
    write_key(opened, key)
    return pairs
