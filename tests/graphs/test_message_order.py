"""What the commands of one message do together: a wish is of the goods named before it, and all goods that are named are answered."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.purchase import to_a_set
from daogou.schema.reply import Reply

from .commanded import Said, ask, extreme, nth, seek, want

BOARDS, KNIVES, TOWELS, LAMPS, PILLOWS = "砧板", "刀具", "毛巾", "台灯", "枕头"
BOTH = seek("菜板", also=["刀具"])
LISTED = [{"goods": "枕头", "quantity": 30}, {"goods": "毛巾", "quantity": 60}, {"goods": "台灯", "quantity": 20}]


@pytest.fixture
def say(demo: Assistant, request: pytest.FixtureRequest) -> Any:
    def said(*commands: Said, text: str = "") -> Reply:
        return demo.ask(text, thread=request.node.name, commands=COMMANDS.validate_python(list(commands)))

    return said


def same(goods: str, **more: Any) -> Said:
    return seek(goods, topic="same", **more)


def of(reply: Reply, category: str) -> list[Decimal]:
    return [Decimal(card.price or 0) for card in reply.cards if card.category == category]


def numbers(reply: Reply) -> dict[str, int | None]:
    assert reply.purchase is not None
    return {item.need.category or item.need.query: item.need.quantity for item in reply.purchase.items if item.wanted}


def test_wishes_are_of_the_goods_named_before_them(say: Any) -> None:
    say(BOTH)
    reply = say(same("菜板"), want("材质", "=", "竹"), want("price", "<=", 50), same("刀具"), want("price", "<=", 150))
    assert of(reply, BOARDS) and of(reply, KNIVES)
    assert max(of(reply, BOARDS)) <= 50 < max(of(reply, KNIVES)) <= 150


def test_a_line_gone_on_with_beside_its_list_is_shown_first_and_the_plan_keeps_its_wishes(say: Any) -> None:
    reply = say({"command": "list", "lines": LISTED}, same("台灯"), want("price", "<=", 60))
    assert {card.category for card in reply.cards} == {LAMPS} and max(of(reply, LAMPS)) <= 60
    assert reply.need.category == LAMPS and reply.need.quantity == 20
    cheapest = say(ask("moq", of=extreme("price")))
    assert [card.category for card in cheapest.cards] == [LAMPS]
    reply = say(same("枕头", quantity=45), {"command": "drop", "value": "毛巾"}, ask("total"))
    assert numbers(reply) == {PILLOWS: 45, LAMPS: 20}
    assert any(one.field == "price" for one in reply.purchase.items[-1].need.active)


def test_numbers_behind_a_plan_are_its_lines_and_by_name_whatever_was_shown_since(say: Any) -> None:
    say({"command": "list", "lines": LISTED})
    assert [card.category for card in say(ask("moq", of=nth(2))).cards] == [TOWELS]
    say(seek("菜板"))
    assert [card.category for card in say(ask("moq", of=nth(3)), text="第三款起订多少").cards] == [BOARDS]
    assert [card.category for card in say(ask("moq", of=nth(3)), text="第3项起订多少").cards] == [LAMPS]


def test_a_line_that_nothing_fits_shows_what_comes_near_and_is_in_no_plan(say: Any) -> None:
    reply = say({"command": "list", "lines": [*LISTED[:2], {**LISTED[2], "musts": [want("price", "<=", 1)]}]})
    assert len(reply.plans[0].product_ids) == 2 and any(card.category == LAMPS for card in reply.cards)
    assert reply.purchase is not None and [item.pick is None for item in reply.purchase.items] == [False, False, True]


def test_a_supposed_number_changes_no_list(say: Any) -> None:
    say({"command": "list", "lines": LISTED})
    supposed = say(ask("total", of=[{"kind": "all", "place": {"about": "台灯"}}], suppose=[want("quantity", "=", 50)]))
    assert supposed.purchase is not None
    assert numbers(say(ask("total"))) == {PILLOWS: 30, TOWELS: 60, LAMPS: 20}


def test_sets_have_as_many_of_each_as_the_numbers_say() -> None:
    assert to_a_set([40, 80]) == [1, 2] and to_a_set([24, 100]) == [1, 1] and to_a_set([None, None]) == [1, 1]


def test_what_is_picked_counts_in_the_number_wanted_though_more_must_be_bought(say: Any) -> None:
    shown = say(seek("帐篷"))
    at = next(place for place, card in enumerate(shown.cards, 1) if (card.moq or 1) > 1)
    say(seek("头灯", quantity=2))
    reply = say(ask("total", of=[{**nth(at)[0], "place": {"about": "帐篷"}}, {**extreme("price")[0], "place": {"about": "头灯"}}]))
    assert reply.purchase is not None and f"{Decimal(reply.cards[0].price or 0) + 2 * Decimal(reply.cards[1].price or 0):.2f}" in reply.text
