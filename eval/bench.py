"""Every figure of docs/performance.md: `python -m daogou.eval.bench [--data FOLDER] [NAME…]`, or `make bench`.

What needs only the repository runs always; what needs real data where its folder is given.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import DaogouError, InputError
from . import load, reingest, scale, sourced, turn
from .memory import caches, savers
from .memory import turn as redis_turn
from .report import Report
from .stores import Bench

CHORUS = "chorus-icecat"


def benchmarks(data: Path | None, bench: Bench, minutes: float = 0.0) -> dict[str, Callable[[], Report]]:
    found: dict[str, Callable[[], Report]] = {
        "turn": lambda: turn.measure(20_000, 40, bench),
        "peer": lambda: turn.against_peer(20_000, 100, bench),
        "history": lambda: turn.history(20_000, 200, 60, bench),
        "scale": lambda: scale.measure(scale.SIZES, 30, bench),
        "reingest": lambda: reingest.measure(20_000, bench),
        "savers": lambda: savers.measure(20_000, (20, 100), bench),
        "redis": lambda: redis_turn.measure(20_000, 30, bench),
        "caches": lambda: caches.measure(20_000, 900, 150, bench),
        "load": lambda: load.measure(20_000, 20, 3, minutes, 1, True, bench),
        "workers": lambda: load.measure(20_000, 20, 6, minutes, 2, False, bench),
        "sourcing": lambda: sourced.measure(20_000, 20, bench),
        "crowded": lambda: load.crowded(1_000, 6, 30, bench),
    }
    if data is not None and not data.is_dir():
        raise InputError(f"{data} is no folder: give by --data the folder of the data sets.")
    chorus = data / CHORUS if data is not None and (data / CHORUS).is_dir() else data
    if chorus is not None and any(chorus.glob("*.json.zip")):  # what else there is may be measured all the same
        from . import retrieval

        found |= {"retrieval": lambda: retrieval.benchmark(chorus, None, None), "reingest-chorus": lambda: reingest.measure(0, bench, chorus)}
    if data is not None and (data / "train.csv").is_file():
        from . import titles

        found["titles"] = lambda: titles.benchmark(data)
    return found


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which; all where none is named.", show_default=False)] = None,
    data: Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)] = None,
    minutes: Annotated[float, typer.Option(min=0, help="How long `load` goes on, for memory.")] = 0.0,
) -> None:
    """Measure and publish, one benchmark after another."""
    try:
        known = benchmarks(data, Bench(), minutes)
        if unknown := [name for name in names or () if name not in known]:
            raise InputError(f"There is no benchmark {unknown[0]!r}; there are {', '.join(known)} (and more with --data that holds {CHORUS}).")
        for name in names or known:
            known[name]().publish()
    except DaogouError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_status) from error


if __name__ == "__main__":
    typer.run(main)
