"""Write the demo pack: `python -m daogou.demo.generate [--seed N] [--out DIR]`. The same seed gives the same bytes."""

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .brand import load_brands
from .category import Category, load_categories
from .orders import make_orders
from .products import Product, category_products, identifiers
from .reviews import product_reviews, settle
from .supplier import make_suppliers, supplier_record
from .traps import make_trap, traps_of

SEED = 20261101
REVIEWS_A_PRODUCT = 3.6
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Pack:
    """The demo data, as records in the native format."""

    products: list[dict[str, Any]]
    suppliers: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    orders: list[dict[str, Any]]

    def files(self) -> Mapping[str, list[dict[str, Any]]]:
        return {"products.jsonl": self.products, "suppliers.jsonl": self.suppliers, "reviews.jsonl": self.reviews, "orders.jsonl": self.orders}


def make_pack(seed: int = SEED, only: Iterable[str] = ()) -> Pack:
    """Make the pack, of all categories or of those in `only` (ids of `categories.yaml`). Raises TableError."""
    brands, categories = load_brands(), load_categories()
    by_id = {category.id: category for category in categories}
    suppliers = make_suppliers(seed, brands)
    products: list[Product] = []
    wanted = set(only)
    for index, category in enumerate(categories):
        if not wanted or category.id in wanted:
            ids = identifiers(index)
            products += category_products(seed, category, ids, brands, suppliers)
            products += [make_trap(seed, row, next(ids), by_id, brands, suppliers) for row in traps_of(category.id)]
    reviews = _review_all(seed, products)
    return Pack([one.record for one in products], _supplier_records(seed, suppliers, by_id), reviews, make_orders(products))


def _supplier_records(seed: int, suppliers: list[Any], by_id: Mapping[str, Category]) -> list[dict[str, Any]]:
    return [supplier_record(seed, one, by_id) for one in suppliers]


def _review_all(seed: int, products: list[Product]) -> list[dict[str, Any]]:
    seen: set[str] = set()
    rows = []
    for product in products:
        written = product_reviews(seed, product, REVIEWS_A_PRODUCT, seen)
        settle(seed, product, written)
        rows += written
    return rows


def write_pack(pack: Pack, folder: Path) -> None:
    """Write the pack as JSON Lines in UTF-8, one file per kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in pack.files().items():
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / name).write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write Daogou's synthetic demo data.")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    pack = make_pack(options.seed)
    write_pack(pack, options.out)
    for name, rows in pack.files().items():
        print(f"{options.out / name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
