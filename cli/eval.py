"""`daogou eval`: what is measured of what Daogou understands and decides, and what a change makes better and worse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from . import judge, matrix, sheet
from .options import Store

app = typer.Typer(help="Measure; compare two sides; keep cases.", no_args_is_help=True)
Data = Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)]
app.command()(judge.judge)
app.command()(matrix.matrix)
app.add_typer(sheet.app, name="sheet")
SIDE = "A git revision (. the files as they stand), settings:FILE, NAME=VALUE of a setting, or several with +"


@app.command("run")
def evaluate(
    names: Annotated[list[str] | None, typer.Argument(help="Which benchmarks; the usual ones where none is named.", show_default=False)] = None,
    data: Data = None,
    store: Store = None,
) -> None:
    """Run benchmarks; writes reports/NAME.json."""
    from ..eval.suite import run

    raise typer.Exit(0 if run(names or (), store, data) else 1)


@app.command()
def compare(
    base: Annotated[str, typer.Argument(help=SIDE, show_default=False)],
    new: Annotated[str, typer.Argument(help="The same, for what is to be judged", show_default=False)],
    suite: Annotated[list[str] | None, typer.Option("--suite", help="Which cases, may be repeated (default: scenarios).", show_default=False)] = None,
    slice_: Annotated[list[str] | None, typer.Option("--slice", help="Only such, e.g. language=zh; may be repeated.", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many cases a suite, from every owner.", show_default=False)] = None,
    gates: Annotated[Path | None, typer.Option(help="What must hold (default: nothing gets worse).", show_default=False)] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Pairs of processes at once.")] = 1,
    seed: Annotated[int, typer.Option(help="Of the sample that --limit draws.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Play everything again, also what was played before.")] = False,
    attribute: Annotated[int, typer.Option(min=0, help="Losses to look into for their stage.")] = 60,
    out: Annotated[Path | None, typer.Option(help="Folder to keep it in (default: reports/compare/TIME-BASE-NEW).", show_default=False)] = None,
    data: Data = None,
    store: Store = None,
) -> None:
    """Play the same cases on two sides and say what got better and worse, for whom, and where it comes from. 1 where a gate is broken."""
    from ..eval.compare.manifest import Asked
    from ..eval.compare.printed import show
    from ..eval.compare.run import How, run
    from ..eval.compare.side import side
    from .screen import out as screen

    asked = Asked(
        suites=tuple(suite or ("scenarios",)),
        slices=dict(map(_slice, slice_ or ())),
        limit=limit,
        data=str(data) if data else None,
        gates=str(gates) if gates else None,
        jobs=jobs,
        seed=seed,
    )
    with _bars() as progress:
        how = How(fresh=fresh, attribute=attribute, folder=out, progress=progress)
        done = run(side(base, store), side(new, store), asked, how)
    show(done, screen)
    raise typer.Exit(1 if done.comparison.broken else 0)


def _slice(written: str) -> tuple[str, str]:
    name, sign, value = written.partition("=")
    if not (name and sign and value):
        raise InputError(f"--slice takes NAME=VALUE, e.g. language=zh, not {written!r}.")
    return name, value


@contextmanager
def _bars() -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """A bar for each kind of work."""
    from .progress import progress_bar

    with progress_bar() as bars:

        def told(what: str, count: int) -> Callable[[], None]:
            task = bars.add_task(what, total=count, rate="")
            return lambda: bars.advance(task)

        yield told
