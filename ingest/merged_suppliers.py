"""Suppliers merged from several rows: each product's row may name its supplier again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..schema.supplier import Supplier
from .row import Raw, Row
from .validation import Rejected, record


@dataclass
class Gathered:
    """One supplier: the first row that named it, its native fields from all rows, and its fingerprint function."""

    row: Row
    raw: Raw
    fingerprint: Callable[[Raw], bytes]


class Suppliers:
    """Suppliers by id. Later rows add fields; on conflict the first value stays. A different name is a different supplier.
    `repeated`: rows that name a supplier again; `unnamed`: product rows without a supplier.
    """

    def __init__(self) -> None:
        self.repeated = self.unnamed = 0
        self._every: list[Gathered] = []
        self._known: dict[str, Gathered] = {}
        self._otherwise: dict[str, set[str]] = {}

    def __iter__(self) -> Iterator[Gathered]:
        return iter(self._every)

    def take(self, row: Row, raw: Raw, fingerprint: Callable[[Raw], bytes]) -> None:
        first = self._known.get(str(raw.get("id")))
        if first is not None and all(first.raw.get(field) == value for field, value in raw.items()):
            self.repeated += 1
        elif first is not None and raw.get("name") in (None, first.raw["name"]) and _is_good({**first.raw, **raw}):
            self.repeated += 1
            self._add(first.raw, raw)
        else:
            found = Gathered(row, dict(raw), fingerprint)
            self._every.append(found)
            if first is None and _is_good(raw):
                self._known[raw["id"]] = found

    def _add(self, first: Raw, raw: Raw) -> None:
        for field, value in raw.items():
            if first.setdefault(field, value) != value:
                self._otherwise.setdefault(field, set()).add(raw["id"])

    @property
    def notes(self) -> Iterator[str]:
        if self.repeated:
            yield f"{self.repeated:,} rows name a supplier again; what they add is kept."
        if self._otherwise:
            fields = ", ".join(f"{field} of {len(keys):,}" for field, keys in self._otherwise.items())
            yield f"Rows say different things of a supplier ({fields}); the first stays."
        if self.unnamed:
            yield f"{self.unnamed:,} rows name no supplier (neither id nor name)."


def _is_good(raw: Raw) -> bool:
    try:
        record(Supplier, raw)
    except Rejected:
        return False
    return True
