"""`daogou eval`: what is measured of what Daogou understands and decides."""

from pathlib import Path
from typing import Annotated

import typer

from .options import Store


def evaluate(
    names: Annotated[list[str] | None, typer.Argument(help="Which benchmarks; the usual ones where none is named.", show_default=False)] = None,
    data: Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)] = None,
    store: Store = None,
) -> None:
    """Run benchmarks; writes reports/NAME.json."""
    from ..eval.suite import run

    raise typer.Exit(0 if run(names or (), store, data) else 1)
