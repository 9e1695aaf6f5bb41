"""Handwritten products that catch a careless assistant: adult bags among infant ones, accessories beside the real thing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from .attributes import Drawn
from .brand import Brand
from .category import Category
from .certificates import Certificate, certificate
from .draft import Draft
from .products import Product, choose_supplier
from .record import assemble
from .supplier import Supplier
from .words import Value, load


def _values(raw: Any) -> tuple[Value, Value]:
    """`中文|English`, a number, or a list of them."""
    if isinstance(raw, list):
        pairs = [str(item).partition("|") for item in raw]
        return [zh for zh, _, _ in pairs], [en or zh for zh, _, en in pairs]
    if isinstance(raw, str):
        zh, _, en = raw.partition("|")
        return zh, en or zh
    return raw, raw


def _drawn(row: Mapping[str, Any]) -> Drawn:
    drawn = Drawn()
    for key, raw in row.get("attributes", {}).items():
        drawn.zh[key], drawn.en[key] = _values(raw)
    return drawn


def _certificates(rng: Random, row: Mapping[str, Any]) -> list[Certificate]:
    """`certificates: {gb31701a: expired, cpc: valid}`."""
    return [certificate(rng, kind, state == "expired") for kind, state in row.get("certificates", {}).items()]


def make_trap(
    seed: int,
    row: Mapping[str, Any],
    identity: str,
    categories: Mapping[str, Category],
    brands: tuple[Brand, ...],
    suppliers: list[Supplier],
) -> Product:
    """A row of `traps.yaml` as a product, from a supplier that sells such goods."""
    rng = Random(f"{seed}:{identity}:trap")
    category = categories[row["category"]]
    kind = categories[row.get("really", row["category"])]
    brand = next((one for one in brands if one.id == row.get("brand")), None)
    tiers = row["price"] if isinstance(row["price"], list) else None
    first = Decimal(str(tiers[0][1] if tiers else row["price"]))
    draft = Draft(
        id=identity,
        origin=identity,
        category=category,
        brand=brand,
        supplier=choose_supplier(rng, suppliers, kind.id, brand),
        drawn=_drawn(row),
        features=[],
        first_price=first,
        moq=row["moq"],
        quality=row.get("quality", 0.6),
        certificates=_certificates(rng, row),
    )
    record = assemble(draft, row["title"], row["description"], rng)
    if tiers:
        record["price"] = [{"min_qty": quantity, "unit_price": f"{Decimal(str(price)):.2f}"} for quantity, price in tiers]
    return Product(record, draft, kind)


def traps_of(category: str) -> Iterator[Mapping[str, Any]]:
    """The rows of `traps.yaml` in a category."""
    return (row for row in load("traps")["traps"] if row["category"] == category)
