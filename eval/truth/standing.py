"""What the records say against an outside statement on a brand, and whose suppliers are rated highest: counted anew."""

import re
from collections.abc import Iterator

from ...schema.product import Product
from .claim import Claims, Found, value_of
from .statement import Statement
from .world import World

standing = Claims()


@standing(
    r"这与目录里(?P<a>[^，。]{1,30}?)的记录不符，以目录为准：(?:证书 )?(?P<of>\d+) 款里有 (?P<n>\d+) 款"
    r"(?:的 (?P<name>[^，。；]+?) 在有效期内|有在有效期内的)"
    r"|Of (?P<b>[^,;.]{1,40}?) the catalogue's record stands, which says otherwise: (?:certificates? )?(?:(?P<called>[\w /.-]+?) )?"
    r"in force for (?P<m>\d+) of (?P<whole>\d+) products"
)
def held(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Of all its products, or of those of the kind that is spoken of."""
    brand = world.brands.get((found["a"] or found["b"]).strip(" *"))
    every = [product for product in world.catalogue.products(_alive(world)) if product.brand == brand] if brand else []
    kinds = {kind for product in every for kind in product.category}
    groups = [every, *([product for product in every if kind in product.category] for kind in kinds)]
    counts = {(sum(_holds(product, found["name"] or found["called"] or "", world) for product in some), len(some)) for some in groups}
    if (int(found["n"] or found["m"]), int(found["of"] or found["whole"])) not in counts:
        yield "certificate", f"of {brand}: {counts}"


@standing(r"这 (?P<zh>\d+) 家里评分最高的是[^（]*（(?P<a>[\d.]+)）|Rated highest of these (?P<en>\d+):[^(]*\((?P<b>[\d.]+)\)")
def best_rated(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """By the names on the line, of the suppliers that are shown: the names themselves are no longer in what is left."""
    rated = {known.key: value_of(known, "rating") or 0 for known in world.suppliers.values()}
    best = {key for key, rating in rated.items() if rating == max(rated.values())}
    named = {known.key for known in world.suppliers.values() if any(name in statement.line for name in known.names)}
    if int(found["zh"] or found["en"]) != len(rated) or float(found["a"] or found["b"]) != float(max(rated.values())) or named != best:
        yield "relation", f"ratings: {rated}"


def _holds(product: Product, name: str, world: World) -> bool:
    return any(one.valid_on(world.today) and _folded(name) in _folded(one.name) for one in product.certifications)


def _alive(world: World) -> list[str]:
    columns = world.catalogue.columns
    return [product_id for product_id, alive in zip(columns.ids, columns.alive, strict=True) if alive]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
