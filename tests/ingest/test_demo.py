"""The demo store is made once, made again when the pack changed, and safe to ask for twice at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.ingest import demo
from daogou.ingest.demo import demo_store
from daogou.schema.errors import StoreError
from daogou.schema.settings import Settings

from ..waiting import HANG_S
from .shop import Letters, Shop, product

TWICE = """
import sys
from pathlib import Path
from daogou.ingest import demo
from daogou.schema.settings import Settings
from tests.ingest.shop import Letters
demo._PACK = Path(sys.argv[1])
demo.make_embedder = lambda settings: Letters()
print(demo.demo_store(Settings(), home=Path(sys.argv[2])))
"""


@pytest.fixture
def pack(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of two products and one guide."""
    (shop.data / "data").mkdir()
    (shop.data / "guides").mkdir()
    shop.write("data/products.jsonl", [product(1), product(2)])
    (shop.data / "guides" / "g.md").write_text("---\ntitle: G\n---\ntext", encoding="utf-8")
    monkeypatch.setattr(demo, "_PACK", shop.data)
    monkeypatch.setattr(demo, "make_embedder", lambda settings: Letters())
    return shop.data


def test_it_is_made_once_and_again_when_the_pack_changed(pack: Path, shop: Shop, tmp_path: Path) -> None:
    store = demo_store(Settings(), home=tmp_path)
    assert demo_store(Settings(), home=tmp_path) == store
    assert Store(store).current().generation == "g000001"
    shop.write("data/products.jsonl", [product(1)])
    assert demo_store(Settings(), home=tmp_path) == store
    catalogue = Store(store).current()
    assert catalogue.manifest.counts["products"] == 1
    assert catalogue.guide("g") is not None


def test_a_damaged_one_is_made_anew(pack: Path, tmp_path: Path) -> None:
    store = demo_store(Settings(), home=tmp_path)
    for file in store.glob("generations/*/*.*"):
        file.write_bytes(b"damage")
    assert Store(demo_store(Settings(), home=tmp_path)).current().manifest.counts["products"] == 2


def test_two_processes_at_once_make_one(pack: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWICE, str(pack), str(tmp_path)]
    root = Path(__file__).parents[2]
    both = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = {process.communicate(timeout=HANG_S)[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    (store,) = answers
    assert Store(Path(store)).current().generation == "g000001"


def test_a_package_without_its_pack_says_so(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_PACK", tmp_path / "nowhere")
    with pytest.raises(StoreError, match="install the package again"):
        demo_store(Settings(), home=tmp_path)
