"""How many, how much, by how much: of all that were found, for a quantity, between two products; by the records."""

import re
from decimal import Decimal
from statistics import fmean, median

import pytest
from daogou.eval.broken import unit_price
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import do
from .commanded import ask, nth, seek, turn, want

BAGS = {
    None: (89.0, 168.0, 45.0, 58.0),
    50: (82.0, 155.0, 45.0, 58.0),
}
SPREAD = ask("spread.count", "spread.price")


@pytest.mark.parametrize(("goods", "quantity"), [("婴儿睡袋", None), ("infant sleeping bags", 50)])
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


def test_asked_cold_it_is_told(assistant: Assistant) -> None:
    reply = turn(assistant, "t", seek("婴儿睡袋"), SPREAD)
    assert " 4 " in reply.text.replace(",", " ") and f"¥{fmean(BAGS[None]):.2f}" in reply.text


@pytest.mark.parametrize("goods", ["婴儿睡袋", "infant sleeping bags"])
def test_how_many_are_in_stock_is_told_by_the_records(assistant: Assistant, goods: str) -> None:
    listed = turn(assistant, "t", seek(goods))
    stocks = [product.stock for product in assistant.shopfront.current().catalogue.products([card.product_id for card in listed.cards])]
    there, gone = sum(bool(stock) for stock in stocks), stocks.count(0)
    line = turn(assistant, "t", ask("spread.stock")).text.splitlines()[-1]
    assert [int(number) for number in re.findall(r"\d+", line)] == [len(stocks), there, gone, len(stocks) - there - gone]


def test_how_many_beside_a_field_is_how_many_have_it(assistant: Assistant) -> None:
    turn(assistant, "t", seek("infant sleeping bags"))
    assert turn(assistant, "t", ask("stock", "spread.count")).text == turn(assistant, "t", ask("spread.stock")).text
    asked = next(one for one in assistant.ask("how many are in stock?", thread="t").understood.commands if one.command == "ask")
    assert asked.fields == ("spread.stock",)


SEARCH = {"zh": "婴儿睡袋", "en": "baby sleeping bags"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "有批发价吗"),
        ("en", "bulk prices?"),
    ],
)
def test_every_tier_on_record_is_told(demo: Assistant, language: str, text: str) -> None:
    demo.ask(SEARCH[language], thread=f"bulk-{text}")
    reply = demo.ask(text, thread=f"bulk-{text}")
    products = demo.shopfront.current().catalogue.products([card.product_id for card in reply.cards])
    assert reply.intent == "product_question" and len(products) == 5 and any(len(product.price) > 1 for product in products)
    assert all(f"{tier.unit_price:.2f}" in reply.text for product in products for tier in product.price)
    assert {one.kind for one in reply.citations} == {"product"}


@pytest.mark.parametrize("text", ["300件批发价多少", "what is the wholesale price of 300 pieces?"])
def test_for_a_quantity_it_is_the_price_of_so_many(demo: Assistant, text: str) -> None:
    demo.ask("婴儿睡袋" if text > "z" else "baby sleeping bags", thread=f"bulk-{text}")
    reply = demo.ask(text, thread=f"bulk-{text}")
    assert reply.intent == "product_question" and reply.need is not None and reply.need.quantity == 300


@pytest.mark.parametrize("text", ["有批发价吗", "bulk prices?"])
def test_with_nothing_on_the_table_none_is_told(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"bulk-first-{text}")
    assert (reply.intent, reply.cards) == ("product_question", ())


@pytest.mark.parametrize(("amount", "share"), [(10, False), (0.2, True)])
def test_so_much_cheaper_than_what_is_pointed_at(demo: Assistant, amount: float, share: bool) -> None:
    thread = f"off-{amount}"
    first = turn(demo, thread, seek("保温杯"))
    reply = turn(demo, thread, {"command": "vary", "how": "less", "field": "price", "than": nth(1), "by_amount": amount, "share": share})
    price = Decimal(first.cards[0].price or 0)
    limit = price * (1 - Decimal(str(amount))) if share else price - Decimal(str(amount))
    (bound,) = [one for one in reply.need.conditions if one.field == "price" and one.active]
    assert (bound.op, bound.hard) == ("<=", True)
    assert bound.value == pytest.approx(float(limit), abs=0.01)
    assert all(Decimal(card.price or 0) <= limit + Decimal("0.01") or card.failed for card in reply.cards)


def talk(demo: Assistant, *texts: str) -> list[Reply]:
    return [demo.ask(text, thread=f"apart-{texts}".encode().hex()[:100]) for text in texts]


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("保温杯", "2比4贵多少"),
        ("thermos bottles", "what's the difference between 2 and 4?"),
    ],
)
def test_the_difference_is_told_to_the_cent_with_what_else_differs(demo: Assistant, search: str, question: str) -> None:
    listed, reply = talk(demo, search, question)
    two = [listed.cards[1], listed.cards[3]]
    assert reply.intent == "compare" and not [one for one in reply.need.conditions if one.status != "removed"]
    assert [card.product_id for card in reply.cards] == [card.product_id for card in two]
    assert f"¥{abs(Decimal(two[0].price or 0) - Decimal(two[1].price or 0)):.2f}" in reply.text
    assert reply.comparison is not None
    line = next(line for line in reply.text.split("\n") if f"¥{abs(Decimal(two[0].price or 0) - Decimal(two[1].price or 0)):.2f}" in line)
    cheaper = 2 if Decimal(two[0].price or 0) < Decimal(two[1].price or 0) else 4
    assert line.index(str(cheaper)) < line.index(str(6 - cheaper))  # the cheaper one is named first, by its number in the list


def test_asked_again_it_is_of_those_set_against_each_other_last(demo: Assistant) -> None:
    turn(demo, "apart again", seek("保温杯"))
    compared = turn(demo, "apart again", {"command": "compare", "among": nth(1, 3)})
    reply = turn(demo, "apart again", {"command": "compare", "fields": ["price"]})
    assert reply.intent == "compare" and [card.product_id for card in reply.cards] == [card.product_id for card in compared.cards]


def test_the_average_rating_of_these_is_of_these(demo: Assistant) -> None:
    listed = turn(demo, "these", seek("保温杯"))
    reply = turn(demo, "these", ask("spread.rating", of=[{"kind": "all", "count": 0}]))
    rated = [card.rating for card in listed.cards[:5] if card.rating is not None]  # those that the reply named
    assert f"{round(sum(rated) / len(rated), 2):g}" in reply.text
    reply = turn(demo, "these", ask("spread.rating"))  # and of all that were found
    catalogue = demo.shopfront.current().catalogue
    kind = [product for product in catalogue.products(catalogue.columns.ids) if product.category[-1] == "保温杯"]
    rated = [product.rating for product in kind if product.rating is not None and float(unit_price(product)) > 10]
    assert str(len(rated)) in reply.text and f"{round(sum(rated) / len(rated), 2):g}" in reply.text


def test_what_several_differ_in_is_told_by_each_value(demo: Assistant) -> None:
    turn(demo, "several", seek("炒锅"))
    every = [{"kind": "all", "count": 0}]
    compared = turn(demo, "several", do("compare", among=every))
    assert compared.comparison is not None
    values = next(row.values for row in compared.comparison.rows if row.field == "attr.material")
    line = next(line for line in compared.text.split("\n") if all(value in line for value in values))
    chosen = turn(demo, "several", do("compare", among=every), do("choose", among=every), text="这几款差在哪，选哪个")
    assert line.startswith("- **") and "- **" in chosen.text and chosen.comparison is not None
