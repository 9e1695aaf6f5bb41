"""Conditions written out for `--where`."""

import pytest
from daogou.schema.errors import InputError
from daogou.understanding.ledger.where import parse_where


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("price<=50", ["price<=50"]),
        ("brand not in ['A, B', C]; moq<100", ["brand not_in [A, B, C]", "moq<100"]),
        ("attr.material contains 棉", ["attr.material contains 棉"]),
        ("attr.执行标准=GB18401-2010 B类", ["attr.执行标准=GB18401-2010 B类"]),
        ("supplier.repurchase_rate>=30%", ["supplier.repurchase_rate>=0.3"]),
        ("certification not_contains CE", ["certification not_contains CE"]),
        ("product!=p 1", ["product!=p 1"]),
        ("", []),
    ],
)
def test_parsed(text: str, names: list[str]) -> None:
    assert [each.name for each in parse_where(text)] == names


def test_units_and_types() -> None:
    capacity, price, color = parse_where("attr.capacity_ml>=500ml, price<=20 usd, attr.color=red")
    assert (capacity.value, capacity.unit) == (500, "ml")
    assert (price.value, price.unit) == (20, "USD")
    assert (color.value, color.hard, color.status) == ("red", True, "current")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour=red", "supplier.response_hours, supplier.repurchase_rate, attr.NAME"),
        ("price<=cheap", "needs a number"),
        ("supplier.verified=maybe", "true or false"),
        ("brand = [a, b]", "in ["),
    ],
)
def test_faults_are_named(text: str, said: str) -> None:
    with pytest.raises(InputError) as fault:
        parse_where(text)
    assert said in str(fault.value)
