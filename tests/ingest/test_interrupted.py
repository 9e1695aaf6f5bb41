"""Killed at any moment the old store stays whole and the next run goes on; two runs at once are refused."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from daogou.schema.errors import StoreBusy
from filelock import FileLock

from ..long import few
from .shop import Shop, product

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from daogou.ingest.ingest import ingest
from tests.ingest.shop import Letters

wanted, when = sys.argv[3], int(sys.argv[4])

def progress(stage, done, total):
    if stage == wanted and done >= when:
        os.kill(os.getpid(), signal.SIGKILL)

ingest([Path(sys.argv[1])], Path(sys.argv[2]), embedder=Letters(), progress=progress)
"""


@pytest.mark.parametrize(("stage", "when"), few([("reading", 500), ("embedding", 600), ("swapping", 0)], ("embedding", 600)))
def test_killed_before_the_swap_the_old_store_stays(shop: Shop, stage: str, when: int) -> None:
    shop.write("products.jsonl", [product(1, title="old")])
    shop.ingest()
    shop.write("products.jsonl", [product(number, title=f"new {number}") for number in range(1, 701)])
    killed = subprocess.run([sys.executable, "-c", KILLED, shop.data, shop.store, stage, str(when)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert shop.catalogue.manifest.counts["products"] == 1
    assert shop.catalogue.products(["p1"])[0].title == "old"
    report = shop.ingest()
    assert report.totals["products"] == 700
    assert shop.catalogue.products(["p1"])[0].title == "new 1"
    assert sorted(folder.name for folder in (shop.store / "generations").iterdir()) == ["g000001", "g000002"]
    if (stage, when) == ("embedding", 600):
        assert len(shop.embedder.embedded) < 1 + 700, "what was embedded before the kill isn't embedded again"


def test_killed_after_the_swap_the_new_store_is_whole(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.ingest()
    shop.write("products.jsonl", [product(1), product(2)])
    killed = subprocess.run([sys.executable, "-c", KILLED, shop.data, shop.store, "swapping", "1"], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert shop.catalogue.manifest.counts["products"] == 2
    assert shop.ingest().changed is False


@pytest.mark.long
@pytest.mark.parametrize("moment", [0.6, 0.9, 1.2, 1.5])
def test_killed_whenever(shop: Shop, moment: float) -> None:
    shop.write("products.jsonl", [product(1, title="old")])
    shop.ingest()
    shop.write("products.jsonl", [product(number, title=f"new {number}") for number in range(1, 2001)])
    process = subprocess.Popen([sys.executable, "-c", KILLED, shop.data, shop.store, "never", "0"], cwd=ROOT)
    time.sleep(moment)
    process.kill()
    process.wait()
    catalogue = shop.catalogue
    assert catalogue.manifest.counts["products"] == (1 if catalogue.generation == "g000001" else 2000)
    assert len(catalogue.products(catalogue.columns.ids)) == catalogue.manifest.counts["products"]
    assert shop.ingest().totals["products"] == 2000


def test_a_second_run_at_once_is_refused(shop: Shop) -> None:
    shop.write("products.jsonl", [product(1)])
    shop.store.mkdir()
    with FileLock(shop.store / "ingest.lock"), pytest.raises(StoreBusy, match="Another ingest"):
        shop.ingest()
    assert shop.ingest().totals["products"] == 1
