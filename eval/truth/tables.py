"""What a reply says beside its text: cards, the comparison, what giving way would bring, letters."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ...schema.condition import Condition
from ...schema.product import Product
from ...schema.reply import Card
from .quoting import folded
from .relations import better
from .units import amounts
from .world import World

_FIELDS = ("price", "moq", "rating", "sold_90d", "supplier.years", "supplier.rating", "supplier.repurchase_rate")
_LETTER = re.compile(r"^> .*?(?:\d+\. )?(?P<title>[^「」\"]+?)[」\"]?\s?(?:（商品编号 (?P<zh>[^）]+)）|\(product (?P<en>[^)]+)\))")
_QUANTITY = re.compile(r"^> (?:数量：|Quantity: )(\d+)")


def table_faults(world: World) -> Iterator[tuple[str, str, str]]:
    yield from _cards(world)
    yield from _comparison(world)
    yield from _letters(world)


def _cards(world: World) -> Iterator[tuple[str, str, str]]:
    for card in world.reply.cards:
        product = world.catalogue.product(card.product_id)
        if product is None:
            yield "name", f"card {card.product_id}", "there is no such product"
            continue
        for name, said, stated in _said(world, card, product):
            if said != stated:
                yield "number" if name != "price" else "price", f"card {card.product_id}", f"{name}: {said}, not {stated}"
        for kind, names in (("met", card.met), ("failed", card.failed), ("unknown", card.unknown)):
            for one in world.reply.need.active:
                if one.name in names and _verdict(world, card, one) != kind:
                    yield "relation", f"card {card.product_id}", f"{one.name} is {_verdict(world, card, one)}, not {kind}"


def _said(world: World, card: Card, product: Product) -> Iterator[tuple[str, object, object]]:
    yield "price", None if card.price is None else Decimal(card.price), product.price_at(world.reply.need.quantity)
    yield "currency", card.currency, product.currency
    yield "moq", card.moq, product.moq
    yield "rating", card.rating, product.rating
    yield "sold in 90 days", card.sold_90d, product.sold_90d
    yield "supplier", card.supplier_id, product.supplier_id
    yield "tiers", [(one.min_qty, Decimal(one.unit_price)) for one in card.price_tiers], _orderable(product)
    titles = {product.title, *(product.text(language).title for language in ("zh", "en"))}
    yield "title", card.title in titles, True


def _orderable(product: Product) -> list[tuple[int, Decimal]]:
    """The recorded prices by quantity: the one that holds at the MOQ from there on, and those of more pieces."""
    least = product.moq or 1
    at_least = [one for one in product.price if one.min_qty <= least][-1:]
    return [*((least, one.unit_price) for one in at_least), *((one.min_qty, one.unit_price) for one in product.price if one.min_qty > least)]


def _verdict(world: World, card: Card, one: Condition) -> str:
    known = world.products[card.product_id]
    verdict = world.fitting.meets(known, [one])
    return {True: "met", False: "failed", None: "unknown"}[verdict]


def _comparison(world: World) -> Iterator[tuple[str, str, str]]:
    table = world.reply.comparison
    for row in table.rows if table else ():
        known = [world.products.get(id) for id in (table.product_ids if table else ())]
        if row.field not in _FIELDS or None in known:
            continue
        values = [better(one, row.field) for one in known if one is not None]
        for said, (_, value) in zip(row.values, values, strict=True):
            numbers = {amount for _, amount in amounts(said.split("（")[0].split(" (")[0].replace("¥", ""))}
            shown = value * 100 if value is not None and row.field.endswith("rate") else value
            if (
                (shown is None) != (not numbers)
                or shown is not None
                and not any(abs(number - shown) < Decimal("0.51") if row.field.endswith("rate") else number == shown for number in numbers)
            ):
                yield "number", f"comparison {row.field}", f"{said} where the record says {value}"
        if row.winner is not None and any(value is not None and value * sign < (values[row.winner][1] or 0) * sign for sign, value in values):
            yield "relation", f"comparison {row.field}", f"{row.values[row.winner]} isn't the best"


def _letters(world: World) -> Iterator[tuple[str, str, str]]:
    for line in world.reply.text.split("\n"):
        if found := _LETTER.search(line):
            known = world.products.get(found["zh"] or found["en"])
            if known is None or not any(folded(name) in folded(found["title"]) or folded(found["title"]) in folded(name) for name in known.names):
                yield "name", line, "no product of that number has that name"
        if (found := _QUANTITY.search(line)) and int(found[1]) not in {one.quantity for one in world.reply.inquiries}:
            yield "number", line, f"asked for: {[one.quantity for one in world.reply.inquiries]}"
