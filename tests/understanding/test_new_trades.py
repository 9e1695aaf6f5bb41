"""Catalogues of trades that we never saw: their own records teach the words, no code and no row of ours."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.schema.product import PriceTier, Product
from daogou.schema.supplier import Supplier
from daogou.understanding.reader import Reader, Stated
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from ..taught import facets_from


def product(number: int, category: tuple[str, str], brand: str, **attributes: Any) -> Product:
    tiers = (PriceTier(min_qty=1, unit_price=Decimal(10 + number)),)
    return Product(
        id=f"p{number}", title=f"{category[1]} {number}", category=category, brand=brand, price=tiers, attributes=attributes, supplier_id="s1"
    )


STRINGS = [
    product(1, ("Music", "Guitar Strings"), "Twangley", gauge="10-46", core="hex core", winding="phosphor bronze", tension_kg=7.2),
    product(2, ("Music", "Guitar Strings"), "Twangley", gauge="9-42", core="round core", winding="nickel plated", tension_kg=6.1),
    product(3, ("Music", "Guitar Strings"), "Morrow", gauge="11-52", core="hex core", winding="pure nickel", tension_kg=8.0),
    product(4, ("Music", "Guitar Strings"), "Morrow", gauge="10-46", core="round core", winding="phosphor bronze", tension_kg=7.4),
    product(5, ("Music", "Bass Strings"), "Morrow", gauge="45-105", core="hex core", winding="flatwound", tension_kg=19.0),
    product(6, ("Music", "Bass Strings"), "Twangley", gauge="40-95", core="hex core", winding="half round", tension_kg=17.0),
]
SEEDS = [
    product(1, ("种子", "番茄种子"), "禾穗", 生长期="早熟", 抗性="抗青枯病", 果色="粉果", 包装="10克/袋"),
    product(2, ("种子", "番茄种子"), "禾穗", 生长期="中熟", 抗性="抗病毒病", 果色="红果", 包装="20克/袋"),
    product(3, ("种子", "番茄种子"), "田野", 生长期="晚熟", 抗性="抗青枯病", 果色="红果", 包装="10克/袋"),
    product(4, ("种子", "黄瓜种子"), "田野", 生长期="早熟", 抗性="抗霜霉病", 包装="10克/袋"),
    product(5, ("种子", "黄瓜种子"), "禾穗", 生长期="中熟", 抗性="抗白粉病", 包装="20克/袋"),
    product(6, ("种子", "黄瓜种子"), "禾穗", 生长期="晚熟", 抗性="抗白粉病", 包装="20克/袋"),
]
SUPPLIER = {"s1": Supplier(id="s1", name="寿光种业", province="山东", city="潍坊")}


def read(products: list[Product], text: str) -> Stated:
    return Reader(Vocabulary.of(facets_from(products, SUPPLIER))).read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guitar strings with a hex core under 15 yuan", ["attr.core=hex core", "price<=15"]),
        ("nickel plated guitar strings, hex core", ["attr.core=hex core", "attr.winding=nickel plated"]),
        ("guitar strings from Morrow, no pure nickel", ["attr.winding!=pure nickel", "brand=Morrow"]),
        ("bass strings, flatwound or half round", ["attr.winding in [flatwound, half round]"]),
        ("bass strings, tension at most 18 kg", ["attr.tension_kg<=18"]),
        ("guitar strings, ideally round core", ["~attr.core=round core"]),
    ],
)
def test_guitar_strings(text: str, expected: list[str]) -> None:
    reading = read(STRINGS, text)
    assert sorted(("" if each.hard else "~") + each.name for each in reading.conditions) == expected
    assert reading.category in ("Guitar Strings", "Bass Strings")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("早熟的番茄种子", ["attr.生长期=早熟"]),
        ("抗青枯病的番茄种子，不要红果", ["attr.抗性=抗青枯病", "attr.果色!=红果"]),
        ("黄瓜种子 抗霜霉病或抗白粉病", ["attr.抗性 in [抗霜霉病, 抗白粉病]"]),
        ("禾穗的黄瓜种子，最好中熟", ["brand=禾穗", "~attr.生长期=中熟"]),
        ("山东的番茄种子", ["supplier.location=山东"]),
        ("晚熟番茄种子的不要，12块以内", ["attr.生长期!=晚熟", "price<=12"]),
    ],
)
def test_seeds(text: str, expected: list[str]) -> None:
    reading = read(SEEDS, text)
    assert sorted(("" if each.hard else "~") + each.name for each in reading.conditions) == sorted(expected)
    assert reading.category in ("番茄种子", "黄瓜种子")
