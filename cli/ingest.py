"""`daogou ingest`: a catalogue goes into a store."""

from typing import Annotated

import typer

from ..schema.errors import InputError
from .options import OwnStore, load_settings


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files or folders: products*, suppliers*, reviews* as JSONL, CSV, Parquet; documents as *.md, *.html, *.pdf; https://…"),
    ],
    map: Annotated[str | None, typer.Option("--map", help="A mapping file, or the name of one that comes along.", show_default=False)] = None,
    store: OwnStore = None,
    replace: Annotated[bool, typer.Option("--replace", help="What isn't in PATH goes.")] = False,
) -> None:
    """Build a store, or bring it up to date."""
    from ..ingest.ingest import ingest as run
    from .ingested import show_report
    from .progress import Stages, progress_bar
    from .screen import err

    settings = load_settings(store)
    if settings.store is None:
        raise InputError("Say where the store is to be: --store DIR, or DAOGOU_STORE.")
    with progress_bar() as bars:
        report = run(paths, settings.store, mapping=map, replace=replace, settings=settings, progress=Stages(bars))
    show_report(report, err)
