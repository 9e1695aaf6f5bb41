"""`daogou eval preferences`: preference pairs and corrected turns for fine-tuning."""

from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError

GIVEN = "Contests, or a folder of eval compare (whose decisions by records are preferences too)."


def preferences(
    contests: Annotated[Path | None, typer.Argument(help=GIVEN, show_default=False)] = None,
    gold: Annotated[Path | None, typer.Option(help="Human ratings.", show_default=False)] = None,
    corrections: Annotated[Path | None, typer.Option(help="Turns with corrected replies.", show_default=False)] = None,
    out: Annotated[Path, typer.Option(help="Folder for preferences.jsonl and corrected.jsonl.")] = Path("preferences"),
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Name of a person or company to redact; may be repeated.", show_default=False)
    ] = None,
    bare: Annotated[bool, typer.Option("--bare", help="Only the columns that trainers need.")] = False,
) -> None:
    """Write what is known to be better, as TRL's trainers take it, without what names or reaches a person."""
    from ..eval.compare.manifest import pairs_of
    from ..eval.contests import of_folder, read_contests, read_gold
    from ..eval.preferences import Correction, Preference, of_people, of_records, redacted, write
    from ..eval.texts import rows_of

    if contests is None and corrections is None:
        raise InputError("Nothing to take preferences from: name contests, a folder of eval compare, or --corrections.")
    if contests is not None and not contests.exists():
        raise InputError(f"There is no {contests}; name contests, or the folder of a comparison.")
    if contests is not None and contests.is_file() and not gold:
        raise InputError(f"{contests} holds contests and no ratings; add them with --gold.")
    found: list[Preference] = []
    turns: list[Correction] = rows_of(corrections, Correction, "name a file of JSON lines") if corrections else []
    if contests is not None:
        if contests.is_dir():
            turns += of_records(pairs_of(contests))
        if gold:
            found += of_people(of_folder(contests) if contests.is_dir() else read_contests(contests), read_gold(gold))
    found += [turn.preference for turn in turns]
    pairs = [row for row in redacted(found, name or ()) if isinstance(row, Preference)]
    count, fixed = write(pairs, out / "preferences.jsonl", bare), write(redacted(turns, name or ()), out / "corrected.jsonl", bare)
    longer = sum(len(row.chosen) > len(row.rejected) for row in pairs)
    print(f"{count} preferences and {fixed} corrected turns in {out}; the chosen one is the longer in {longer} of {len(pairs)}.")
