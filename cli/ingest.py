"""`daogou ingest`: a catalogue goes into a store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .options import Store, load_settings

if TYPE_CHECKING:
    from rich.progress import Progress


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: products*, suppliers*, reviews* as JSONL, CSV or Parquet; *.md as guides.")],
    map: Annotated[str | None, typer.Option("--map", help="A mapping file, or the name of one that comes along.", show_default=False)] = None,
    store: Store = None,
    replace: Annotated[bool, typer.Option("--replace", help="What isn't in PATH goes.")] = False,
) -> None:
    """Build a store, or bring it up to date."""
    from ..ingest.ingest import ingest as run
    from .screen import err

    settings = load_settings(store)
    if settings.store is None:
        raise InputError("Say where the store is to be: --store DIR, or DAOGOU_STORE.")
    with progress_bar() as bars:
        report = run(paths, settings.store, mapping=map, replace=replace, settings=settings, progress=Stages(bars))
    err.print(report, markup=False, soft_wrap=True)


def progress_bar() -> "Progress":
    """Rate and time left; nothing where standard error is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from .screen import err

    columns = (
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=err, disable=not err.is_terminal)


class Stages:
    """What ingest calls as it goes on: a bar a stage."""

    def __init__(self, bars: "Progress") -> None:
        self._bars = bars
        self._tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        from rich.progress import TaskID

        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total, rate="")
        task = TaskID(self._tasks[stage])
        self._bars.update(task, completed=done, total=total)
        speed = next(known.speed for known in self._bars.tasks if known.id == task)
        self._bars.update(task, rate=f"{speed:,.0f}/s" if speed else "")
