"""`daogou ingest`: loads a catalogue into a store."""

from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from .options import OwnStore, load_settings


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files or folders: products*, suppliers*, reviews* as JSONL, CSV, XLSX, Parquet; documents as *.md, *.html, *.pdf; https://…"
        ),
    ] = None,
    map: Annotated[str | None, typer.Option("--map", "--mapping", help="A mapping file, or the name of a built-in one.", show_default=False)] = None,
    store: OwnStore = None,
    propose: Annotated[
        Path | None, typer.Option("--propose", help="Print a proposed mapping for a file, with reasons; nothing is stored.", show_default=False)
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", help="Currency of prices without one, e.g. USD (default: DAOGOU_CURRENCY).", show_default=False)
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Remove what isn't in PATHS.")] = False,
) -> None:
    """Build or update a store."""
    if propose is not None:
        if paths or map or replace or currency:
            raise InputError("--propose takes one file and nothing else: keep what it prints as my.yaml, then ingest the file with --map my.yaml.")
        _propose(propose)
        return
    if not paths:
        raise InputError("Say what to ingest: files or folders, or --propose FILE for a mapping.")
    from ..ingest.ingest import ingest as run
    from .ingest_report import show_report
    from .progress import Stages, progress_bar
    from .screen import err

    settings = load_settings(store)
    if settings.store is None:
        raise InputError("Say where the store is to be: --store DIR, or DAOGOU_STORE.")
    with progress_bar() as bars:
        report = run(paths, settings.store, mapping=map, replace=replace, currency=currency, settings=settings, progress=Stages(bars))
    show_report(report, err)


def _propose(file: Path) -> None:
    from ..ingest.proposing.proposal import propose
    from ..ingest.proposing.written import written
    from .screen import err

    proposal = propose(file)
    typer.echo(written(proposal, str(file)), nl=False)
    if proposal.rejected:
        err.print(f"{len(proposal.rejected):,} rows would be rejected; the mapping's last lines say why.", markup=False, soft_wrap=True)
