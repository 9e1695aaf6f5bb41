"""Fictional suppliers in real industrial regions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from .brand import Brand
from .category import Category
from .certificates import Certificate, draw_certificates, in_english
from .words import Cell, cells, load

COMPANY = Cell.parse("有限公司|Co., Ltd.")
SUFFIX = {
    "factory": (Cell.parse("厂|Factory"), COMPANY),
    "trader": (Cell.parse("商行|Trading House"), Cell.parse("贸易有限公司|Trading Co., Ltd.")),
    "brand": (COMPANY,),
}
# Endings that only 有限公司 may follow, and trades of traders only.
CLOSED = ("科技", "业", "商务", "贸易", "进出口", "制品", "用品", "工艺品")
TRADING = ("贸易", "进出口", "电子商务")
BRAND_SHARE = 0.4


@dataclass(frozen=True)
class Supplier:
    """A supplier; `trust`, 0 to 1, decides its rating and the quality of its goods."""

    id: str
    kind: str
    name: Cell
    place: Cell
    city: Cell
    province: Cell
    categories: tuple[str, ...]
    trust: float
    certificates: tuple[Certificate, ...]
    brand: str | None = None

    def sells(self, category: str) -> bool:
        return category in self.categories


def _name(rng: Random, kind: str, place: Cell, stem: Cell, trade: Cell) -> Cell:
    suffix = rng.choice(SUFFIX[kind])
    if trade.zh.endswith(TRADING) or (kind == "factory" and trade.zh.endswith(CLOSED)):
        suffix = COMPANY
    return Cell((f"{place.zh}{stem.zh}{trade.zh}{suffix.zh}", f"{place.en} {stem.en} {trade.en} {suffix.en}"))


def _trades(belt: Mapping[str, Any]) -> dict[Cell, list[str]]:
    """Trade of the region -> categories that it makes."""
    raw = belt["trade"]
    makes: dict[str, list[str]] = raw if isinstance(raw, dict) else dict.fromkeys(raw, belt["categories"])
    return {Cell.parse(trade): categories for trade, categories in makes.items()}


def _categories(rng: Random, kind: str, names: list[str], must: str) -> tuple[str, ...]:
    """One or two categories for a factory, up to six for a trader, `must` among them."""
    size = rng.randint(1, min(len(names), 2 if kind == "factory" else 6))
    return tuple(sorted({must, *rng.sample(names, k=size)}, key=names.index))


def _plan(belts: list[dict[str, Any]]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """(kind, turn, region) for each supplier; the turn gives every category of a region a maker."""
    for belt in belts:
        for kind in ("factory", "trader"):
            yield from ((kind, turn, belt) for turn in range(belt[kind]))


def _supplier(rng: Random, number: int, kind: str, belt: Mapping[str, Any], stem: Cell, must: str) -> Supplier:
    trades = {trade: made for trade, made in _trades(belt).items() if kind == "trader" or must in made}
    trade = rng.choice(list(trades))
    names = belt["categories"] if kind == "trader" else trades[trade]
    place, city, province = (Cell.parse(belt[key]) for key in ("place", "city", "province"))
    trust = min(1.0, max(0.05, rng.betavariate(4, 2) - (0.1 if kind == "trader" else 0.0)))
    certs = draw_certificates(rng, belt["certs"], expired=0.18) if kind == "factory" or rng.random() < 0.3 else []
    name = _name(rng, kind, place, stem, trade)
    main = _categories(rng, kind, names, must)
    return Supplier(f"S{number:04d}", kind, name, place, city, province, main, trust, tuple(certs))


def _brand_company(rng: Random, number: int, brand: Brand, belt: Mapping[str, Any]) -> Supplier:
    place, city, province = (Cell.parse(belt[key]) for key in ("place", "city", "province"))
    name = Cell((f"{city.zh}{brand.zh}品牌管理有限公司", f"{city.en} {brand.en} Brand Management Co., Ltd."))
    trust = min(1.0, 0.45 + rng.betavariate(3, 2) * 0.55)
    certs = tuple(draw_certificates(rng, belt["certs"], expired=0.1))
    return Supplier(f"S{number:04d}", "brand", name, place, city, province, brand.categories, trust, certs, brand.id)


def make_suppliers(seed: int, brands: tuple[Brand, ...]) -> list[Supplier]:
    """All suppliers of `belts.yaml`, and one for about four brands in ten."""
    tables = load("belts")
    rng = Random(f"{seed}:suppliers")
    stems = list(cells(tables["stems"]))
    rng.shuffle(stems)
    made = []
    for number, (kind, turn, belt) in enumerate(_plan(tables["belts"]), start=1):
        must = belt["categories"][turn % len(belt["categories"])]
        made.append(_supplier(rng, number, kind, belt, stems[number % len(stems)], must))
    for brand in brands:
        homes = [belt for belt in tables["belts"] if brand.categories[0] in belt["categories"]]
        if rng.random() < BRAND_SHARE:
            made.append(_brand_company(rng, len(made) + 1, brand, homes[0]))
    return made


def supplier_record(seed: int, supplier: Supplier, categories: Mapping[str, Category]) -> dict[str, Any]:
    """The supplier in the native format; `response_hours` are working hours, rates are 0 to 1."""
    rng = Random(f"{seed}:{supplier.id}:record")
    tables = load_capabilities()
    pool: list[str] = tables["capabilities"][supplier.kind]
    able = sorted(rng.sample(pool, k=rng.randint(2, min(5, len(pool)))), key=pool.index)
    main = [categories[name] for name in supplier.categories]
    return {
        "id": supplier.id,
        "name": supplier.name.zh,
        "province": supplier.province.zh,
        "city": supplier.city.zh,
        "country": "中国",
        "kind": supplier.kind,
        "years": max(1, round(rng.gammavariate(3, 2.2))),
        "verified": rng.random() < 0.35 + 0.6 * supplier.trust,
        "rating": None if rng.random() < 0.04 else round(3.5 + 1.45 * supplier.trust + rng.uniform(-0.1, 0.05), 1),
        "response_hours": round(rng.choice((0.5, 1, 2, 3, 6, 12, 24)) * rng.uniform(0.8, 1.2), 1),
        "repurchase_rate": None if rng.random() < 0.06 else round(0.06 + 0.5 * supplier.trust * rng.uniform(0.6, 1.1), 2),
        "certifications": list(supplier.certificates),
        "capabilities": able,
        "main_categories": [category.zh[1] for category in main],
        "synthetic": True,
        "lang": "zh",
        "translations": {
            "en": {
                "name": supplier.name.en,
                "province": supplier.province.en,
                "city": supplier.city.en,
                "country": "China",
                "capabilities": [tables["capabilities_en"].get(word, word) for word in able],
                "main_categories": [category.en[1] for category in main],
                "certifications": in_english(supplier.certificates),
            }
        },
    }


_capabilities: dict[str, Any] = {}


def load_capabilities() -> dict[str, Any]:
    """The table of regions, loaded once."""
    if not _capabilities:
        _capabilities.update(load("belts"))
    return _capabilities
