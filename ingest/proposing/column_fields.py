"""Assignment of a file's columns to fields, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..row import Kind
from .column import Column
from .fitting import Table, alone, fit
from .names import fields_of, named, words_of
from .row_ids import runs

_ENOUGH = 0.45
_REQUIRED: dict[Kind, tuple[str, ...]] = {
    "products": ("id", "title"), "reviews": ("product_id", "text"), "orders": ("buyer_id", "product_id", "quantity"), "suppliers": ("name",),
}  # fmt: skip


@dataclass
class Found:
    """The assigned fields of a file: name -> (column, reason)."""

    kind: Kind
    chosen: dict[str, tuple[Column, str]] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(1.0 for name in _REQUIRED[self.kind] if name in self.chosen) / len(_REQUIRED[self.kind])


def kind_of(table: Table) -> Found | None:
    """Products, unless the file has the columns of reviews, orders or suppliers; None if it is none of them."""
    found = {kind: chosen(kind, table) for kind in _REQUIRED}
    orders, reviews, products, suppliers = found["orders"], found["reviews"], found["products"], found["suppliers"]
    if orders.score == 1 and "ordered_at" in orders.chosen:
        return orders
    if reviews.score == 1 and "price" not in products.chosen and reviews.chosen["product_id"][0].distinct < 0.9:
        return reviews
    if products.score == 1:
        return products
    if suppliers.score == 1 and "title" not in products.chosen:
        return suppliers
    return products if "title" in products.chosen else None


def chosen(kind: Kind, table: Table, taken: frozenset[str] = frozenset()) -> Found:
    """Assign each column to at most one field, best score first."""
    found = Found(kind)
    columns = [column for column in table.columns if column.path not in taken and not column.of_rows and not column.is_open]
    every = ((*_score(kind, name, column), name, column) for name in fields_of(kind) for column in columns)
    pairs = [(score, name, column, why) for score, why, name, column in every if score >= _ENOUGH]
    used: set[str] = set()
    if kind == "products":
        _brand_by_titles(pairs, table)
    for _, name, column, why in sorted(pairs, key=lambda each: -each[0]):
        if name not in found.chosen and column.path not in used and not (name == "id" and runs(column) and _is_number_of_rows(column)):
            found.chosen[name] = (column, why)
            used.add(column.path)
    if kind == "products" and "title" not in found.chosen and {"price", "id"} & found.chosen.keys():
        _title_by_values(found, columns, used)
    return found


def _is_number_of_rows(column: Column) -> bool:
    """True if the name is no clear id name: "No.", "Sl No", 序号."""
    return named("products", "id", column.path) < 0.75 or words_of(column.path)[-1:] == ("no",)


def _title_by_values(found: Found, columns: Sequence[Column], used: set[str]) -> None:
    """For a price list without a title column ("Medicines"), take the most varied text column as title."""
    names = [column for column in columns if column.path not in used and fit("title", column) and column.share > 0.9 and column.distinct > 0.3]
    if names:
        best = max(names, key=lambda column: (round(column.distinct, 1), column.length))
        found.chosen["title"] = (best, "no column is called title, and its texts are the most varied")


def _score(kind: Kind, name: str, column: Column) -> tuple[float, str]:
    by_name, by_values = named(kind, name, column.path), fit(name, column)
    if by_values == 0 or by_name < 0:
        return 0.0, ""
    told = alone(name, column)
    if by_name > 0:
        why = "its name" if by_name > 0.75 else "part of its name"
        return 0.65 * by_name + 0.35 * by_values + 0.1 * (name == "image" and _is_medium(column)), why
    return told + 0.2 * by_values if told else 0.0, "by its values"


def _is_medium(column: Column) -> bool:
    """True for a medium size among several pictures."""
    return not any(word in column.path.lower() for word in ("thumb", "small", "low", "high", "large", "zoom", "orig", "full"))


def _brand_by_titles(pairs: list[tuple[float, str, Column, str]], table: Table) -> None:
    """Make a column the brand if titles begin with its values, whatever its name; lower it if no title has them."""
    title = max((each for each in pairs if each[1] == "title"), key=lambda each: each[0], default=None)
    if title is None:
        return
    for column in {each[2].path: each[2] for each in pairs}.values():
        repeated = column.share >= 0.3 and 0 < column.distinct < 0.8 and not column.lists
        if column is title[2] or not repeated or not fit("brand", column):
            continue
        share = table.leads(column, title[2])
        if share > 0.4:
            pairs.append((0.75 + 0.2 * share, "brand", column, f"{share:.0%} of titles begin with it"))
            pairs[:] = [each for each in pairs if each[2] is not column or each[1] == "brand"]
