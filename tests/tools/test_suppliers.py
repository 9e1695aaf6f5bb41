"""Suppliers: facts of the record, what was asked, what goods need against what a product holds, risk signs, side by side."""

from datetime import date

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.fact import Fact
from daogou.schema.product import Certification
from daogou.schema.supplier import Supplier
from daogou.tools.decisions.suppliers import SupplierRow
from daogou.tools.suppliers.licences import licences
from daogou.tools.suppliers.risks import risks
from daogou.tools.suppliers.table import supplier_table
from daogou.tools.wording.wording import Wording

from ..acting import act, do
from .shops import offer

TODAY = date(2026, 11, 25)
OLD = Certification(name="BSCI", valid_until=date(2020, 1, 31))


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, []),
        ({"verified": True, "years": 9, "rating": 4.8, "kind": "factory"}, []),
        ({"verified": False}, ["unverified"]),
        ({"years": 0}, ["young"]),
        ({"rating": 3.2}, ["low_rating"]),
        ({"certifications": (OLD,)}, ["expired"]),
        ({"kind": "trader", "name": "东莞某某电子厂"}, ["claims_factory"]),
        ({"kind": "factory", "name": "东莞某某电子厂"}, []),
        ({"response_hours": 48.0}, ["slow"]),
    ],
)
def test_risk_signs_are_facts_that_the_record_states(fields: dict[str, object], kinds: list[str]) -> None:
    supplier = Supplier.model_validate({"id": "s", "name": "S", **fields})
    assert [one.kind for one in risks(supplier, TODAY)] == kinds


def test_what_goods_need_is_set_against_what_the_product_holds(assistant: Assistant) -> None:
    vocabulary = assistant.shopfront.current().reader.vocabulary
    held = Certification(name="GB 31701-2015 A类检测报告", valid_until=date(2099, 1, 1))
    gone = Certification(name="CPC", valid_until=date(2020, 1, 1))
    bag = offer("bag", category=("母婴", "婴儿睡袋"), certifications=(held, gone))
    found = {one.market: one for one in licences(bag, (), vocabulary, TODAY)}
    assert found["CN"].valid == (held,)
    assert (found["US"].valid, found["US"].expired) == ((), (gone,))
    assert (found["EU"].valid, found["EU"].expired) == ((), ())
    assert all(one.source for one in found.values())


def test_the_markets_that_the_buyer_sells_to_stand_for_those_that_others_ask_of(assistant: Assistant) -> None:
    vocabulary = assistant.shopfront.current().reader.vocabulary
    bag = offer("bag", category=("母婴", "婴儿睡袋"))
    found = licences(bag, (Fact(kind="market", value="DE"),), vocabulary, TODAY)
    assert [one.market for one in found] == ["CN", "EU"]
    assert licences(offer("x", category=("unheard-of goods",)), (), vocabulary, TODAY) == ()


def test_suppliers_side_by_side_win_only_where_it_means_something() -> None:
    old, new = Supplier(id="a", name="A", years=20, rating=4.6), Supplier(id="b", name="B", years=2, rating=4.5)
    rows = [SupplierRow(one, (offer(one.id, supplier=one),), (), (), 1) for one in (old, new)]
    table = {row.field: row for row in supplier_table(rows, Wording("en"), TODAY)}
    assert table["supplier"].values == ("A", "B")
    assert (table["supplier.years"].winner, table["supplier.rating"].winner) == (0, None)


@pytest.mark.parametrize(
    ("search", "question", "answer"),
    [
        ("婴儿睡袋", "第一款的厂家支持OEM吗", "OEM"),
        ("infant sleeping bag", "does the factory of the first one do OEM?", "OEM"),
        ("婴儿睡袋", "第一款的厂家能打样吗", "打样"),
    ],
)
def test_a_capability_asked_of_a_supplier_is_answered(assistant: Assistant, search: str, question: str, answer: str) -> None:
    assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    assert reply.intent in ("supplier", "product_question")
    assert answer.casefold() in reply.text.casefold()


def test_several_suppliers_stand_side_by_side(assistant: Assistant) -> None:
    act(assistant, "t", do("seek", goods="婴儿睡袋"))
    reply = act(assistant, "t", do("ask_party", party="supplier", of=[{"kind": "all", "count": 0}]))
    assert reply.intent == "supplier" and reply.comparison is not None and not reply.question
    suppliers = {card.product_id: card.supplier_id for card in reply.cards}
    assert len({suppliers[product_id] for product_id in reply.comparison.product_ids}) == len(reply.comparison.product_ids) == 2
    assert {row.field for row in reply.comparison.rows} >= {"supplier", "supplier.years", "licence.CN"}


@pytest.mark.parametrize(("search", "question"), [("sleeping bags for babies", "are the suppliers qualified?"), ("婴儿睡袋", "供应商资质怎么样")])
def test_suppliers_asked_about_are_compared_as_suppliers(assistant: Assistant, search: str, question: str) -> None:
    assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    assert not reply.question and reply.comparison and reply.comparison.rows[0].field == "supplier" and len(reply.comparison.product_ids) > 1
