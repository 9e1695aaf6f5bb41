"""Suppliers: what kind of company it is, whether the platform has verified it, what it supplies."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ...understanding.language.lexicon import load
from .claim import Claims, Found, group, value_of
from .known import Known
from .statement import Statement
from .world import World

suppliers = Claims()
_KINDS = {"工厂": "factory", "factory": "factory", "贸易商": "trader", "trading company": "trader", "品牌商": "brand", "brand owner": "brand"}


@suppliers(r"登记的是贸易商，名称里却写着厂|it's registered as a trading company though its name says factory")
def claims_factory(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if any(value_of(known, "kind") != "trader" for known in statement.about or ()):
        yield "supplier", "it isn't registered so"


@suppliers(
    r"(?<![一-鿿])(工厂|贸易商|品牌商)(?![一-鿿])|(?<=[的是为])(工厂|贸易商"
    r"|品牌商)(?=[，。；、）])|\b(factory|trading company|brand owner)\b(?= in |,|\.|$)"
)
def kind(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if statement.of_conditions and not re.search(r"(?:供应商是|supplier: ?)$", found.string[: found.start()]):
        return
    asked = any(one.field == "supplier.kind" for one in world.reply.need.conditions)
    inside = len(re.findall(r"[（(]", found.string[: found.start()])) > len(re.findall(r"[)）]", found.string[: found.start()]))
    if asked and inside and statement.about is None:
        return
    those = statement.about if statement.about is not None else _named(world, statement.line) or world.cited_sellers or list(world.suppliers.values())
    if not those:
        yield "supplier", "nobody is named"
    for known in those:
        mine = value_of(known, "kind")
        if mine != _KINDS[group(found).casefold()]:
            yield "supplier", f"it is a {mine}"


def _named(world: World, line: str) -> list[Known]:
    """The suppliers that a line names."""
    return [known for known in world.suppliers.values() if any(name in line for name in known.names)]


@suppliers(r"没有通过平台认证|not verified by the platform")
def unverified(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if any(value_of(known, "verified") is True for known in statement.about or world.suppliers.values()):
        yield "supplier", "the platform has verified it"


@suppliers(r"平台认证过|(?:已|已经)?通过(?:了)?平台(?:的)?认证|已(?:获|经)?平台认证|verified by the platform")
def verified(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    if any(value_of(known, "verified") is not True for known in statement.about or world.suppliers.values()):
        yield "supplier", "the platform hasn't verified it"


@suppliers(r"在目录里共有 (\d+) 款：|; (\d+) products? in this catalogue in all:|\b(\d+) products? in this catalogue in all:")
def supplied(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    counts = [len(world.catalogue.supplier_products(key)) for key in world.suppliers]
    if int(group(found)) not in counts:
        yield "count", f"its products: {counts}"


@suppliers(
    r"(?P<none>目录里没有它的|It has no )(?P<goods>[^；;。]+?)(?:；|;| in this catalogue)|它在目录里有 (?P<n>\d+) 款(?P<zh>[^。]+)"
    r"|Of (?P<en>[^.]+?) it has (?P<m>\d+)\b[^.]*"
)
def sells(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Whether it has other goods that were asked about."""
    wanted = (found["goods"] or found["zh"] or found["en"]).strip().casefold()
    products = [product for key in world.suppliers for product in world.catalogue.products(world.catalogue.supplier_products(key))]
    paths = [[*product.category, *(part for text in product.translations.values() for part in text.category)] for product in products]
    count = sum(wanted in map(str.casefold, path) for path in paths)
    if count != int(found["n"] or found["m"] or 0):
        yield "count", f"it has {count}"


@suppliers(r"别处有没有做，要问它|that is no word on what it makes besides, so ask")
def besides(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    yield from ()


@suppliers(r"([一-鿿A-Za-z][一-鿿A-Za-z' /&-]*?)\s*[（(](\d+)[)）](?=[、和，。.,等]| and | among |$)")
def of_kind(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """Kinds with how many there are of each: of a supplier, of a brand, of the catalogue."""
    wanted = found[1].strip().removeprefix("和").removeprefix("and ").strip()
    paths = [
        (path, facet.count)
        for facet in world.catalogue.facets().categories
        for path in (facet.path, *facet.aliases.values())
        if path and path[-1].casefold() == wanted.casefold()
    ]
    counts = {count for _, count in paths} | world.brand_goods.counts(wanted)
    mine_only = [known.key for known in statement.about or () if known.key in world.suppliers]
    counts = set[int]() if mine_only else counts
    for key in mine_only or world.suppliers:
        products = world.catalogue.products(world.catalogue.supplier_products(key))
        mine = Counter(
            name.casefold() for product in products for name in {product.text(language).category[-1] for language in ("zh", "en") if product.category}
        )
        counts |= {mine[wanted.casefold()]} if mine[wanted.casefold()] else set()
    if int(found[2]) not in counts and not (world.unplaced and int(found[2]) <= max(world.brand_goods.counts(wanted), default=0)):
        yield "count", f"{wanted}: {sorted(counts)}"


@suppliers(r"记录里写明|the record states|供应商写明能做(?:的是)?|the supplier states it|what the supplier states is|services:|(?:可以?|能)做")
def able(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What it can do must stand in its record, word by word: the words that follow are held against it."""
    yield from ()


@suppliers(r"(?P<zh>没写明(?:能不能做(?P<what>[^；，。]+))?)|(?P<en>[\w -]+)?: ?not stated")
def unable(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    label = (found["what"] or found["en"] or "".join(re.findall(r"\*\*([^*]+)\*\*", statement.line))).strip()
    for row in load("capabilities").values():
        if isinstance(row, dict) and label.casefold() in [str(one).casefold() for one in row.get("label", ())]:
            for known in statement.about or ():
                stated = known.said if known.key in world.suppliers else known.supplier.said if known.supplier else known.said
                if any(stated.states(word) if not word.isascii() else False for word in map(str, row["means"])):
                    yield "negation", f"{label} is stated"


@suppliers(r"^\W*(?:Supplies|供应)(?=\W*\Z|[\s*和、,]|\s*and\b)")
def supplies(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """The products named behind it are its own."""
    for name in re.findall(r"\*\*(.+?)\*\*", statement.said):
        for known in world.named(name)[:1]:
            if known.supplier and known.supplier.key not in {one.key for one in statement.about or ()} | set(world.suppliers):
                yield "supplier", f"{name} is sold by {known.supplier.names[0]}"


@cache
def capability_labels() -> frozenset[str]:
    """What capabilities are called."""
    return frozenset(str(label).casefold() for row in load("capabilities").values() if isinstance(row, dict) for label in row.get("label", ()))
