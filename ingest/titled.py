"""Update of the brands and categories that titles tell, in a store being built."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ..catalogue.columns import NONE, Arrays, Ints, Tables
from ..catalogue.manifest import Titled
from ..catalogue.tables import CategoryNames, Names
from ..schema.product import Product, TitledField
from .intake import Incoming
from .reading import Reading
from .row import Row
from .titles.reading import FromTitles, Stated, from_titles
from .writing import Writer


def tell_titles(reading: Reading, old: Mapping[str, Product], gone: Iterable[str], writer: Writer) -> None:
    """Set what titles tell on incoming products, and store again those for which it changed. If no title, brand, category or set of products changed,
    the stored findings stay and no title is read."""
    incoming = reading.products.incoming
    left = set(gone)
    if not left and all(key in old and Stated.of(old[key]) == Stated.of(item.record) for key, item in incoming.items()):
        for key, item in incoming.items():
            item.record = kept(item.record, old[key])
        return
    stored = {each.id: (each, print_) for each, print_ in writer.stated() if each.id not in incoming and each.id not in left}
    found = from_titles([*(each for each, _ in stored.values()), *(Stated.of(item.record) for item in incoming.values())])
    for item in incoming.values():
        item.record = found.told(item.record)
    _store_again(reading, found, stored, writer)


def kept(product: Product, before: Product) -> Product:
    """The product with the findings of its unchanged title."""
    own = product.recorded
    return own.model_copy(update={"titled": before.titled, **{name: getattr(before, name) for name in before.titled}})


def _store_again(reading: Reading, found: FromTitles, stored: Mapping[str, tuple[Stated, bytes]], writer: Writer) -> None:
    before = writer.titled()
    changed = [key for key in stored if before.get(key, (None, ())) != _told(found, key)]
    for key, product in writer.products(changed).items():
        reading.products.incoming[key] = Incoming(Row("", 0, {}), found.told(product), stored[key][1], True, None)


def _told(found: FromTitles, key: str) -> tuple[str | None, tuple[str, ...]]:
    brand, shelf = found.brands.get(key), found.shelves.get(key)
    return (brand.name if brand else None), (shelf.path if shelf else ())


def titled_counts(arrays: Arrays, tables: Tables) -> dict[TitledField, Titled]:
    """Counts of brands and categories that titles told."""
    every: dict[TitledField, Titled | None] = {
        "brand": _counted(arrays.brand[arrays.alive], tables.brands),
        "category": _counted(arrays.category[arrays.alive], tables.categories),
    }
    return {field: counts for field, counts in every.items() if counts is not None}


def _counted(codes: Ints, names: Sequence[Names | CategoryNames]) -> Titled | None:
    by_title = np.array([*(name.titled for name in names), False], np.bool_)[codes]
    if not by_title.any():
        return None
    recorded = int(((codes != NONE) & ~by_title).sum())
    return Titled(names=len(np.unique(codes[by_title])), products=int(by_title.sum()), without=len(codes) - recorded, recorded=recorded > 0)


def said(field: TitledField, told: Titled) -> str:
    """A sentence on what titles told, for the report."""
    found = {"brand": "brands found in", "category": "shelves made from"}[field]
    share = f"{told.products:,} of {told.without:,} products" if told.recorded else f"{told.products / told.without:.0%} of products"
    none = f"Without a {field} on record" if told.recorded else {"brand": "No brands", "category": "No categories"}[field]
    return f"{none}: {told.names:,} {found} titles, {share}."
