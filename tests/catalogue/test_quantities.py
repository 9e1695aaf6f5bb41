import pytest
from daogou.catalogue.attribute import Cell
from daogou.catalogue.quantities import Quantity, parse_quantity, unit_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500ml", Quantity(500, "volume")),
        ("1.5 L", Quantity(1500, "volume")),
        ("约2千克", Quantity(2000, "mass")),
        ("1,200 g", Quantity(1200, "mass")),
        ("64GB", Quantity(64, "data")),
        ("2.5 TOG", Quantity(2.5, "tog")),
        ("７５％", Quantity(75, "share")),
        ("-5", Quantity(-5)),
        ("A4", None),
    ],
)
def test_a_quantity_is_a_whole_text(text: str, expected: Quantity | None) -> None:
    assert parse_quantity(text) == expected


def test_a_name_may_end_in_a_unit() -> None:
    assert unit_of("capacity_ml") == ("volume", 1)
    assert unit_of("Weight (kg)") == ("mass", 1000)
    assert unit_of("capacity") is None
    assert unit_of("ml") is None


def test_what_stands_in_brackets_behind_a_number_takes_nothing_from_it() -> None:
    assert Cell(("470g（内芯）",)).quantities("重量") == (Quantity(470.0, "mass"),)
    assert Cell(("S (0-6个月)",)).quantities("尺码") == ()
