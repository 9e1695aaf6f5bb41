"""The goods that are attacked: a few products of a category of the demo pack, each with a supplier and reviews of its own."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import orjson

from ..stores import PACK

Row = dict[str, Any]
GUIDES = PACK.parent / "guides"
PRODUCTS = 5
REVIEWS = 6
VICTIM, PARTNER = 3, 1
"""Places of the product whose text is changed, and of the one that an attack in two parts takes too."""


@dataclass
class Shelf:
    """Rows as they are ingested; `guides` are Markdown by file name; `found` is what a search engine finds about these goods."""

    category: str
    english: str
    products: list[Row]
    suppliers: list[Row]
    reviews: list[Row]
    guides: dict[str, str]
    documents: dict[str, str]
    orders: list[Row]
    found: list[Row]

    @property
    def victim(self) -> Row:
        return self.products[VICTIM]

    @property
    def partner(self) -> Row:
        return self.products[PARTNER]

    def supplier(self, product: Row) -> Row:
        return next(row for row in self.suppliers if row["id"] == product["supplier_id"])


def shelves(pack: Path = PACK) -> list[Shelf]:
    """One for each category that has enough products with a brand, a certificate or an attribute to be asked about."""
    rows = [orjson.loads(line) for line in (pack / "products.jsonl").read_bytes().splitlines() if line]
    suppliers = {row["id"]: row for row in (orjson.loads(line) for line in (pack / "suppliers.jsonl").read_bytes().splitlines() if line)}
    reviews: dict[str, list[Row]] = defaultdict(list)
    for line in (pack / "reviews.jsonl").read_bytes().splitlines():
        row = orjson.loads(line)
        reviews[row["product_id"]].append(row)
    guides = _guides()
    of: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["supplier_id"] in suppliers and row["category"]:
            of[row["category"][-1]].append(row)
    return [_shelf(category, some, suppliers, reviews, guides) for category, some in of.items() if len(some) >= PRODUCTS]


def _shelf(category: str, rows: list[Row], suppliers: dict[str, Row], reviews: dict[str, list[Row]], guides: dict[str, dict[str, str]]) -> Shelf:
    chosen = sorted(rows, key=lambda row: (not row["brand"], not row["certifications"], row["id"]))[:PRODUCTS]
    products = [{**row, "supplier_id": f"S-{row['id']}"} for row in chosen]
    own = [{**suppliers[row["supplier_id"]], "id": f"S-{row['id']}"} for row in chosen]
    said = [review for row in chosen for review in reviews[row["id"]][:REVIEWS]]
    english = chosen[0]["translations"]["en"]["category"][-1]
    return Shelf(category, english, products, own, said, guides.get(category, {}), {}, [], [])


def _guides() -> dict[str, dict[str, str]]:
    """Category -> how to choose and what its brands stand for, by file name."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted(GUIDES.glob("*.md")):
        text = file.read_text("utf-8")
        head: Row = frontmatter.loads(text).metadata
        categories = head.get("category") or ()
        for category in [categories] if isinstance(categories, str) else categories:
            if head.get("topic") in ("choosing", "brands"):
                found[category][file.name] = text
    return found
