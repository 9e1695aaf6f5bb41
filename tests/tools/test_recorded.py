"""Words that no field is for, found in what a product's record has."""

import pytest
from daogou.tools.facts.recorded import recorded
from daogou.tools.wording.wording import Wording

from .shops import offer

LAMP = offer(
    "a", title="Bedside reading lamp", attributes={"power_supply": "USB", "wash": "可拆洗", "dims": "30", "colour": "white", "fitting": "需要组装"}
).product

KEYBOARD = offer("b", title="Red linear keyboard", attributes={"switch": "Red linear", "hot_swap": "No", "battery_ah": 2}).product


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("swap the switches", (("hot_swap",), True)),
        ("能换轴吗", (("hot_swap",), True)),
        ("battery + charger in the box", ((), False)),
        ("battery capacity", (("battery_ah",), False)),
        ("switch puller", ((), False)),
    ],
)
def test_a_yes_or_no_is_told_by_the_field_that_says_so_and_no_other_thing_by_a_number(asked: str, found: tuple[tuple[str, ...], bool]) -> None:
    assert recorded(KEYBOARD, asked, Wording("en")) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("usb or wall plug", (("power_supply",), True)),
        ("能拆洗吗", (("wash",), True)),
        ("is it loud", ((), False)),
        ("要自己装", (("fitting",), True)),
    ],
)
def test_what_the_record_has_of_the_words_is_told_and_whether_that_is_all(asked: str, found: tuple[tuple[str, ...], bool]) -> None:
    assert recorded(LAMP, asked, Wording("en")) == found
