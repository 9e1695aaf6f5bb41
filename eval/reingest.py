"""A second ingest, of which 1 % changed price, against the first. `python -m daogou.eval.reingest`"""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer

from ..schema.errors import DaogouError
from .figure import Figure, ratio
from .pricing import Chorus, Native, Pricing
from .report import Report
from .stores import Bench, write_source

SHARE = 0.01
ASKED = 10  # of the changed products, how many are asked for


def measure(products: int, bench: Bench, chorus: Path | None = None) -> Report:
    """Everything in processes of their own, through the command line, with the real model."""
    with TemporaryDirectory(prefix="daogou-reingest-") as folder:
        pricing = _pricing(Path(folder) / "source", products, bench, chorus)
        store, count = Path(folder) / "store", pricing.count()
        first = ingest(pricing, store)
        same = ingest(pricing, store)
        changed = pricing.reprice(SHARE)
        second = ingest(pricing, store)
        right = sum(answers(store, *one) for one in changed[:ASKED])
    name = "reingest-chorus" if chorus else "reingest"
    title = f"A second ingest of {'Chorus' if chorus else 'the multiplied pack'}, {len(changed)} prices changed"
    report = Report(name, title, {"products": count, "model": bench.model})
    report.table(
        "fresh processes, start included", ("", "s"), [("first", first), ("nothing changed", same), (f"{SHARE:.0%} of prices changed", second)]
    )
    report.figures += [
        ratio("second / first", second, first, 0.05, unit="s"),
        ratio("nothing changed / first", same, first, None, unit="s"),
        Figure("new prices that answer", right, min(ASKED, len(changed)), "=", "", f"of {min(ASKED, len(changed))} asked for"),
    ]
    return report


def _pricing(folder: Path, products: int, bench: Bench, chorus: Path | None) -> Pricing:
    if chorus is not None:
        return Chorus(folder, chorus)
    write_source(folder, products, bench.pack)
    return Native(folder)


def ingest(pricing: Pricing, store: Path) -> float:
    """Seconds."""
    begin = perf_counter()
    daogou("ingest", str(pricing.folder), "--store", str(store), *(("--map", pricing.mapping) if pricing.mapping else ()))
    return perf_counter() - begin


def answers(store: Path, product_id: str, title: str, price: Decimal) -> bool:
    """Whether a search for the title shows the product at its new price."""
    cards = json.loads(daogou("search", title, "--json", "--store", str(store)))
    return any(card["product_id"] == product_id and Decimal(card["price"]) == price for card in cards)


def daogou(*arguments: str) -> str:
    """The command line in a process of its own. Raises DaogouError with what it said."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-P", "-m", "daogou.cli", *arguments], capture_output=True, text=True, encoding="utf-8", env=environment)
    if done.returncode:
        raise DaogouError(f"daogou {arguments[0]} failed: {done.stderr.strip()[-500:]}")
    return done.stdout


def main(
    products: Annotated[int, typer.Option(help="Products, multiplied from the demo pack.")] = 20_000,
    chorus: Annotated[Path | None, typer.Option(help="Folder of the Chorus data, instead of the pack.", show_default=False)] = None,
) -> None:
    """A second ingest, of which 1 % changed price, against the first."""
    measure(products, Bench(), chorus).publish()


if __name__ == "__main__":
    typer.run(main)
