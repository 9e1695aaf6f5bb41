"""`daogou eval`: what is measured of what Daogou understands and decides, and what a change makes better and worse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from . import export, judge, live, preferences, triage
from .options import Store, load_settings

app = typer.Typer(help="Measure; compare two sides; keep cases.", no_args_is_help=True)
Data = Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)]
app.command()(judge.judge)
app.command()(preferences.preferences)
app.command()(live.cases)
app.command()(live.confirm)
app.command()(export.export)
app.command()(triage.triage)
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
    suite: Annotated[
        list[str] | None, typer.Option("--suite", help="Which cases, may be repeated (default: scenarios, claims).", show_default=False)
    ] = None,
    slice_: Annotated[list[str] | None, typer.Option("--slice", help="Only such, e.g. language=zh; may be repeated.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many cases a suite, from every owner; 0: all.")] = 100,
    gates: Annotated[Path | None, typer.Option(help="What must hold (default: nothing gets worse).", show_default=False)] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Pairs of processes at once (one where times are to be compared).")] = 2,
    seed: Annotated[int, typer.Option(help="Of the sample that --limit draws.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Play everything again, also what was played before.")] = False,
    attribute: Annotated[int, typer.Option(min=0, help="Losses to look into for their stage.")] = 12,
    out: Annotated[Path | None, typer.Option(help="Folder to keep it in (default: reports/compare/TIME-BASE-NEW).", show_default=False)] = None,
    data: Data = None,
    store: Store = None,
) -> None:
    """Play the same cases on two sides and say what got better and worse, for whom, and where it comes from. 1 where a gate is broken."""
    from rich.console import Console

    from ..eval.compare.manifest import Asked
    from ..eval.compare.page import PAGE
    from ..eval.compare.printed import show
    from ..eval.compare.run import How, run
    from ..eval.compare.side import side
    from .screen import out as screen

    asked = Asked(
        suites=tuple(suite or ("scenarios", "claims")),
        slices=dict(map(slice_of, slice_ or ())),
        limit=limit or None,
        data=str(data) if data else None,
        gates=str(gates) if gates else None,
        jobs=jobs,
        seed=seed,
    )
    with _bars() as progress:
        how = How(fresh=fresh, attribute=attribute, folder=out, progress=progress)
        done = run(side(base, store), side(new, store), asked, how)
    show(done, screen if screen.is_terminal else Console(width=170, highlight=False))
    screen.print(f"The report: {done.folder / PAGE}", markup=False, soft_wrap=True)
    raise typer.Exit(0 if done.comparison.held else 1)


@app.command("case")
def add_case(
    thread: Annotated[str, typer.Argument(help="A stored conversation, as `daogou threads list` names it.", show_default=False)],
    turn: Annotated[int | None, typer.Option(min=1, help="Only what this turn ended in is expected.", show_default=False)] = None,
    note: Annotated[str, typer.Option(help="Why it is kept.", show_default=False)] = "",
    to: Annotated[Path | None, typer.Option(help="YAML file (default: kept.yaml of the suite `threads`).", show_default=False)] = None,
) -> None:
    """Propose a case from a conversation: its words without private data, and the end state it had, for you to confirm."""
    from ..eval.compare.proposed import KEPT, add, propose
    from ..memory.conversations import open_conversations
    from .screen import err
    from .threads import one, unknown

    with open_conversations(load_settings()) as conversations:
        turns = conversations.get(one(conversations, thread))
    if not turns:
        raise unknown(thread)
    row, file = propose(turns, turn, note), to or KEPT
    add(row, file)
    err.print(f"{row['id']} stands in {file}; it is played once you have confirmed it and taken out `proposed: true`.", markup=False)


@app.command("show")
def show_run(run: Annotated[Path, typer.Argument(help="Folder of a comparison.", show_default=False)]) -> None:
    """Show a comparison again as it was kept."""
    from rich.console import Console

    from ..eval.compare.printed import show
    from ..eval.compare.run import again
    from .screen import out

    show(again(run), out if out.is_terminal else Console(width=170, highlight=False))


@app.command()
def prune(
    size: Annotated[float, typer.Option(min=0, help="GB that may stay; what was used last stays.")] = 2.0,
    days: Annotated[float | None, typer.Option(min=0, help="Also what wasn't used for so many days.", show_default=False)] = None,
) -> None:
    """Make the cache of comparisons smaller: code trees, stores, and what was played. All of it is made again where it is needed."""
    from ..eval.compare.pruning import prune as pruned
    from .screen import out

    found = pruned(int(size * 1e9), days)
    out.print(
        f"{found.gone} of {found.gone + found.left} gone, {found.freed / 1e6:.0f} MB; {found.size / 1e6:.0f} MB left in {found.folder}.", markup=False
    )


def slice_of(written: str) -> tuple[str, str]:
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
