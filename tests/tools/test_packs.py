"""What one of those in a pack costs: by an attribute that counts them, else by the title."""

from decimal import Decimal

import pytest
from daogou.schema.need import Need
from daogou.schema.product import Product
from daogou.tools.facts.packs import count_of, for_each, pieces_wanted


def product(title: str, **attributes: float) -> Product:
    return Product.model_validate({"id": "one", "title": title, "attributes": attributes})


@pytest.mark.parametrize(
    ("sold", "unit", "count"),
    [
        (product("Labels A4", labels_per_pack=2400, label_width=116, labels_per_sheet=24), "label", 2400),
        (product("中筒袜 10双装"), "双", 10),
        (product("Photo paper", sheets_per_pack=15), "photo", 15),
        (product("Copy paper A4", sheets_per_pack=500), "ream", None),
        (product("复印纸 A4", sheets_per_pack=500), "令", None),
        (product("水杯"), "个", None),
        (product("Labels A4", label_width=116), "label", None),
    ],
)
def test_how_many_are_in_a_pack(sold: Product, unit: str, count: int | None) -> None:
    assert count_of(sold, unit) == count


@pytest.mark.parametrize(("price", "count", "each"), [("26.95", 15, "1.80"), ("38.95", 50, "0.779"), ("9.90", 500, "0.0198")])
def test_a_small_amount_keeps_figures_that_tell_something(price: str, count: int, each: str) -> None:
    assert for_each(Decimal(price), count) == each


def test_a_number_of_packs_comes_to_pieces_only_where_a_record_tells_what_one_holds() -> None:
    boxes = Need(quantity=50, pack="箱")
    assert pieces_wanted(boxes, product("A4 打印纸", packs_per_box=8)) == 400
    assert pieces_wanted(boxes, product("A4 打印纸")) is None and pieces_wanted(Need(quantity=50), product("A4 打印纸")) == 50
