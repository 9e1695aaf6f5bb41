"""A bound that takes the place of the opposite one, and a condition taken back that isn't named."""

import pytest
from daogou.schema.condition import Condition, Op
from daogou.schema.need import Need
from daogou.understanding.ledger.contradictions import contradiction
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader


def need(*bounds: tuple[str, Op, float, str]) -> Need:
    found = tuple(
        Condition(id=f"c{number}", field=field, op=op, value=value, text=text, unit="CNY" if field == "price" else None)
        for number, (field, op, value, text) in enumerate(bounds, 1)
    )
    return Need(category="保温杯", query="保温杯", conditions=found)


def after(reader: Reader, text: str, before: Need) -> set[str]:
    reading = reader.read(text, before)
    assert contradiction(before, reading) is None
    return {each.name for each in apply(before, reading, 2).active}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("50元以上的呢", {"price>=50"}),
        ("what about over 50 yuan?", {"price>=50"}),
        ("70元以上的呢", {"price>=70"}),
        ("换成20元以上的", {"price>=20"}),
        ("change that to at least 20 yuan", {"price>=20"}),
        ("20元以上的", {"price<=50", "price>=20"}),
        ("at least 20 yuan", {"price<=50", "price>=20"}),
    ],
)
def test_a_bound_takes_the_place_of_the_opposite_one(reader: Reader, text: str, left: set[str]) -> None:
    assert after(reader, text, need(("price", "<=", 50, "50元以内"))) == left


@pytest.mark.parametrize(
    ("text", "left"), [("show me the most expensive", set()), ("最贵的", set()), ("最便宜的", {"price<27"}), ("the cheapest", {"price<27"})]
)
def test_an_end_of_the_order_frees_it_of_what_was_measured_the_other_way(reader: Reader, text: str, left: set[str]) -> None:
    assert after(reader, text, need(("price", "<", 27, "cheaper ones"))) == left


@pytest.mark.parametrize("text", ["去掉那个条件", "remove that condition", "drop that condition please"])
def test_the_only_condition_is_the_one_that_is_meant(reader: Reader, text: str) -> None:
    assert after(reader, text, need(("price", "<=", 50, "50元以内"))) == set()


@pytest.mark.parametrize("text", ["去掉那个条件", "remove that condition"])
def test_of_several_conditions_it_is_asked_which(reader: Reader, text: str) -> None:
    reading = reader.read(text, need(("price", "<=", 50, "50元以内"), ("moq", "<=", 9, "9件起订")))
    assert (reading.dropped, [kind for kind, _ in reading.notes]) == ((), ["which_condition"])
