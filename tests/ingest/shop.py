"""A store that a test fills in milliseconds: rows written as files, and a tiny embedder that is real but knows little."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.ingest.ingest import ingest
from daogou.ingest.report import Report
from daogou.models.embedding import Vectors, unit_rows


class Letters:
    """Counts letters into 16 places. `embedded` are the texts that it had to embed."""

    name = "letters"
    dimensions = 16

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        counts = np.ones((len(texts), self.dimensions))
        for place, text in enumerate(texts):
            for letter in text:
                counts[place, hashlib.blake2b(letter.encode(errors="replace"), digest_size=1).digest()[0] % self.dimensions] += 1
        return unit_rows(counts)


class Shop:
    """Files in `data`, the store in `store`."""

    def __init__(self, folder: Path) -> None:
        self.data, self.store = folder / "data", folder / "store"
        self.data.mkdir(parents=True)
        self.embedder = Letters()

    def write(self, name: str, rows: Sequence[Any]) -> Path:
        """As JSON Lines; a row that is text already is written as it stands."""
        file = self.data / name
        lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
        return file

    def ingest(self, *paths: Path | str, **options: Any) -> Report:
        return ingest(paths or [self.data], self.store, embedder=self.embedder, **options)

    @property
    def catalogue(self) -> Catalogue:
        return Store(self.store).current()

    @property
    def rejects(self) -> list[dict[str, Any]]:
        file = self.store / "rejects.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def product(number: int | str, **fields: Any) -> dict[str, Any]:
    return {"id": f"p{number}", "title": f"Thing {number}", "price": 10, **fields}
