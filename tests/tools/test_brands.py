"""Brands: rows by what was asked, where a brand stands among its peers, both sides kept apart, conflicts said."""

from datetime import date
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.evidence import Evidence
from daogou.schema.need import Need
from daogou.tools.brands.brands import Asking, brand, brands
from daogou.tools.decisions.offer import Offer

from .shops import offer

ASKING = Asking("en", date(2026, 11, 25), Need())


def bag(number: int, price: str, name: str | None = None, **fields: Any) -> Offer:
    return offer(f"p{number}", price, brand=name, category=("bags",), **fields)


SHELF = [bag(number, f"{number * 10}.00") for number in range(1, 10)]
CHEAP = [bag(20, "12.00", "Grand", rating=4.9, review_count=2), bag(21, "14.00", "Grand", rating=4.5, review_count=1)]
SURE = [bag(30, "52.00", "Steady", rating=4.6, review_count=900), bag(31, "55.00", "Steady")]


def guide(name: str, budget: str) -> Evidence:
    criterion = {"attribute": "brand", "value": name, "statement": f"{name} is known.", "when": {"budget": budget}}
    return Evidence(kind="guide", ref="g", title="Brands", text=f"{name} is known.", topic="brands", criteria=(criterion,))


def test_a_rating_of_few_reviews_doesnt_lead() -> None:
    found = brands([*SHELF, *CHEAP, *SURE], (), ASKING)
    assert [row.brand for row in found.rows] == ["Steady", "Grand"]
    assert found.fits == {"cheapest": "Grand", "best_rated": "Steady"}


def test_the_buyers_wish_for_an_order_comes_first() -> None:
    found = brands([*SHELF, *CHEAP, *SURE], (), Asking("en", date(2026, 11, 25), Need(sort=("price",))))
    assert [row.brand for row in found.rows] == ["Grand", "Steady"]


@pytest.mark.parametrize(("called", "conflict"), [("premium", "premium"), ("value", None), ("mid", None)])
def test_where_a_guide_and_the_prices_disagree_it_is_said(called: str, conflict: str | None) -> None:
    found = brand(CHEAP, [*SHELF, *CHEAP], (guide("Grand", called),), ASKING)
    assert [(row.third, row.conflict) for row in found.rows] == [("low", conflict)]


def test_prices_that_the_buyer_bounded_say_nothing_of_a_brand() -> None:
    need = Need(conditions=(Condition(id="c1", field="price", op="<=", value=60),))
    found = brands([*SHELF, *CHEAP], (guide("Grand", "premium"),), Asking("en", date(2026, 11, 25), need))
    assert [row.conflict for row in found.rows] == [None]


def test_of_few_peers_no_third_is_cheap() -> None:
    assert [row.third for row in brand(CHEAP, CHEAP, (), ASKING).rows] == [None]


@pytest.mark.parametrize(
    ("messages", "name"),
    [
        (("婴儿睡袋", "眠云朵怎么样"), "眠云朵"),
        (("眠云朵怎么样",), "眠云朵"),
        (("infant sleeping bag", "is Mianyun any good?"), "Mianyun"),
        (("is Norbranch a good brand?",), "Norbranch"),
    ],
)
def test_one_brand_asked_about_is_told_and_sets_no_condition(assistant: Assistant, messages: tuple[str, ...], name: str) -> None:
    *_, reply = (assistant.ask(message, thread="t") for message in messages)
    assert reply.intent == "brand" and name in reply.text
    assert not any(condition.field == "brand" for condition in reply.need.active)
    assert {card.brand for card in reply.cards} == {name}
    assert {citation.kind for citation in reply.citations} >= {"product", "guide"}
