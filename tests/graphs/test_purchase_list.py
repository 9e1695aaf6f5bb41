"""Several goods, each in its number: whose a wish is, what is taken of each, what they come to, and what was settled on."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.purchase import to_a_set
from daogou.schema.reply import Reply

from .commanded import Said, ask, extreme, nth, seek, turn, want

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


FEW = {"command": "want", "field": "moq", "op": ">=", "value": 50}


TWO = [{"goods": "帐篷", "quantity": 40}, {"goods": "台灯", "quantity": 20}]


def total_of(reply: Reply) -> Decimal:
    assert reply.plans[0].total in reply.text
    return Decimal(reply.plans[0].total)


def cost(reply: Reply, place: int, quantity: int) -> Decimal:
    return Decimal(reply.cards[place].price or 0) * quantity


def test_what_is_taken_of_each_is_summed_up_in_its_number(say: Any) -> None:
    reply = say({"command": "list", "lines": TWO})
    assert [card.category for card in reply.cards[:2]] == ["帐篷", "台灯"]
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20)


def test_what_cannot_be_had_in_its_number_counts_in_the_fewest_that_are_sold(say: Any) -> None:
    reply = say({"command": "list", "lines": [*TWO, {"goods": "卷尺", "quantity": 1, "musts": [FEW]}]})
    fewest = reply.cards[2].moq
    assert fewest is not None and fewest >= 50 and f"起订 {fewest}" in reply.text
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20) + cost(reply, 2, fewest)


def test_goods_that_the_store_lacks_are_told_and_no_part_of_the_sum(say: Any) -> None:
    reply = say({"command": "list", "lines": [*TWO, {"goods": "围嘴", "quantity": 200}]})
    assert total_of(reply) == cost(reply, 0, 40) + cost(reply, 1, 20)
    assert "围嘴" in reply.text and len(reply.plans[0].product_ids) == 2


def test_a_budget_for_all_of_them_is_kept_by_what_is_taken(say: Any) -> None:
    dear = say({"command": "list", "lines": TWO})
    best = dear.plans[-1]
    budget = (float(best.total) + float(total_of(dear))) / 2
    kept = say({"command": "list", "lines": TWO, "budget": budget})
    assert {float(each.total) <= budget for each in kept.plans} == {True}
    assert [each.missed_by for each in kept.plans] == [None] * len(kept.plans) and kept.plans[-1].total != best.total


def test_a_budget_that_nothing_keeps_is_told_by_how_much_it_is_passed(say: Any) -> None:
    reply = say({"command": "list", "lines": TWO, "budget": 100})
    assert reply.plans[0].missed_by == str(total_of(reply) - 100)
    raised = say(*(each.model_dump() for each in reply.suggestions[0].commands))
    assert raised.plans[0].missed_by is None and raised.plans[0].total == reply.plans[0].total


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checker_of_replies_finds_what_is_summed_up_true_and_a_wrong_sum_false(say: Any, demo: Assistant, language: str) -> None:
    lines = [*TWO, {"goods": "卷尺", "quantity": 1, "musts": [FEW]}]
    reply = demo.ask(
        "", thread=f"sum {language}", language=language, commands=COMMANDS.validate_python([{"command": "list", "lines": lines, "budget": 90000}])
    )
    catalogue = demo.shopfront.current().catalogue
    today = catalogue.manifest.created_at.date()
    assert not [each for each in faults(reply, catalogue, today) if each.kind == "price"]
    wrong = reply.model_copy(update={"text": reply.text.replace(str(total_of(reply)), str(total_of(reply) + 1))})
    assert [each.kind for each in faults(wrong, catalogue, today)].count("price") >= 1


def test_cartons_are_counted_in_what_a_record_says_that_one_holds(demo: Assistant) -> None:
    lines = [{"goods": "打印纸", "quantity": 20}, {"goods": "台灯", "quantity": 20}]
    reply = demo.ask("打印纸20箱，台灯20个", thread="cartons", commands=COMMANDS.validate_python([{"command": "list", "lines": lines}]))
    (paper,) = demo.shopfront.current().catalogue.products([reply.cards[0].product_id])
    held = paper.attributes["packs_per_box"]
    assert isinstance(held, int)
    assert f"{20 * held} 件单价 ¥{paper.price_at(20 * held)}" in reply.text and "20 件单价" in reply.text


CUPS, BOXES, POSTS = "保温杯", "饭盒", "猫抓板"


def meant(kind: str, about: str, **more: object) -> Said:
    return {"kind": kind, "place": {"about": about}, **more}


def first(reply: Reply, count: int = 1) -> list[str]:
    return [card.product_id for card in reply.cards[:count]]


@pytest.fixture
def settled(demo: Assistant) -> tuple[str, str]:
    """The cup that was settled on in the message that turned to lunch boxes, and the first of these."""
    cups = turn(demo, "t", seek(CUPS))
    boxes = turn(demo, "t", ask(of=nth(3)), seek(BOXES))
    return cups.cards[2].product_id, boxes.cards[0].product_id


def test_terms_are_asked_of_all_that_was_settled_on_and_a_sum_takes_it(demo: Assistant, settled: tuple[str, str]) -> None:
    assert set(first(turn(demo, "t", ask("gift wrap", "greeting card")), 9)) == {*settled}
    reply = turn(demo, "t", ask("total", of=[meant("focus", CUPS), meant("ordinal", BOXES, ordinal=1)]))
    assert first(reply, 9) == [*settled]


def test_a_kind_that_is_not_on_the_list_is_of_its_shelf(demo: Assistant) -> None:
    listed = turn(demo, "t", seek(POSTS))
    among = [{"kind": "described", "words": [words]} for words in ("瓦楞纸", "剑麻")]
    reply = turn(demo, "t", {"command": "compare", "among": among})
    materials = {str(one.attributes.get("material")) for one in demo.shopfront.current().catalogue.products(first(reply, 9))}
    assert "瓦楞纸" in materials and len(materials) > 1
    assert {*first(reply, 9)} - {*first(listed, 5)}


@pytest.fixture
def thread(request: pytest.FixtureRequest) -> str:
    """A conversation of the test's own."""
    return str(request.node.name)


@pytest.fixture
def ordered(demo: Assistant, thread: str) -> list[str]:
    """The first of three kinds of goods, each in its own number, one after another."""
    return [first(turn(demo, thread, seek(goods, quantity=number)))[0] for goods, number in ((CUPS, 120), (BOXES, 60), (POSTS, 24))]


def test_all_three_are_the_goods_of_the_order_and_what_is_asked_next_goes_on_about_them(demo: Assistant, thread: str, ordered: list[str]) -> None:
    assert first(turn(demo, thread, ask("capability.logo", "moq", of=[{"kind": "all", "count": 3}])), 9) == ordered

    sellers = {product.supplier_id for product in demo.shopfront.current().catalogue.products(ordered)}
    assert len(sellers) == 3 and f"{len(sellers)} 家卖家" in turn(demo, thread, ask("terms.freight")).text
    assert first(turn(demo, thread, ask("certification", "capability.samples", "terms.returns")), 9) == ordered


def test_goods_of_the_list_that_are_named_again_keep_their_number(demo: Assistant, thread: str) -> None:
    turn(demo, thread, {"command": "list", "lines": [{"goods": BOXES, "quantity": 60}, {"goods": CUPS, "quantity": 120}]})
    reply = turn(demo, thread, seek("杯子"), {"command": "want", "field": "material", "value": "316不锈钢"})
    assert reply.need.quantity == 120 and reply.need.category == CUPS


def test_of_two_lines_of_the_same_goods_the_one_that_the_words_name_is_changed_judged_and_dropped(say: Any) -> None:
    sets = [{"goods": "四件套", "quantity": number, "musts": [want("尺寸", "=", size)]} for number, size in ((24, "1.5米"), (12, "1.8米"))]
    say({"command": "list", "lines": sets})
    reply = say(same("1.8米四件套", quantity=30), ask("total"))
    assert [item.need.quantity for item in reply.purchase.items] == [24, 30]
    reply = say(ask("price", "moq"))
    assert len(reply.cards) == 2 and not any(card.failed for card in reply.cards)  # each by its own line
    reply = say({"command": "drop", "value": "1.5米四件套"}, ask("total"))
    assert [item.need.quantity for item in reply.purchase.items] == [30]


def test_one_product_in_either_of_two_numbers_is_priced_in_each_and_summed_in_none(say: Any) -> None:
    say(seek(TOWELS, quantity=60))
    say(ask("重量", of=nth(1)))
    focus = [{"kind": "focus"}]
    reply = say(*(ask("total", of=focus, suppose=[want("quantity", "=", number)]) for number in (120, 240)))
    assert len(reply.cards) == 1 and "120 件单价" in reply.text and "240 件单价" in reply.text and not reply.text.startswith("合计")


def test_a_price_beside_a_sum_is_of_the_goods_that_are_named(say: Any) -> None:
    say({"command": "list", "lines": LISTED})
    reply = say(same("台灯", quantity=30), want("price", "<=", 60), ask("total"))
    assert of(reply, LAMPS) and max(of(reply, LAMPS)) <= 60
    assert reply.need.quantity == 30 and any(one.field == "price" for one in reply.need.active)
