"""Sources whose prices change: products as JSON Lines of our own, or the zipped JSON arrays of Chorus."""

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import orjson

Raw = dict[str, Any]


class Pricing(ABC):
    """A folder to ingest. `reprice` changes the price of a share of its products and tells their ids, titles and new prices."""

    mapping: str | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def files(self) -> Iterator[Path]:
        """Those that hold products."""

    @abstractmethod
    def read(self, file: Path) -> list[Raw]: ...

    @abstractmethod
    def write(self, file: Path, rows: list[Raw]) -> None: ...

    @abstractmethod
    def change(self, row: Raw) -> Decimal:
        """Set another price; returns what one piece now costs, in the store's currency."""

    def count(self) -> int:
        return sum(len(self.read(file)) for file in self.files())

    def reprice(self, share: float, seed: int = 1) -> list[tuple[str, str, Decimal]]:
        rng, changed = Random(seed), list[tuple[str, str, Decimal]]()
        for file in self.files():
            rows = self.read(file)
            some = rng.sample(rows, max(1, round(len(rows) * share)))
            changed += [(str(row["id"]), str(row["title"]), self.change(row)) for row in some]
            self.write(file, rows)
        return changed


class Native(Pricing):
    def files(self) -> Iterator[Path]:
        yield self.folder / "products.jsonl"

    def read(self, file: Path) -> list[Raw]:
        return [orjson.loads(line) for line in file.read_bytes().splitlines()]

    def write(self, file: Path, rows: list[Raw]) -> None:
        file.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))

    def change(self, row: Raw) -> Decimal:
        first = row["price"][0]["unit_price"] if isinstance(row["price"], list) else row["price"]
        price = round(float(first) + 1.37, 2)
        if isinstance(row["price"], list):
            row["price"][0]["unit_price"] = price
        else:
            row["price"] = price
        return Decimal(str(price))


class Chorus(Pricing):
    """Unpacked, so that a changed row can be written back. Prices are in cents."""

    mapping = "chorus"

    def __init__(self, folder: Path, data: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        for archive in sorted(data.glob("*.json.zip")):
            with ZipFile(io.BytesIO(archive.read_bytes())) as packed:
                packed.extractall(folder)

    def files(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.json"))

    def read(self, file: Path) -> list[Raw]:
        return [row for row in orjson.loads(file.read_bytes()) if row.get("price")]

    def write(self, file: Path, rows: list[Raw]) -> None:
        file.write_bytes(orjson.dumps(rows))

    def change(self, row: Raw) -> Decimal:
        row["price"] = int(row["price"]) + 137
        return Decimal(row["price"]) / 100
