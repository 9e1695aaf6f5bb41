"""Two kinds of goods in one message: the first is looked for, the other waits with what was asked of both."""

import pytest
from daogou.eval.pack import reader
from daogou.schema.need import Need
from daogou.understanding.ledger.ledger import apply


def after(*messages: str) -> Need:
    need: Need | None = None
    for turn, text in enumerate(messages, 1):
        need = apply(need, reader().read(text, need), turn)
    assert need is not None
    return need


def asked(need: Need) -> set[str]:
    return {one.name for one in need.active if one.hard}


BOTH = ["想开个宠物店，找猫抓板和宠物窝，各要50个，单价不超过40", "I need cat scratchers and pet beds, 50 of each, under 40 yuan"]
FIRST = ["猫抓板只要剑麻的", "cat scratchers, sisal only"]
OTHER = ["看看宠物窝", "show me pet beds"]


@pytest.mark.parametrize("text", BOTH)
def test_the_first_is_looked_for_and_the_other_waits(text: str) -> None:
    reading = reader().read(text)
    assert (reading.category, reading.beside, reading.quantity) == ("猫抓板", ("宠物窝",), 50)
    assert [kind for kind, _ in reading.notes] == ["beside"]
    need = after(text)
    assert (need.category, [one.category for one in need.waiting], asked(need)) == ("猫抓板", ["宠物窝"], {"price<=40"})


@pytest.mark.parametrize(("both", "first", "other"), zip(BOTH, FIRST, OTHER, strict=True))
def test_what_was_asked_of_both_holds_of_each_and_its_own_of_one(both: str, first: str, other: str) -> None:
    need = after(both, first, other)
    assert (need.category, need.quantity, asked(need)) == ("宠物窝", 50, {"price<=40"})
    back = after(both, first, other, "看看猫抓板" if both > "\u3400" else "show me cat scratchers")
    assert back.quantity == 50 and "price<=40" in asked(back) and any(name.startswith("attr.material") for name in asked(back))
    assert len({one.id for one in back.conditions}) == len(back.conditions)


@pytest.mark.parametrize("text", ["看看牵引绳", "show me pet leashes"])
def test_goods_that_nobody_named_begin_anew(text: str) -> None:
    need = after(BOTH[0], text)
    assert (need.quantity, asked(need), need.waiting) == (None, set(), ())


@pytest.mark.parametrize(
    "text",
    [
        "T恤和卫衣哪个好卖",
        "不要卫衣，要T恤",
        "which sells better, T-shirts or hoodies?",
        "hoodies... no wait, T-shirts",
        "T-shirts with a hoodie feel",
        "screw the T-shirts, show hoodies",
        "裙子先这样，再给我看看双肩包好了",
    ],
)
def test_what_is_chosen_between_denied_or_corrected_does_not_wait(text: str) -> None:
    assert reader().read(text).beside == ()
