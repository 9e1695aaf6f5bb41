"""Build or update a store from files."""

import re
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..catalogue.catalogue import read_manifest
from ..catalogue.columns import Arrays, Tables, load_arrays, load_tables, save_columns
from ..catalogue.damage import check_sizes, sizes
from ..catalogue.layout import ARRAYS, EMBEDDINGS, MANIFEST, current_generation, generation_folder
from ..catalogue.manifest import Manifest, Titled
from ..memory.caches.cache import open_cache
from ..models.embedding import Embedder, make_embedder
from ..models.embedding_cache import EmbeddingCache
from ..retrievers.indexing import IndexWriter
from ..schema.errors import InputError
from ..schema.product import Product, TitledField
from ..schema.settings import Settings
from .attribute_builder import attribute_facet, build_attributes
from .column_builder import build_columns, no_columns
from .documents import KIND as DOCUMENT
from .enriched import attached
from .facet_builder import write_facets
from .generations import building, discard, is_full, new_generation, swap, unwritable
from .mapping import Mapping as MappingFile
from .mapping import load_mapping
from .progress import Progress, counter, silent
from .reading import Reading
from .report import Report
from .row import Kind
from .sources import Found, find_sources
from .titled import said, tell_titles, titled_counts
from .writing import OF_PRODUCTS, TABLES, Writer, stored, writing

Upserts = list[tuple[int, Product]]
_NAMED = 20  # columns listed in one note


class Build:
    """One generation being built. `gone`: kind -> ids to remove."""

    def __init__(self, folder: Path, reading: Reading, gone: dict[Kind, set[str]], progress: Progress) -> None:
        self._folder, self._reading, self._gone, self._progress = folder, reading, gone, progress
        self.totals: dict[str, int] = {}
        self.titled: dict[TitledField, Titled] = {}
        self.orphans: dict[Kind, int] = {}

    def records(self) -> tuple[Upserts, list[int]]:
        """Write records, columns and facets. Return the products with their rows, and the rows of removed products."""
        with writing(self._folder) as writer:
            arrays, tables = self._columns()
            upserts, removed = self._products(writer, arrays, tables)
            self._others(writer)
            self.totals = {kind: writer.count(kind) for kind in TABLES}
            self.orphans = {kind: writer.orphans(kind) for kind in OF_PRODUCTS if self.totals[kind]}
        return upserts, removed

    def indexes(self, upserts: Upserts, removed: Sequence[int], store: Path, embedder: Embedder, settings: Settings) -> None:
        """Write the lexical and the dense index, and the passages of guides and reviews."""
        cache = EmbeddingCache(store / EMBEDDINGS)
        index = IndexWriter(self._folder, embedder, cache, settings)
        try:
            index.update(upserts, removed, counter(self._progress, "embedding", len(upserts)))
            with writing(self._folder) as writer:
                guides, reviews = writer.guides(), writer.reviews()
            index.passages(guides, reviews, counter(self._progress, "embedding", len(guides) + len(reviews)))
        finally:
            index.close()
            cache.close()

    def manifest(self, embedder: Embedder) -> None:
        tables = load_tables(self._folder)
        manifest = Manifest(
            generation=self._folder.name, model=embedder.name, dimensions=embedder.dimensions, created_at=datetime.now(UTC),
            counts=self.totals, titled=self.titled, languages=tuple(tables.languages), currencies=tuple(tables.currencies), files=sizes(self._folder),
        )  # fmt: skip
        (self._folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")

    def _columns(self) -> tuple[Arrays, Tables]:
        if not (self._folder / ARRAYS).exists():
            return no_columns()
        return load_arrays(self._folder), load_tables(self._folder)

    def _products(self, writer: Writer, arrays: Arrays, tables: Tables) -> tuple[Upserts, list[int]]:
        old = writer.products(item.record.id for item in self._reading.products.incoming.values() if item.known)
        tell_titles(self._reading, old, self._gone["products"], writer)
        incoming = list(self._reading.products.incoming.values())
        rows = {product_id: row for row, product_id in enumerate(tables.ids)}
        for item in incoming:
            if rows.setdefault(item.record.id, len(tables.ids)) == len(tables.ids):
                tables.ids.append(item.record.id)
        upserts = [(rows[item.record.id], item.record) for item in incoming]
        old |= writer.products(item.record.id for item in incoming if item.known and item.record.id not in old)
        gone = writer.products(self._gone["products"])
        self._attributes(writer, upserts, {rows[key]: item for key, item in old.items()}, {rows[key]: item for key, item in gone.items()})
        writer.put_products((row, product, item.fingerprint) for (row, product), item in zip(upserts, incoming, strict=True))
        writer.remove("products", gone)
        self._progress("indexing", len(upserts), len(upserts))
        removed = [rows[key] for key in gone]
        arrays = build_columns(arrays, tables, upserts, removed)
        self._suppliers(writer)
        self.titled = titled_counts(arrays, tables)
        save_columns(self._folder, arrays, tables)
        write_facets(self._folder, arrays, tables, writer.suppliers(), writer.attribute_facets())
        return upserts, removed

    def _attributes(self, writer: Writer, upserts: Upserts, old: dict[int, Product], gone: dict[int, Product]) -> None:
        columns = build_attributes(upserts, old, gone, writer.attribute)
        writer.put_attributes(columns, {name: attribute_facet(column) for name, column in columns.items() if len(column.rows)})

    def _suppliers(self, writer: Writer) -> None:
        writer.put_suppliers((item.record, item.fingerprint) for item in self._reading.suppliers.incoming.values())
        writer.remove("suppliers", self._gone["suppliers"])

    def _others(self, writer: Writer) -> None:
        writer.put_guides((item.record, item.fingerprint) for item in self._reading.guides.incoming.values())
        writer.remove("guides", self._gone["guides"])
        writer.put_reviews((key, item.record, item.fingerprint) for key, item in self._reading.reviews.incoming.items())
        writer.remove("reviews", self._gone["reviews"])
        writer.put_orders((item.record, item.fingerprint) for item in self._reading.orders.incoming.values())
        writer.remove("orders", self._gone["orders"])


def ingest(
    paths: Sequence[Path | str],
    store: Path,
    *,
    mapping: str | Path | None = None,
    replace: bool = False,
    currency: str | None = None,
    embedder: Embedder | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read `paths` (files, folders, site addresses) into the store, by id: new records are added, changed ones updated, the others stay.
    `mapping`: a YAML file or the name of a packaged one. `replace`: remove every record, of all kinds, that isn't in `paths`. `currency`: for prices
    without one (else `settings.currency`, else CNY unless the mapping requires it).
    Bad rows go to `rejects.jsonl`, good ones to the store. The new generation is built beside the old one and swapped in atomically; an interrupted
    run resumes with the texts already embedded.
    Raises InputError (paths, mapping, no usable row), StoreBusy, ModelMismatch, StoreError (unwritable, disk full, damaged).
    """
    settings = settings or Settings()
    rules = load_mapping(mapping) if mapping else None
    found = find_sources(paths, rules)
    with building(Path(store)):
        run = Run(Path(store), embedder or make_embedder(settings), settings, progress or silent)
        return run.run(found, rules, replace, _currency(currency or settings.currency))


def renew(store: Path, *, embedder: Embedder | None = None, settings: Settings | None = None, progress: Progress | None = None) -> Report:
    """A new generation of the same records with the latest findings of `daogou enrich`; none if nothing changed. Raises like `ingest`."""
    settings = settings or Settings()
    with building(Path(store)):
        run = Run(Path(store), embedder or make_embedder(settings), settings, progress or silent)
        return run.renew()


class Run:
    """One ingest into a locked store."""

    def __init__(self, store: Path, embedder: Embedder, settings: Settings, progress: Progress) -> None:
        self._store, self._embedder, self._settings, self._progress = store, embedder, settings, progress
        self._generation = current_generation(store)
        self._version = ""
        self._seconds: dict[str, float] = {}
        self._clock = time.perf_counter()

    def run(self, found: Found, mapping: MappingFile | None, replace: bool, currency: str | None = None) -> Report:
        self._check_model()
        reading = self._read(found, mapping, replace, currency)
        gone: dict[Kind, set[str]] = {kind: intake.missing if replace else set() for kind, intake in reading.intakes.items()}
        for kind, intake in reading.intakes.items():
            intake.counts.removed = len(gone[kind])
        self._check_something(reading, replace)
        if self._generation is not None and not any(counts.changed for counts in reading.counts.values()):
            return self._report(reading, found, self._generation, dict(self._manifest_counts()), {})
        build, generation = self._build(reading, gone)
        self._forget_answers()
        return self._report(reading, found, generation, build.totals, build.orphans, build.titled)

    def renew(self) -> Report:
        self._check_model()
        nothing = Found([], [], [])
        reading = self._read(nothing, None)
        with stored(generation_folder(self._store, self._generation or "")) as writer:
            prints = {key: print_ for print_, key in writer.fingerprints("products").items()}
            known = writer.products(prints)
        for before, after in zip(known.values(), attached(self._store, known.values()), strict=True):
            if after != before:
                reading.products.again(after, prints[after.id])
        reading.finish()
        if not reading.products.incoming:
            return self._report(reading, nothing, self._generation or "", dict(self._manifest_counts()), {})
        build, generation = self._build(reading, {kind: set() for kind in reading.intakes})
        self._forget_answers()
        return self._report(reading, nothing, generation, build.totals, build.orphans)

    def _check_model(self) -> None:
        if self._generation is not None:
            folder = generation_folder(self._store, self._generation)
            manifest = read_manifest(folder)
            manifest.check_model(self._embedder.name)
            self._version = manifest.version
            check_sizes(folder, manifest.files)

    def _forget_answers(self) -> None:
        """Drop cached answers of the previous generation; a running server does the same when it opens the new one."""
        if self._version and self._settings.redis_url is not None:
            cache = open_cache(self._settings)
            cache.forget(self._version)
            cache.close()

    def _manifest_counts(self) -> Mapping[str, int]:
        return read_manifest(generation_folder(self._store, self._generation or "")).counts

    def _read(self, found: Found, mapping: MappingFile | None, replace: bool = False, currency: str | None = None) -> Reading:
        """Read the sources. A document is compared with others of this run and, unless `replace` may remove them, with the store's."""
        folder = generation_folder(self._store, self._generation) if self._generation else None
        with stored(folder) as writer:
            documents = [(guide.id, guide.text) for guide in writer.guides() if guide.source_kind == DOCUMENT and not replace]
            reading = Reading(writer.fingerprints, writer.times(), self._progress, documents, currency)
        for source in found.sources:
            reading.read(source, source.rules or mapping)
        incoming = list(reading.products.incoming.values())
        for item, product in zip(incoming, attached(self._store, (item.record for item in incoming)), strict=True):
            item.record = product
        reading.finish()
        self._lap("reading")
        return reading

    def _check_something(self, reading: Reading, replace: bool) -> None:
        good = any(counts.read > counts.rejected for counts in reading.counts.values())
        if good or (self._generation is not None and not replace):
            return
        file = reading.rejects.write(self._store)
        first = f" The first: {reading.rejects.rows[0].reason}." if reading.rejects.rows else ""
        where = f" See {file}." if file else ""
        raise InputError(f"Not one row could be used, so the store is left as it was.{first}{where}")

    def _build(self, reading: Reading, gone: dict[Kind, set[str]]) -> tuple[Build, str]:
        folder = new_generation(self._store)
        try:
            build = Build(folder, reading, gone, self._progress)
            upserts, removed = build.records()
            self._lap("indexing")
            build.indexes(upserts, removed, self._store, self._embedder, self._settings)
            self._lap("embedding")
            build.manifest(self._embedder)
            self._progress("swapping", 0, 1)
            swap(self._store, folder)
        except BaseException as error:
            full = is_full(self._store)
            if current_generation(self._store) != folder.name:
                discard(folder)
            if full and isinstance(error, Exception):  # each index raises its own error when the disk is full
                raise unwritable(self._store, full) from error
            raise
        self._progress("swapping", 1, 1)
        self._lap("swapping")
        return build, folder.name

    def _report(
        self,
        reading: Reading,
        found: Found,
        generation: str,
        totals: dict[str, int],
        orphans: dict[Kind, int],
        titled: Mapping[TitledField, Titled] | None = None,
    ) -> Report:
        rejects = reading.rejects.write(self._store)
        notes = (*found.notes, *_notes(reading, orphans), *(said(field, told) for field, told in (titled or {}).items()))
        return Report(
            store=self._store, generation=generation, changed=generation != self._generation, counts=reading.counts, totals=totals,
            skipped=tuple(found.skipped), notes=notes, rejects=rejects, seconds=self._seconds,
        )  # fmt: skip

    def _lap(self, stage: str) -> None:
        now = time.perf_counter()
        self._seconds[stage] = round(now - self._clock, 3)
        self._clock = now


def _currency(code: str | None) -> str | None:
    if code is not None and not re.fullmatch("[A-Za-z]{3}", code):
        raise InputError(f"{code!r} is no currency: give its three letters, such as USD, EUR or CNY.")
    return code.upper() if code else None


def _notes(reading: Reading, orphans: dict[Kind, int]) -> list[str]:
    notes = []
    notes += [_unknown(kind, names) for kind, names in reading.unknown.items()]
    notes += reading.notes
    stale = sum(intake.counts.stale for intake in reading.intakes.values())
    if stale:
        notes.append(f"{stale} rows are older (updated_at) than what the store has, which stays.")
    notes += [f"{count} {kind} are of products that the store doesn't have." for kind, count in orphans.items() if count]
    return notes


def _unknown(kind: Kind, columns: list[str]) -> str:
    if len(columns) == 1:
        return f"{kind}: column {columns[0]} is no native field; left out."
    more = f" and {len(columns) - _NAMED} more" if len(columns) > _NAMED else ""
    return f"{kind}: columns {', '.join(columns[:_NAMED])}{more} are no native fields; left out."
