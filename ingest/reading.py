"""Reading of all sources into one intake per kind, compared with the store."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import orjson

from ..catalogue.layout import REJECTS
from ..retrievers.web.page import same_words
from ..schema.base import Record
from ..schema.errors import InputError
from ..schema.guide import Guide
from ..schema.order import Order
from ..schema.product import Product
from ..schema.review import Review
from ..schema.supplier import Supplier
from .documents import KIND as DOCUMENT
from .intake import Intake
from .mapped import Mapper
from .mapping import MODELS
from .mapping import Mapping as MappingFile
from .native import IN_MONEY, in_currency, native
from .progress import Progress
from .readers import columns_of, has_text_cells, read_file
from .report import Counts
from .row import Broken, Kind, Raw, Row
from .site import is_site, site
from .sources import Source, kind_by_columns
from .validation import Rejected, record
from .variants import sold
from .writing import seconds

_OPTIONS = orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
_LETTERS = 8
_SAMPLE = 200  # smallest hashes kept: estimates the share of common shingles to within 0.07 (Broder 1997)
_SAME = 0.8
_RULES = b"1"  # raise it when the same row should give another record
R = TypeVar("R", bound=Record)
_EVERY = 500  # rows between two progress reports


class Reading:
    """The result of reading. `products`, `suppliers`, `reviews`, `guides` and `orders` are intakes."""

    def __init__(
        self,
        known: Callable[[Kind], Mapping[bytes, str]],
        times: Mapping[str, int],
        progress: Progress,
        documents: Iterable[tuple[str, str]] = (),
        currency: str | None = None,
    ) -> None:
        """`documents`: (id, text) of the store's documents. `currency`: for prices without one."""
        self.rejects = Rejects()
        self._currency, self._notes = currency, list[str]()
        self._progress, self._done = progress, 0
        self._copies = Copies(documents)
        self._occurrences: Counter[bytes] = Counter()
        self._columns: dict[Kind, dict[str, None]] = {}
        self._suppliers = Suppliers()
        self.products: Intake[Product] = Intake(known("products"), times, lambda item, _: item.id, seconds, self.rejects.add)
        self.suppliers: Intake[Supplier] = Intake(known("suppliers"), {}, lambda item, _: item.id, _no_time, self.rejects.add)
        self.guides: Intake[Guide] = Intake(known("guides"), {}, lambda item, _: item.id, _no_time, self.rejects.add)
        self.reviews: Intake[Review] = Intake(known("reviews"), {}, lambda _, fingerprint: fingerprint.hex(), _no_time, self.rejects.add)
        self.orders: Intake[Order] = Intake(known("orders"), {}, lambda item, _: item.id, _no_time, self.rejects.add)

    @property
    def intakes(self) -> dict[Kind, Intake[Any]]:
        return {"products": self.products, "suppliers": self.suppliers, "reviews": self.reviews, "guides": self.guides, "orders": self.orders}

    @property
    def counts(self) -> dict[str, Counts]:
        """Kind -> counts, for kinds with rows."""
        return {kind: intake.counts for kind, intake in self.intakes.items() if intake.counts.read or intake.counts.removed}

    def read(self, source: Source, mapping: MappingFile | None) -> None:
        """Read a source. Raises InputError if the file can't be read or lacks a column of the mapping."""
        rows = _rows(source)
        kind = source.kind
        if kind is None:
            rows = list(rows)
            kind = _kind(source, rows)
        mapper = Mapper(source.mapping) if source.mapping else None
        unchanged = self.intakes[kind].counts.unchanged
        digest = (mapping.digest if mapping else b"") + (self._currency or "").encode() * (kind in IN_MONEY)
        mapped = False
        if source.mapping is not None:
            rows, mapped = sold(rows, source.mapping, lambda row: _native(row, kind, mapper), self._notes), source.mapping.variants is not None
        self._take_all(rows, kind, mapper, digest, mapped)
        if mapper and (kind == "suppliers" or self.intakes[kind].counts.unchanged == unchanged):
            mapper.check(source.name)

    def _take_all(self, rows: Iterable[Row | Broken], kind: Kind, mapper: Mapper | None, digest: bytes, mapped: bool = False) -> None:
        """Take the rows in; `mapped`: they are in native fields already."""
        intake, fingerprint = self.intakes[kind], fingerprints(kind, digest)
        asked = mapper is not None and mapper.asks_currency
        make = _maker(kind, None if mapped else mapper, intake, self._currency, asked)
        columns = self._columns.setdefault(kind, {}) if mapper is None else None
        for row in rows:
            self._report_progress()
            row = self._without_copies(row, kind)
            if isinstance(row, Broken):
                intake.keep(row.file)  # a page that can't be read now keeps its stored version
                intake.counts.read += 1
                intake.counts.rejected += 1
                self.rejects.add(row)
                continue
            if columns is not None:
                columns.update(dict.fromkeys(row.raw))
            if kind == "suppliers":
                self._gather(row, mapper, fingerprint)
                continue
            print_ = fingerprint(row.raw)
            intake.take(row, self._with_occurrence(print_) if kind == "reviews" else print_, make)

    def _gather(self, row: Row, mapper: Mapper | None, fingerprint: Callable[[Raw], bytes]) -> None:
        raw = _native(row, "suppliers", mapper)
        if mapper and not raw.get("id") and not raw.get("name"):
            self._suppliers.unnamed += 1
            return
        self._suppliers.take(row, raw, fingerprint)

    def _without_copies(self, row: Row | Broken, kind: Kind) -> Row | Broken:
        """The row, or a Broken for a document that duplicates another."""
        if kind != "guides" or isinstance(row, Broken) or row.raw.get("source_kind") != DOCUMENT:
            return row
        other = self._copies.of(str(row.raw["id"]), str(row.raw["text"]))
        return row if other is None else Broken(row.file, row.line, f"the document says the same as {other!r}, which stays", None)

    @property
    def unknown(self) -> dict[Kind, list[str]]:
        """Kind -> columns of native files that are no native fields."""
        found = {kind: [name for name in map(str, columns) if not _is_field(name, MODELS[kind])] for kind, columns in self._columns.items()}
        return {kind: names for kind, names in found.items() if names}

    def _with_occurrence(self, fingerprint: bytes) -> bytes:
        """The fingerprint of a review with its occurrence number, since two buyers may write the same words about a product."""
        self._occurrences[fingerprint] += 1
        number = self._occurrences[fingerprint]
        return hashlib.blake2b(fingerprint + number.to_bytes(4, "big"), digest_size=16).digest()

    def _report_progress(self) -> None:
        self._done += 1
        if self._done % _EVERY == 0:
            self._progress("reading", self._done, None)

    @property
    def notes(self) -> Iterable[str]:
        return (*self._notes, *self._suppliers.notes)

    def finish(self) -> None:
        """After the last source: take in the suppliers and count."""
        for found in self._suppliers:
            self.suppliers.take(found.row, found.fingerprint(found.raw), partial(_supplier, found.raw, self.suppliers))
        for intake in self.intakes.values():
            intake.finish()
        self._progress("reading", self._done, self._done)


def _rows(source: Source) -> Iterable[Row | Broken]:
    if is_site(source.name):
        return site(source.name)
    try:
        mapping = source.mapping
        return read_file(source.path, source.name, mapping.format if mapping else None, mapping.sheets if mapping else None)
    except OSError as error:
        raise InputError(f"{source.path} can't be read ({error.strerror or error}): check the path and your rights to it.") from error


def _kind(source: Source, rows: Iterable[Row | Broken]) -> Kind:
    rows = list(rows)
    good = [row for row in rows if isinstance(row, Row)]
    kind = kind_by_columns(columns_of(good))
    if kind is None and rows and not good:
        raise InputError(f"{source.name} holds nothing that can be read: {next(row.reason for row in rows if isinstance(row, Broken))}.")
    if kind is None:
        raise InputError(
            f"{source.name} doesn't tell what it holds: call it products*, suppliers*, reviews*, orders* or guides*, or use --map; "
            "--propose writes a mapping for it."
        )
    return kind


def _maker(kind: Kind, mapper: Mapper | None, intake: Intake[Any], currency: str | None, asked: bool) -> Callable[[Row], Record]:
    def make(row: Row) -> Record:
        raw = _native(row, kind, mapper)
        return _made(MODELS[kind], raw, intake, lambda: in_currency(raw, kind, currency, asked))

    return make


def _native(row: Row, kind: Kind, mapper: Mapper | None) -> Raw:
    raw = native(mapper(row.raw) if mapper else row.raw, kind, text_cells=has_text_cells(row.file))
    raw.pop("titled", None)  # set by ingest only
    return raw


def _supplier(raw: Raw, intake: Intake[Supplier], row: Row) -> Supplier:
    return _made(Supplier, raw, intake)


def _made(model: type[R], raw: Raw, intake: Intake[Any], whole: Callable[[], Raw] | None = None) -> R:
    """A valid record. `whole` gives the row with values that no file states."""
    try:
        return record(model, raw if whole is None else whole())
    except Rejected:
        if isinstance(raw.get("id"), str):
            intake.keep(raw["id"])
        raise


def _is_field(column: str, model: type[Record]) -> bool:
    """True for a native field: by its first part (`attributes.NAME`), or `lang` or `synthetic`, which every record may have."""
    return column.split(".")[0] in model.model_fields or column in ("lang", "synthetic")


def _no_time(item: Record) -> int | None:
    return None


def fingerprints(kind: str, mapping: bytes = b"") -> Callable[[Raw], bytes]:
    """A function that hashes a row, columns sorted, to 16 bytes of BLAKE2b; it depends on the mapping."""
    start = hashlib.blake2b(_RULES + kind.encode() + mapping, digest_size=16)

    def fingerprint(raw: Raw) -> bytes:
        digest = start.copy()
        digest.update(_canonical(raw))
        return digest.digest()

    return fingerprint


def _canonical(raw: Raw) -> bytes:
    try:
        return orjson.dumps(raw, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # a lone surrogate, or a number beyond 64 bits
        return repr(sorted(raw.items(), key=lambda item: str(item[0]))).encode("utf-8", "backslashreplace")


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


class Copies:
    """The documents so far as samples of shingles. `known`: (id, text) of the store's documents."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._samples = {key: sample(text) for key, text in known}

    def of(self, key: str, text: str) -> str | None:
        """The id of the document that this one duplicates; None if it is new."""
        mine = sample(text)
        for other, theirs in self._samples.items():
            if other != key and alike(mine, theirs) >= _SAME:
                return other
        self._samples[key] = mine
        return None


def sample(text: str) -> frozenset[int]:
    plain = same_words(text)
    pieces = {plain[start : start + _LETTERS] for start in range(max(1, len(plain) - _LETTERS + 1))}
    return frozenset(sorted(int.from_bytes(hashlib.blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest()) for piece in pieces)[:_SAMPLE])


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Estimated share of common shingles, from the smallest hashes of both (Broder 1997)."""
    both = sorted(one | other)[:_SAMPLE]
    return sum(piece in one and piece in other for piece in both) / len(both) if both else 1.0


class Rejects:
    """Collects rejected rows; `write` saves them in the store, or removes the old file if there are none."""

    def __init__(self) -> None:
        self.rows: list[Broken] = []

    def add(self, broken: Broken) -> None:
        self.rows.append(broken)

    def write(self, store: Path) -> Path | None:
        file = store / REJECTS
        if not self.rows:
            file.unlink(missing_ok=True)
            return None
        beside = file.with_suffix(".new")
        with beside.open("wb") as out:
            out.writelines(_line(row) for row in self.rows)
        beside.replace(file)
        return file


def _line(row: Broken) -> bytes:
    try:
        return _dumped(row, row.row)
    except orjson.JSONEncodeError:  # a lone surrogate, or a number out of JSON's range
        return _dumped(row, repr(row.row).encode("utf-8", "backslashreplace").decode())


def _dumped(row: Broken, value: Any) -> bytes:
    reason = row.reason.encode("utf-8", "backslashreplace").decode()
    return orjson.dumps({"file": row.file, "line": row.line, "reason": reason, "row": value}, default=str, option=_OPTIONS)
