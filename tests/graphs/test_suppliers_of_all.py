"""Suppliers by a number of their records: told over all that sell what is needed, by the field asked; a place without one is said to have none."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply


def told(reply: Reply) -> set[str]:
    return {str(card.supplier_id) for card in reply.cards}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("哪家供应商回头率最高?", "sup-mianyun"),
        ("which supplier has the highest repurchase rate?", "sup-mianyun"),
        ("回复最快的供应商是哪家", "sup-mianyun"),
        ("which supplier answers fastest?", "sup-mianyun"),
        ("成立时间最短的是哪家供应商", "sup-norbranch"),
        ("which supplier has the shortest time in business?", "sup-norbranch"),
        ("评分最高的无线鼠标供应商", "sup-qingqiao"),
        ("which supplier of wireless mice is rated highest?", "sup-qingqiao"),
    ],
)
def test_the_first_of_all_suppliers_is_named(assistant: Assistant, text: str, first: str) -> None:
    reply = assistant.ask(text, thread="t")
    assert (reply.intent, told(reply)) == ("supplier", {first})


@pytest.mark.parametrize("texts", [("保温杯", "谁回复最快"), ("保温杯", "哪家回复最快"), ("vacuum flasks", "who answers fastest")])
def test_who_answers_fastest_is_a_supplier(demo: Assistant, texts: tuple[str, str]) -> None:
    asked = [demo.ask(text, thread=f"fast-{texts}") for text in (*texts, "which supplier answers fastest?")]
    assert asked[1].intent == "supplier" and told(asked[1]) == told(asked[2]) != set()


def of_all(demo: Assistant, field: str, category: str) -> set[str]:
    shop = demo.shopfront.current().catalogue
    sold = {product.supplier_id for product in shop.products(list(shop.columns.ids)) if category in product.category and product.supplier_id}
    known = {one.id: getattr(one, field) for key in sold if (one := shop.supplier(str(key))) is not None and getattr(one, field) is not None}
    return {key for key, value in known.items() if value == max(known.values())}


@pytest.mark.parametrize("text", ["充电宝哪家供应商成立最久", "which supplier of power banks is longest in business?"])
def test_equals_are_told_together(demo: Assistant, text: str) -> None:
    reply = demo.ask(text)
    assert told(reply) == of_all(demo, "years", "充电宝") and len(told(reply)) > 1


@pytest.mark.parametrize("text", ["义乌的供应商有哪些", "suppliers in Yiwu"])
def test_a_place_in_a_name_is_a_hint_and_the_record_is_told(demo: Assistant, text: str) -> None:
    reply = demo.ask(text)
    assert reply.intent == "supplier" and reply.cards
    assert all("义乌" in str(card.supplier) or "Yiwu" in str(card.supplier) for card in reply.cards)
    assert "金华" in reply.text or "Jinhua" in reply.text


@pytest.mark.parametrize("text", ["卖充电宝的供应商里有义乌的吗", "are there suppliers of power banks in Yiwu?"])
def test_where_none_is_there_no_other_is_listed(demo: Assistant, text: str) -> None:
    reply = demo.ask(text)
    assert reply.intent != "supplier" or reply.cards == ()
