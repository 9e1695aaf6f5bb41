"""What tells two products apart: by how much in price, in which attributes, under the numbers that the buyer knows them by."""

from decimal import Decimal

import pytest
from daogou.eval.broken import unit_price
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from ..acting import do
from .commanded import ask, nth, seek, turn


def talk(demo: Assistant, *texts: str) -> list[Reply]:
    return [demo.ask(text, thread=f"apart-{texts}".encode().hex()[:100]) for text in texts]


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("保温杯", "2和4有什么区别"),
        ("保温杯", "2比4贵多少"),
        ("保温杯", "第二款比第四款贵多少钱"),
        ("thermos bottles", "what's the difference between 2 and 4?"),
        ("thermos bottles", "how does 2 differ from 4?"),
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
    turn(demo, "again", seek("保温杯"))
    compared = turn(demo, "again", {"command": "compare", "among": nth(1, 3)})
    reply = turn(demo, "again", {"command": "compare", "fields": ["price"]})
    assert reply.intent == "compare" and [card.product_id for card in reply.cards] == [card.product_id for card in compared.cards]


def test_the_average_rating_of_these_is_of_these(demo: Assistant) -> None:
    listed = turn(demo, "these", seek("保温杯"))
    reply = turn(demo, "these", ask("spread.rating", of=[{"kind": "all", "count": 0}]))
    rated = [card.rating for card in listed.cards if card.rating is not None]
    assert f"{round(sum(rated) / len(rated), 2):g}" in reply.text


def test_the_average_rating_is_of_all_that_were_found(demo: Assistant) -> None:
    turn(demo, "all", seek("保温杯"))
    reply = turn(demo, "all", ask("spread.rating"))
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
