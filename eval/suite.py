"""All that is measured of what Daogou understands and decides: `python -m daogou.eval [NAME…]`, or `make eval`.

What needs only the repository runs always; what needs real data where its folder is given. A benchmark of `make bench` may be named too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ..ingest.demo import demo_store
from ..schema.errors import DaogouError, InputError
from ..schema.settings import Settings
from . import (
    assistants,
    commands,
    floods,
    frames,
    on_product,
    outside,
    passages,
    propose,
    purchase_lists,
    read_ends,
    replays,
    sides,
    suggestions,
)
from .attacks import suite as attacks
from .bench import CHORUS, benchmarks
from .compare import proof
from .modelled import suite as modelled
from .report import Report
from .stores import Bench
from .truth import suite as truth

Part = Callable[[], Report]
OF_DATA = {
    **dict.fromkeys(("retrieval", "reingest-chorus", "sides-chorus"), f"{CHORUS} with its *.json.zip files"),
    "titles": "train.csv of the Home Depot search relevance data",
    "propose": "catalogues whose mappings come with the package",
}
"""What each needs that measures on data."""
USUAL = ("turn", "retrieval")
"""Those of `make bench` that belong to `make eval` too: a turn's time, and ranking where there is data."""


def parts(store: Path, data: Path | None = None) -> dict[str, Part]:
    """What needs a store of the demo pack, and what measures on the data that there is."""
    found: dict[str, Part] = {
        "commands": commands.measure,
        "passages": lambda: passages.measure(store),
        "outside": outside.measure,
        "suggestions": lambda: suggestions.measure(store),
        "sides": lambda: sides.measure(store),
        "floods": lambda: floods.measure(store),
        "replays": lambda: replays.measure(store),
        "attacks": attacks.measure,
        "checked": lambda: truth.measure(store),
        "frames": lambda: frames.measure({"demo": store} | assistants.own() | (assistants.foreign(data) if data else {})),
        "on-product": lambda: on_product.measure(store, data, name="on-product"),
        "purchase-lists": lambda: purchase_lists.measure(store, data),
        "on-product-fresh": lambda: on_product.measure(store, data, on_product.FRESH, "on-product-fresh"),
    }
    if data is not None:
        found["propose"] = lambda: propose.measure(data)
    if data is not None and (data / CHORUS).is_dir():
        found["sides-chorus"] = lambda: sides.of_chorus(data / CHORUS)
    return found


def run(names: Sequence[str], store: Path | None = None, data: Path | None = None) -> bool:
    """Measure and publish one part after another, then a summary; whether every figure was reached. Raises InputError for an unknown
    name."""
    settings = Settings()
    own, benches = parts(store or settings.store or demo_store(settings), data), benchmarks(data, Bench())
    with_models: dict[str, Part] = {"models": lambda: modelled.measure(store), "obedient": modelled.obedient_attacks}
    ends: dict[str, Part] = {
        "read-ends": lambda: read_ends.measure({"demo": store or demo_store(settings)} | (assistants.foreign(data) if data else {}))
    }
    known = benches | own | with_models | ends | {"proof": lambda: proof.measure(store)}
    for name in names:
        if name not in known and name in OF_DATA:
            raise InputError(f"{name} is measured on data: give by --data a folder that holds {OF_DATA[name]}.")
        if name not in known:
            raise InputError(f"There is no benchmark {name!r}; there are {', '.join(known)} (and more with --data).")
    reports = []
    for name in names or (*own, *(name for name in benches if name in USUAL)):
        reports.append(known[name]())
        reports[-1].publish()
    summary(reports).publish()
    return all(figure.reached is not False for report in reports for figure in report.figures)


def summary(reports: Sequence[Report]) -> Report:
    """Every figure that has a target, with the report that it stands in, and the cards of all reports together."""
    found = Report("summary", "Summary", {"parts": len(reports)})
    found.figures = [replace(figure, name=f"{report.name}: {figure.name}") for report in reports for figure in report.figures if figure.wanted]
    found.judged(sum(report.cards for report in reports), sum(report.broken for report in reports))
    return found


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which; the usual ones where none is named.", show_default=False)] = None,
    data: Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)] = None,
    store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None,
) -> None:
    """Measure, print, write reports/NAME.json, and end with 1 where a figure isn't reached."""
    try:
        reached = run(names or (), store, data)
    except DaogouError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_status) from error
    raise typer.Exit(0 if reached else 1)
