"""Goods that share a sum: what all of them, or one of each, may cost, and what is left of it."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import Said, ask, extreme, nth, seek, turn, want

BAGS, MICE = "婴儿睡袋", "无线鼠标"
PAIR = seek(BAGS, also=[MICE])


def lines(reply: Reply) -> set[str]:
    """The goods that are to be bought."""
    assert reply.purchase is not None
    return {reply.purchase.items[place].need.category or "" for place in reply.purchase.wanted}


def picks(reply: Reply) -> list[str]:
    assert reply.purchase is not None
    return [item.pick for item in reply.purchase.items if item.pick is not None]


def of(about: str, pointer: Said) -> Said:
    return {**pointer, "place": {"about": about}}


def unit_prices(assistant: Assistant, ids: list[str], quantity: int | None = None) -> Decimal:
    catalogue = assistant.shopfront.current().catalogue
    return sum((price for one in catalogue.products(ids) if (price := one.price_at(quantity)) is not None), Decimal(0))


def test_goods_that_share_a_sum_are_one_list_within_it_and_no_price_of_each(assistant: Assistant) -> None:
    reply = turn(assistant, "shared", PAIR, want("total", "<=", 1500))
    assert lines(reply) == {BAGS, MICE} and reply.purchase is not None and reply.purchase.budget == 1500
    assert not any(one.field == "price" for one in reply.need.active)
    assert {each.split("-")[0] for each in picks(reply)} == {"bag", "mouse"}


@pytest.mark.parametrize("text", ["每份预算130，睡袋加鼠标各100", "100 gift sets of both, 130 per set", "各100，每人预算130以内", "130 a set"])
def test_what_a_set_may_cost_is_held_against_one_of_each(assistant: Assistant, text: str) -> None:
    reply = turn(assistant, text, seek(BAGS, also=[MICE], quantity=100), want("price", "<=", 130), text=text)
    assert reply.purchase is not None and reply.purchase.each == 130 and lines(reply) == {BAGS, MICE}
    assert not any(one.field == "price" for one in reply.need.active)
    assert unit_prices(assistant, picks(reply), 100) <= 130
    again = turn(assistant, text, seek(quantity=200, topic="same"), ask("total"))
    assert again.purchase is not None and again.purchase.each == 130
    assert [again.purchase.items[place].need.quantity for place in again.purchase.wanted] == [200, 200]


@pytest.mark.parametrize("text", ["睡袋和鼠标，单价都在100以内", "bags and mice, under 100 each", "each piece at most 100"])
def test_what_a_piece_may_cost_is_no_set(assistant: Assistant, text: str) -> None:
    reply = turn(assistant, text, seek(BAGS, also=[MICE], quantity=100), want("price", "<=", 100), text=text)
    assert reply.purchase is not None and reply.purchase.each is None
    assert any(one.field == "price" for item in reply.purchase.items for one in item.need.active)


@pytest.mark.parametrize("name", ["预算剩余", "还剩多少", "budget left", "what is left"])
def test_what_is_left_is_told_with_the_sum(assistant: Assistant, name: str) -> None:
    first = turn(assistant, name, PAIR, want("total", "<=", 1500))
    reply = turn(assistant, name, ask(name))
    assert reply.purchase is not None and reply.purchase.budget == 1500 and picks(reply) == picks(first)
    assert reply.understood is not None and "total" in reply.understood.commands[-1].fields  # type: ignore[union-attr]


def test_what_is_settled_beside_a_total_is_taken_into_it(assistant: Assistant) -> None:
    turn(assistant, "settled", PAIR, want("total", "<=", 2500))
    reply = turn(assistant, "settled", ask(of=[of(MICE, extreme("-price")[0])]), ask("total"))
    assert "mouse-ergo" in picks(reply)
    assert "mouse-ergo" in picks(turn(assistant, "settled", ask("total")))


def test_goods_that_come_to_a_list_where_its_sum_is_asked_are_on_it_in_its_number(assistant: Assistant) -> None:
    turn(assistant, "joins", {"command": "list", "lines": [{"goods": BAGS, "quantity": 30}, {"goods": "纸箱", "quantity": 30}]})
    reply = turn(assistant, "joins", seek(MICE), ask("total"))
    assert reply.purchase is not None
    mice = next(item for item in reply.purchase.items if item.need.category == MICE)
    assert mice.listed and mice.need.quantity == 30


def test_all_that_was_looked_at_is_summed_where_nothing_else_is_to_be_bought(assistant: Assistant) -> None:
    turn(assistant, "both", seek(BAGS))
    turn(assistant, "both", seek(MICE))
    reply = turn(assistant, "both", ask("total"))
    assert reply.purchase is not None and {each.split("-")[0] for each in picks(reply)} == {"bag", "mouse"}
    assert len(reply.cards) > 1


@pytest.mark.parametrize("number", [1, 60])
def test_a_number_held_against_the_minimum_is_answered_by_the_record(assistant: Assistant, number: int) -> None:
    thread = f"enough {number}"
    turn(assistant, thread, seek(BAGS))
    reply = turn(assistant, thread, ask("moq", of=nth(1), suppose=[want("quantity", "=", number)]), text="这么多够起订吗？")
    assert reply.need.quantity == number and len(reply.cards) == 1
    assert str(reply.cards[0].moq) in reply.text and not reply.lacking


def test_each_of_so_many_people_pays_a_part(assistant: Assistant) -> None:
    turn(assistant, "people", seek(BAGS))
    reply = turn(assistant, "people", seek(quantity=30, topic="same"), ask("每人多少钱", of=nth(1)), text="买30个，15个人分，每人多少钱")
    assert reply.cards and reply.cards[0].price is not None
    assert f"{Decimal(reply.cards[0].price) * 2:.2f}" in reply.text
