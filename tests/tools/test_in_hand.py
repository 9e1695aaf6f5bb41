"""What a page's sentence asks, over a catalogue of more attributes than anybody knows by name: in the words of the goods at hand."""

from datetime import date
from typing import Any

import pytest
from daogou.catalogue.facets import AttributeFacet, AttributeKind, Facets
from daogou.retrievers.outside.result import result
from daogou.schema.product import Product
from daogou.tools.claims.asked import Goods
from daogou.tools.claims.claims import claims_of
from daogou.tools.claims.in_hand import kinds
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

TODAY = date(2026, 11, 25)
STATED: dict[str, list[Any]] = {
    "rechargeable": [True, False],
    "ecc": [True],
    "impedance": [16.0, 32.0],
    "switch_type": ["Managed", "Unmanaged"],
    "dust_container_type": ["Bagless"],
    "ink_type": ["Pigment-based ink"],
    "cable_standard": ["Cat5e", "Cat6"],
    "black_toner_page_yield": [6000.0],
    "basic_switching_rj_45_ethernet_ports_quantity": [8.0],
    "usb_2_0_ports_quantity": [4.0],
    "usb_3_2_gen_1_type_a_ports_quantity": [2.0],
    "printing_colours": ["Black,Cyan,Magenta,Yellow"],
    "product_colour": ["Grey"],
    "compatible_operating_systems": ["Windows 2000, XP and Server 2003, which this case supports with its own drivers"],
    "certification": ["UL 1778"],
}
ASKED: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("Choose a rechargeable one for travel.", [("rechargeable", "=", True)]),
    ("旅行建议选充电式的。", [("rechargeable", "=", True)]),
    ("手机用的建议选阻抗 32 以下的。", [("impedance", "<=", 32)]),
    ("Choose a managed one where guests share the network.", [("switch_type", "contains", "Managed")]),
    ("想省耗材建议选无尘袋的。", [("dust_container_type", "contains", "Bagless")]),
    ("For gigabit networks choose at least Cat5e cable.", [("cable_standard", "contains", ["Cat5e", "Cat6"])]),
    ("打印量大的办公室建议选黑色打印量 6000 页以上的。", [("black_toner_page_yield", ">=", 6000)]),
    ("Choose one with at least 4 USB ports.", [("usb_2_0_ports_quantity", ">=", 4)]),
    ("十人以上的团队建议选彩色激光打印机。", [("printing_colours", "contains", "Black,Cyan,Magenta,Yellow")]),
    ("A UPS should meet UL 1778.", []),
]


@pytest.fixture(scope="module")
def products() -> list[Product]:
    rows = [{name: values[place % len(values)] for name, values in STATED.items()} for place in range(4)]
    del rows[0]["usb_3_2_gen_1_type_a_ports_quantity"]
    return [Product.model_validate({"id": f"p{place}", "title": "A thing", "price": 10, "attributes": row}) for place, row in enumerate(rows)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """It knows 500 columns, and so neither what stands in them nor those that are called by one word."""
    own = [_facet(name, values) for name, values in STATED.items()]
    return Reader(Vocabulary.of(Facets(attributes=(*own, *(_facet(f"invented_{number}", ["x"]) for number in range(500))))))


def _facet(name: str, values: list[Any]) -> AttributeFacet:
    kind: AttributeKind = "flag" if isinstance(values[0], bool) else "number" if isinstance(values[0], float) else "text"
    return AttributeFacet(name, kind, len(values), (), None, None, None)


@pytest.mark.parametrize(("text", "wanted"), ASKED, ids=[text for text, _ in ASKED])
def test_a_sentence_is_read_by_what_such_goods_state(text: str, wanted: list[tuple[Any, ...]], reader: Reader, products: list[Product]) -> None:
    piece = result("https://www.which.co.uk/a", "How to choose", text)
    assert piece is not None and not reader.vocabulary.curated
    goods = Goods("memory module 内存条", attributes=frozenset(STATED), kinds=kinds(products, reader.vocabulary.facets))
    claims = claims_of([piece], reader, TODAY, goods)
    assert [(claim.attribute, claim.op, claim.value) for claim in claims if claim.says == "criterion"] == wanted


def test_without_goods_at_hand_the_same_words_ask_for_nothing(reader: Reader) -> None:
    piece = result("https://www.which.co.uk/a", "How to choose", "Choose a rechargeable one for travel.")
    assert piece is not None
    assert [claim.says for claim in claims_of([piece], reader, TODAY)] == ["plain"]


@pytest.mark.parametrize("text", ["For office desks choose one of at least 24 inches.", "办公桌建议选 24 英寸以上的。"])
@pytest.mark.parametrize(("stating", "wanted"), [(4, ["print_length_imperial"]), (1, [])])
def test_a_unit_alone_means_what_such_goods_usually_state(text: str, stating: int, wanted: list[str]) -> None:
    """Monitors of "at least 24 inches" had been measured by the print length of the one photo printer among them."""
    rows = [{"form_factor": "Slim", **({"print_length_imperial": f"{20 + place} in"} if place < stating else {})} for place in range(4)]
    products = [Product.model_validate({"id": f"p{place}", "title": "A thing", "price": 10, "attributes": row}) for place, row in enumerate(rows)]
    own = [_facet(name, [row[name] for row in rows if name in row]) for name in rows[0]]
    words = Reader(Vocabulary.of(Facets(attributes=(*own, *(_facet(f"invented_{number}", ["x"]) for number in range(500))))))
    piece = result("https://www.which.co.uk/a", "How to choose", text)
    assert piece is not None
    claims = claims_of([piece], words, TODAY, Goods("one", attributes=frozenset(rows[0]), kinds=kinds(products, words.vocabulary.facets)))
    assert [claim.attribute for claim in claims if claim.says == "criterion"] == wanted
