"""How many were found and how their prices are spread: of all of them, by the records, at the quantity wanted."""

import re
from statistics import fmean, median

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, nth, seek, turn, want

BAGS = {
    None: (89.0, 168.0, 45.0, 58.0),
    50: (82.0, 155.0, 45.0, 58.0),
}
SPREAD = ask("spread.count", "spread.price")


@pytest.mark.parametrize("quantity", BAGS)
@pytest.mark.parametrize("goods", ["婴儿睡袋", "infant sleeping bags"])
def test_a_question_about_all_is_answered_of_all(assistant: Assistant, goods: str, quantity: int | None) -> None:
    listed = turn(assistant, "t", seek(goods, quantity=quantity))
    reply = turn(assistant, "t", SPREAD)
    prices = BAGS[quantity]
    assert reply.intent == "product_question" and reply.need.quantity == quantity
    for figure in (fmean(prices), median(prices), min(prices), max(prices)):
        assert f"¥{figure:.2f}" in reply.text
    assert f" {len(prices)} " in reply.text.replace(",", " ")
    again = turn(assistant, "t", ask("price", of=nth(2)))
    assert [card.product_id for card in again.cards] == [listed.cards[1].product_id]


def test_with_a_new_condition_it_is_of_those_that_meet_it(assistant: Assistant) -> None:
    turn(assistant, "t", seek("婴儿睡袋"))
    reply = turn(assistant, "t", want("price", "<=", 100), SPREAD)
    assert " 3 " in reply.text and f"¥{fmean((89.0, 45.0, 58.0)):.2f}" in reply.text


@pytest.mark.parametrize("goods", ["婴儿睡袋", "infant sleeping bags"])
def test_asked_cold_it_is_told(assistant: Assistant, goods: str) -> None:
    reply = turn(assistant, "t", seek(goods), SPREAD)
    assert " 4 " in reply.text.replace(",", " ") and f"¥{fmean(BAGS[None]):.2f}" in reply.text


@pytest.mark.parametrize("goods", ["婴儿睡袋", "infant sleeping bags"])
def test_how_many_are_in_stock_is_told_by_the_records(assistant: Assistant, goods: str) -> None:
    listed = turn(assistant, "t", seek(goods))
    stocks = [product.stock for product in assistant.shopfront.current().catalogue.products([card.product_id for card in listed.cards])]
    there, gone = sum(bool(stock) for stock in stocks), stocks.count(0)
    line = turn(assistant, "t", ask("spread.stock")).text.splitlines()[-1]
    assert [int(number) for number in re.findall(r"\d+", line)] == [len(stocks), there, gone, len(stocks) - there - gone]


@pytest.mark.parametrize("fields", [("spread.count", "stock"), ("stock", "spread.count")])
def test_how_many_beside_a_field_is_how_many_have_it(assistant: Assistant, fields: tuple[str, ...]) -> None:
    turn(assistant, "t", seek("婴儿睡袋"))
    alone = turn(assistant, "t", ask("spread.stock")).text
    assert turn(assistant, "t", ask(*fields)).text == alone


def test_a_question_of_all_by_its_name_reaches_it(assistant: Assistant) -> None:
    turn(assistant, "t", seek("infant sleeping bags"))
    asked = next(one for one in assistant.ask("how many are in stock?", thread="t").understood.commands if one.command == "ask")
    assert asked.fields == ("spread.stock",)
