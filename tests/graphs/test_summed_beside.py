"""What goods just looked for come to with those in hand: a sum, and no price of one product held against it."""

from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import ask, nth, seek, turn, want

BAGS, MICE = "婴儿睡袋", "无线鼠标"


def sums(assistant: Assistant, first: list[str], second: list[str]) -> set[str]:
    catalogue = assistant.shopfront.current().catalogue
    prices = [[price for product in catalogue.products(ids) if (price := product.price_at(None)) is not None] for ids in (first, second)]
    return {f"{one + other:.2f}" for one in prices[0] for other in prices[1]}


def ids(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


@pytest.mark.parametrize("budget", [90, 300])
def test_a_supposed_total_is_held_against_one_of_each(assistant: Assistant, budget: int) -> None:
    bags = turn(assistant, "t", seek(BAGS))
    reply = turn(assistant, "t", seek(MICE), ask("total", suppose=[want("total", "<=", budget)]))
    mice = [each for each in ids(reply) if each.startswith("mouse")]
    assert any(each in reply.text for each in sums(assistant, ids(bags), mice))
    assert not any(one.field == "price" for one in reply.need.active)


def test_the_one_pointed_at_counts(assistant: Assistant) -> None:
    bags = turn(assistant, "t", seek(BAGS))
    third = [{**nth(3)[0], "place": {"about": BAGS}}]
    reply = turn(assistant, "t", seek(MICE), ask("total", of=third, suppose=[want("total", "<=", 300)]))
    mice = [each for each in ids(reply) if each.startswith("mouse")]
    assert any(each in reply.text for each in sums(assistant, ids(bags)[2:3], mice))


def test_what_both_may_cost_is_a_sum_where_no_number_is_said(assistant: Assistant) -> None:
    bags = turn(assistant, "t", seek(BAGS))
    reply = turn(assistant, "t", seek(MICE), want("total", "<=", 200))
    mice = [each for each in ids(reply) if each.startswith("mouse")]
    assert any(each in reply.text for each in sums(assistant, ids(bags), mice))


def test_a_number_in_hand_is_meant_of_the_other_too(assistant: Assistant) -> None:
    turn(assistant, "t", seek(BAGS, quantity=200))
    reply = turn(assistant, "t", seek(MICE), ask("total", suppose=[want("total", "<=", 200)]))
    catalogue = assistant.shopfront.current().catalogue
    bags = [price for one in catalogue.products(["bag-cotton", "bag-wool", "bag-bamboo", "bag-fleece"]) if (price := one.price_at(200)) is not None]
    mice = [price for one in catalogue.products(["mouse-silent", "mouse-ergo"]) if (price := one.price_at(200)) is not None]
    assert any(f"{(one + other).quantize(Decimal('0.01')):.2f}" in reply.text for one in bags for other in mice)
