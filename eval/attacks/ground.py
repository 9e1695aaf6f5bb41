"""Stores in which attacks are planted: many in one, each in a category of its own, so that none shields another."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from ...catalogue.layout import EMBEDDINGS
from ...ingest.demo import VECTORS
from ...ingest.ingest import ingest
from ...models.embedding import make_embedder
from ...models.embedding_cache import EmbeddingCache
from ...schema.settings import Settings
from ..stores import PACK
from .attack import Attack
from .engine import FILE, NAME
from .shelf import Row, Shelf
from .unordered import Unordered

PATIENCE_S = 60.0  # a busy machine must not decide


def settings(store: Path, state: Path) -> Settings:
    """Nothing of this machine's: no Redis, no cache, no engine but the planted one."""
    return Settings(
        store=store,
        state=state,
        redis_url=None,
        cache=False,
        search_provider=f"guides,documents,{NAME}",
        search_pages=0,
        retrieval_timeout_s=PATIENCE_S,
        search_timeout_s=PATIENCE_S,
        profile_timeout_s=PATIENCE_S,
    )


def build(shelves: Sequence[Shelf], folder: Path, vectors: Path, attacks: Iterable[Attack]) -> Path:
    """A store of all of them. `vectors` keeps what was embedded, for the next one."""
    source, store = folder / "source", folder / "store"
    store.mkdir(parents=True)
    _write(shelves, source)
    _take(vectors, store / EMBEDDINGS)
    own = settings(store, folder / "state")
    ingest([source], store, settings=own, embedder=Unordered(make_embedder(own), attacks))
    _take(store / EMBEDDINGS, vectors)
    found = {name: shelf.found for shelf in shelves for name in (shelf.category, shelf.english) if shelf.found}
    (store / FILE).write_bytes(orjson.dumps(found))
    return store


def _take(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copy(source, target)
    elif not target.exists():
        cache = EmbeddingCache(target)
        for name in VECTORS:
            cache.prefill(PACK.parent / name)
        cache.close()


def _write(shelves: Sequence[Shelf], folder: Path) -> None:
    for name in ("guides", "documents"):
        (folder / name).mkdir(parents=True)
    rows: dict[str, list[Row]] = {
        name: [row for shelf in shelves for row in getattr(shelf, name)] for name in ("products", "suppliers", "reviews", "orders")
    }
    for name, some in rows.items():
        if some:
            (folder / f"{name}.jsonl").write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in some))
    for name in ("guides", "documents"):
        for file, text in {file: text for shelf in shelves for file, text in getattr(shelf, name).items()}.items():
            (folder / name / file).write_text(text, "utf-8")
