"""A second ingest, of which 1 % changed price, against the first. `python -m daogou.eval.bench reingest`, with --data `reingest-chorus`"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zipfile import ZipFile

import orjson

from ..schema.errors import DaogouError
from .report import Figure, Report, ratio
from .stores import Bench, read_pack, write_source

SHARE = 0.01
ASKED = 10  # of the changed products, how many are asked for
Raw = dict[str, Any]


def measure(products: int, bench: Bench, chorus: Path | None = None) -> Report:
    """Everything in processes of their own, through the command line, with the real model."""
    with TemporaryDirectory(prefix="daogou-reingest-") as folder:
        source, store = Path(folder) / "source", Path(folder) / "store"
        if chorus is None:
            write_source(source, products, bench.pack)
        for archive in sorted(chorus.glob("*.json.zip")) if chorus else ():  # unpacked, so that a changed row can be written back
            with ZipFile(archive) as packed:
                packed.extractall(source)
        first, same = (_ingested(source, store, chorus is not None) for _ in range(2))
        count, changed = repriced(source, SHARE)
        second = _ingested(source, store, chorus is not None)
        right = sum(_answers(store, *one) for one in changed[:ASKED])
    title = f"A second ingest of {'Chorus' if chorus else 'the multiplied pack'}, {len(changed)} prices changed"
    report = Report("reingest-chorus" if chorus else "reingest", title, {"products": count, "model": bench.model})
    seconds = [("first", first), ("nothing changed", same), (f"{SHARE:.0%} of prices changed", second)]
    report.table("fresh processes, start included", ("", "s"), seconds)
    report.figures += [
        ratio("second / first", second, first, 0.05, unit="s"),
        ratio("nothing changed / first", same, first, None, unit="s"),
        Figure("new prices that answer", right, min(ASKED, len(changed)), "=", "", f"of {min(ASKED, len(changed))} asked for"),
    ]
    return report


def repriced(folder: Path, share: float, seed: int = 1) -> tuple[int, list[tuple[str, str, Decimal]]]:
    """How many products there are, as JSON Lines of our own or the JSON arrays of Chorus; and of a share of them, whose price is changed, ids, titles
    and new prices."""
    rng, count, changed = Random(seed), 0, list[tuple[str, str, Decimal]]()
    native = folder / "products.jsonl"
    for file in (native,) if native.exists() else sorted(folder.glob("*.json")):
        change: Callable[[Raw], Decimal] = _dearer if file == native else _dearer_in_cents
        rows = read_pack(folder) if file == native else [row for row in orjson.loads(file.read_bytes()) if row.get("price")]
        changed += [(str(row["id"]), str(row["title"]), change(row)) for row in rng.sample(rows, max(1, round(len(rows) * share)))]
        file.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows) if file == native else orjson.dumps(rows))
        count += len(rows)
    return count, changed


def _dearer(row: Raw) -> Decimal:
    tiers = isinstance(row["price"], list)
    price = round(float(row["price"][0]["unit_price"] if tiers else row["price"]) + 1.37, 2)
    if tiers:
        row["price"][0]["unit_price"] = price
    else:
        row["price"] = price
    return Decimal(str(price))


def _dearer_in_cents(row: Raw) -> Decimal:
    row["price"] = int(row["price"]) + 137
    return Decimal(row["price"]) / 100


def _ingested(source: Path, store: Path, chorus: bool) -> float:
    """Seconds."""
    begin = perf_counter()
    _daogou("ingest", str(source), "--store", str(store), *(("--map", "chorus") if chorus else ()))
    return perf_counter() - begin


def _answers(store: Path, product_id: str, title: str, price: Decimal) -> bool:
    """Whether a search for the title shows the product at its new price."""
    cards = json.loads(_daogou("search", title, "--json", "--store", str(store)))
    return any(card["product_id"] == product_id and Decimal(card["price"]) == price for card in cards)


def _daogou(*arguments: str) -> str:
    """The command line in a process of its own. Raises DaogouError with what it said."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-P", "-m", "daogou.cli", *arguments], capture_output=True, text=True, encoding="utf-8", env=environment)
    if done.returncode:
        raise DaogouError(f"daogou {arguments[0]} failed: {done.stderr.strip()[-500:]}")
    return done.stdout
