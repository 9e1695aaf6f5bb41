"""What is measured of the buyer's case is no condition on goods, and no word to search by."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("婴儿睡袋，房间26度", 26), ("26度的房间用的婴儿睡袋", 26), ("婴儿睡袋，室温大概18℃", 18), ("婴儿睡袋，卧室16到20度", 18),
        ("婴儿睡袋，空调房２６度", 26), ("baby sleeping bag for a room of 26 degrees", 26), ("infant sleeping bags, our bedroom is at 18°C", 18),
        ("infant sleeping bags for a 26-degree room", 26), ("infant sleeping bags for a room of 16-20 °C", 18),
        ("婴儿睡袋，我家晚上只有15度", 15), ("婴儿睡袋，卧室晚上大概18度", 18), ("婴儿睡袋，晚上15度", 15),
        ("infant sleeping bags, my flat gets down to 15 degrees at night", 15), ("infant sleeping bags, it is 15 degrees at night", 15),
    ],
)  # fmt: skip
def test_the_temperature_of_a_room(reader: Reader, text: str, degrees: float) -> None:
    reading = reader.read(text)
    assert (reading.category, reading.case, reading.conditions) == ("婴儿睡袋", {"room_temp_c": degrees}, ())
    assert not any(kind == "unread" for kind, _ in reading.notes)


@pytest.mark.parametrize("text", ["成人睡袋，零下5度用", "-5 degree adult sleeping bag", "婴儿睡袋，房间用"])
def test_no_other_temperature(reader: Reader, text: str) -> None:
    assert reader.read(text).case == {}


def test_it_holds_until_another_is_said_or_other_goods_are_looked_for(reader: Reader) -> None:
    need = apply(None, reader.read("婴儿睡袋，房间26度"), 1)
    need = apply(need, reader.read("100元以内", need), 2)
    assert need.case == {"room_temp_c": 26}
    assert apply(need, reader.read("那18度的房间呢？", need), 3).case == {"room_temp_c": 18}
    assert apply(need, reader.read("保温杯", need), 3).case == {}


@pytest.mark.parametrize("text", ["20度呢？", "那20度的呢", "and at 20 degrees?", "what about 20 degrees?", "and at 20?"])
def test_another_number_for_it_needs_no_word(reader: Reader, text: str) -> None:
    need = apply(None, reader.read("婴儿睡袋，房间15度"), 1)
    found = reader.read(text, need, [Shown(turn=1, product_ids=("a", "b"))])
    assert (apply(need, found, 2).case, found.conditions, found.notes) == ({"room_temp_c": 20}, (), ())


def test_money_is_no_other_room(reader: Reader) -> None:
    need = apply(None, reader.read("婴儿睡袋，房间15度"), 1)
    assert reader.read("20块以内呢", need).case == {}


def test_a_need_stored_before_has_none() -> None:
    assert Need.model_validate({"query": "睡袋"}).case == {}


def test_a_measured_nursery_is_a_room_and_no_trade(reader: Reader) -> None:
    bags = apply(None, reader.read("baby sleeping bag"), 1)
    found = reader.read("our nursery is warm, about 21 degrees", bags)
    assert (found.case, found.facts) == ({"room_temp_c": 21}, ())
    assert [each.value for each in reader.read("towels for our nursery", bags).facts] == ["school"]
