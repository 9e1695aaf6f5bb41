"""`daogou eval sheet`: blind pairs for people to rate, and their ratings read back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from .judge import Contests, contests_in

app = typer.Typer(help="Blind pairs for people: hand out, read back, keep as gold.", no_args_is_help=True)


@app.command()
def export(
    contests: Contests,
    key: Annotated[Path, typer.Option(help="Where to keep who is who; never hand it out.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder to hand out.")] = Path("sheet"),
    language: Annotated[Literal["zh", "en"], typer.Option(help="Of the instructions.")] = "zh",
    seed: Annotated[int, typer.Option(help="Of what is shuffled.")] = 0,
) -> None:
    """Write pairs.csv, pairs.xlsx and pairs.html (a page that works from a disk); either may be filled in."""
    from ..eval.sheet.export import export as write

    pairs = write(contests_in(contests), out, key, seed, language)
    print(f"{len(pairs)} pairs in {out}; who is who is in {key}.")


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Filled in: CSV or XLSX.", show_default=False)],
    key: Annotated[Path, typer.Option(help="The key that export wrote.", show_default=False)],
    gold: Annotated[Path, typer.Option(help="Where ratings are kept; new ones are added.")] = Path("gold.jsonl"),
    rejects: Annotated[Path, typer.Option(help="Where rows that can't be used go, with their reason.")] = Path("rejected-ratings.jsonl"),
    judged: Annotated[Path | None, typer.Option(help="Folder of eval judge: agreement with the judges too.", show_default=False)] = None,
) -> None:
    """Read ratings, tell how far the raters agree, keep them. 1 where rows were rejected."""
    from ..eval.sheet.gold import keep, keep_rejects, read_gold
    from ..eval.sheet.pair import read_key
    from ..eval.sheet.raters import beside, told
    from ..eval.sheet.ratings import read_ratings

    found = read_ratings(files, read_key(key))
    added = keep(found.ratings, gold)
    keep_rejects(found.rejects, rejects)
    report = told(found, read_gold(gold))
    if judged is not None:
        beside(report, read_gold(gold), judged)
    report.publish()
    print(f"{added} ratings added to {gold}; {len(found.rejects)} rows rejected ({rejects}); {found.open} left open.")
    raise typer.Exit(1 if found.rejects else 0)
