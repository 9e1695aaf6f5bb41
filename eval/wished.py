"""ShoppingBench's records: the wishes with their products, and the catalogue that those products make together."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..catalogue.facets import Facets
from ..schema.product import PriceTier, Product
from .taught import facets_from

_FILES = ("product_dev.jsonl", "voucher_dev.jsonl")


@dataclass(frozen=True)
class Wish:
    """A message, and the (kind, attribute, value) of every product wished for."""

    text: str
    gold: tuple[tuple[str, str, str], ...]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def wishes(folder: Path) -> Iterator[Wish]:
    """Those of both files."""
    for name in _FILES:
        for row in rows(folder / name):
            gold = tuple(value for product in _products(row) for value in _stated(product))
            yield Wish(row["query"], gold)


def facets(folder: Path) -> Facets:
    """What all products of both files teach: they have no categories, prices don't count."""
    products: dict[str, Product] = {}
    for product in (product for name in _FILES for row in rows(folder / name) for product in _products(row)):
        known = products.get(product["product_id"])
        stated: dict[str, list[str]] = {}
        for _, name, value in _stated(product):
            stated.setdefault(name, []).append(value)
        brand = next(iter(stated.pop("brand", ())), known.brand if known else None)
        attributes = {**(known.attributes if known else {}), **{name: tuple(values) for name, values in stated.items()}}
        products[product["product_id"]] = Product(
            id=product["product_id"],
            title=product["title"][0],
            currency="PHP",
            price=(PriceTier(min_qty=1, unit_price=Decimal(1)),),
            brand=brand,
            attributes=attributes,
            lang="en",
        )
    return facets_from(products.values())


def _products(row: dict[str, Any]) -> list[dict[str, Any]]:
    reward = row["reward"]
    return reward if isinstance(reward, list) else [reward]


def _stated(product: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for option in product.get("sku_options", ()):
        yield from (("option", name, str(value)) for name, value in option.items())
    for attribute in product.get("attributes", ()):
        yield from (("attribute", name, str(value)) for name, values in attribute.items() for value in values)
