"""Stores of any size for benchmarks, built through the real ingest once and kept."""

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from ..catalogue.manifest import FORMAT
from ..ingest.demo import take_vectors
from ..ingest.ingest import ingest
from ..models.embedding import make_embedder
from ..models.embedding_cache import EmbeddingCache
from ..schema.errors import InputError
from ..schema.settings import Settings
from .multiplied import VERSION, multiplied
from .perturbed import Perturbed

CACHE = Path(".cache/bench")
PACK = Path(__file__).parent.parent / "demo" / "data"
_GUIDES = PACK.parent / "guides"


@dataclass(frozen=True)
class Bench:
    """What benchmarks run with: `cache` keeps the stores, `pack` is the folder of products that they are multiplied from."""

    settings: Settings = field(default_factory=Settings)
    cache: Path = CACHE
    pack: Path = PACK

    @property
    def model(self) -> str:
        return self.settings.embedding_model

    def store(self, count: int) -> Path:
        """The store of `count` products; made where it isn't there, or where the pack or the format of stores has changed."""
        store = self.cache / self.model / f"{count}"
        stamp = _stamp(self.pack)
        if (store / "BUILT").exists() and (store / "BUILT").read_text() == stamp:
            return store
        shutil.rmtree(store, ignore_errors=True)
        self._build(store, count)
        (store / "BUILT").write_text(stamp)
        return store

    def _build(self, store: Path, count: int) -> None:
        source = self.cache / f"source-{count}"
        write_source(source, count, self.pack)
        store.mkdir(parents=True, exist_ok=True)
        take_vectors(store)
        base = EmbeddingCache(self.cache / "base.sqlite")
        try:
            ingest([source], store, embedder=Perturbed(make_embedder(self.settings), base), settings=self.settings)
        finally:
            base.close()
            shutil.rmtree(source)


def write_source(folder: Path, count: int, pack: Path = PACK) -> Path:
    """A folder to ingest: `count` products, and the pack's suppliers, reviews and guides. Returns the products' file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = read_pack(pack)
    with (folder / "products.jsonl").open("wb") as file:
        file.writelines(orjson.dumps(row) + b"\n" for row in multiplied(rows, count))
    for name in ("suppliers.jsonl", "reviews.jsonl"):
        if (pack / name).exists():
            shutil.copy(pack / name, folder / name)
    guides = pack / "guides" if (pack / "guides").exists() else _GUIDES
    shutil.copytree(guides, folder / "guides")
    return folder / "products.jsonl"


def read_pack(pack: Path = PACK) -> list[dict[str, Any]]:
    file = pack / "products.jsonl"
    if not file.exists():
        raise InputError(f"There is no {file}: give the folder of a pack that has products.jsonl.")
    return [orjson.loads(line) for line in file.read_bytes().splitlines() if line.strip()]


def _stamp(pack: Path) -> str:
    """Changes with the pack, the generator and the format of stores: a store that a user could keep, a benchmark keeps."""
    return json.dumps([FORMAT, VERSION, hashlib.blake2b((pack / "products.jsonl").read_bytes(), digest_size=8).hexdigest()])
