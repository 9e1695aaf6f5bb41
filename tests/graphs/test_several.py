"""Several goods or requests: each is answered of what it means, sums take what was pointed at, and what one of each may cost is kept."""

import re
from datetime import date
from decimal import Decimal

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition
from daogou.schema.need import Need, Waiting
from daogou.schema.reply import Reply
from daogou.tools.searching.offers import judged

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


def unit_prices(six: Assistant, ids: list[str], quantity: int | None = None) -> Decimal:
    catalogue = six.shopfront.current().catalogue
    return sum((price for one in catalogue.products(ids) if (price := one.price_at(quantity)) is not None), Decimal(0))


@pytest.mark.parametrize("text", ["各100，每人预算130以内", "100 gift sets of both, 130 per set"])
def test_what_a_set_may_cost_is_held_against_one_of_each(six: Assistant, text: str) -> None:
    reply = turn(six, text, seek(BAGS, also=[MICE], quantity=100), want("price", "<=", 130), text=text)
    assert reply.purchase is not None and reply.purchase.each == 130 and lines(reply) == {BAGS, MICE}
    assert not any(one.field == "price" for one in reply.need.active)
    assert unit_prices(six, picks(reply), 100) <= 130
    again = turn(six, text, seek(quantity=200, topic="same"), ask("total"))
    assert again.purchase is not None and again.purchase.each == 130
    assert [again.purchase.items[place].need.quantity for place in again.purchase.wanted] == [200, 200]


@pytest.mark.parametrize("name", ["还剩多少", "budget left"])
def test_what_is_left_is_told_with_the_sum(six: Assistant, name: str) -> None:
    first = turn(six, name, PAIR, want("total", "<=", 1500))
    reply = turn(six, name, ask(name))
    assert reply.purchase is not None and reply.purchase.budget == 1500 and picks(reply) == picks(first)
    assert reply.understood is not None and "total" in reply.understood.commands[-1].fields  # type: ignore[union-attr]


def test_what_is_settled_beside_a_total_is_taken_into_it(six: Assistant) -> None:
    turn(six, "settled", PAIR, want("total", "<=", 2500))
    reply = turn(six, "settled", ask(of=[of(MICE, extreme("-price")[0])]), ask("total"))
    assert "mouse-ergo" in picks(reply)
    assert "mouse-ergo" in picks(turn(six, "settled", ask("total")))


@pytest.mark.parametrize("number", [1, 60])
def test_a_number_held_against_the_minimum_is_answered_by_the_record(six: Assistant, number: int) -> None:
    thread = f"enough {number}"
    turn(six, thread, seek(BAGS))
    reply = turn(six, thread, ask("moq", of=nth(1), suppose=[want("quantity", "=", number)]), text="这么多够起订吗？")
    assert reply.need.quantity == number and len(reply.cards) == 1
    assert str(reply.cards[0].moq) in reply.text and not reply.lacking


@pytest.mark.parametrize(("quantity", "budget"), [(None, 90), (200, 200)])
def test_a_supposed_total_is_held_against_one_of_each_and_is_no_price(six: Assistant, quantity: int | None, budget: int) -> None:
    bags = turn(six, f"supposed {budget}", seek(BAGS, quantity=quantity))
    reply = turn(six, f"supposed {budget}", seek(MICE), ask("total", suppose=[want("total", "<=", budget)]))
    mice = [card.product_id for card in reply.cards if card.product_id.startswith("mouse")]
    every = [unit_prices(six, [bag.product_id, mouse], quantity) for bag in bags.cards for mouse in mice]
    assert any(f"{one:.2f}" in reply.text for one in every)
    assert not any(one.field == "price" for one in reply.need.active)


def hand_over(about: str) -> Said:
    return {"command": "hand_over", "about": about}


@pytest.mark.parametrize("about", ["各寄一个样品", "a sample of each"])
def test_samples_to_be_sent_are_asked_of_the_goods_in_hand(six: Assistant, t: str, about: str) -> None:
    listed = turn(six, t, seek(BAGS))
    reply = turn(six, t, hand_over(about), text=about)
    (asked,) = (one for one in reply.understood.commands if one.command == "ask")
    assert asked.fields == ("capability.samples",)
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in listed.cards} and reply.cards


def test_an_order_to_be_placed_asks_nothing(six: Assistant, t: str) -> None:
    turn(six, t, seek(BAGS))
    reply = turn(six, t, hand_over("order"), text="order it for me")
    assert not [one for one in reply.understood.commands if one.command == "ask"]


@pytest.mark.parametrize("field", ["底座重量", "weight of the base"])
def test_a_comparison_of_what_no_record_states_takes_none(six: Assistant, t: str, field: str) -> None:
    turn(six, t, seek(BAGS))
    reply = turn(six, t, {"command": "compare", "among": nth(1, 2), "fields": [field]}, text=field)
    assert reply.comparison is not None and not reply.comparison.verdict


def test_each_of_a_purchase_is_priced_at_its_own_number(six: Assistant, t: str) -> None:
    lines = [{"goods": MICE, "quantity": 300}, {"goods": BAGS, "quantity": 20}]
    bought = turn(six, t, {"command": "list", "lines": lines})
    reply = turn(six, t, ask("price", of=[{"kind": "all", "count": 0}]), text="单价分别多少")
    catalogue = six.shopfront.current().catalogue
    for place, line in enumerate(lines):
        (product,) = catalogue.products([bought.cards[place].product_id])
        own = product.price_at(int(str(line["quantity"])))
        assert f"¥{own:.2f}" in next(row for row in reply.text.splitlines() if product.title[:6] in row)


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("婴儿睡袋", "第一款有什么认证，顺便帮我写个询盘", "我发出去了"),
        ("baby sleeping bags", "what certificates does the first one have, and also draft an inquiry for me", "I sent it"),
    ],
)
def test_a_question_and_an_inquiry(six: Assistant, first: str, second: str, third: str) -> None:
    listed = six.ask(first, thread=first)
    reply = six.ask(second, thread=first)
    assert (reply.intent, reply.also) == ("product_question", ("inquiry",))
    assert [one.product_ids for one in reply.inquiries] == [(listed.cards[0].product_id,)]
    assert [one.status for one in reply.inquiries] == ["prepared"]
    assert {int(number) for number in re.findall(r"\[(\d+)\]", reply.text)} == {each.n for each in reply.citations}
    assert six.ask(third, thread=first).inquiries[0].status == "sent"  # it was kept


def cards(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def total(reply: Reply) -> Decimal:
    (found,) = re.findall(r"Together ¥([\d.]+),", reply.text)
    return Decimal(found)


def both_shown(six: Assistant, thread: str, **more: int) -> tuple[Reply, Reply]:
    return turn(six, thread, seek(BAGS, **more), language="en"), turn(six, thread, seek(MICE, **more))


def test_what_is_asked_before_other_goods_is_answered_of_what_was_shown_and_ahead_of_their_list(six: Assistant) -> None:
    bags = turn(six, "ahead", seek(BAGS), language="en")
    reply = turn(six, "ahead", ask("moq", of=nth(2)), seek(MICE))
    assert sorted(cards(reply)[:2]) == ["mouse-ergo", "mouse-silent"] and cards(reply)[2] == cards(bags)[1]
    assert reply.text.index("MOQ") < reply.text.index("wireless mice")


def test_a_sum_is_of_the_very_products_pointed_at_two_of_one_kind_too(six: Assistant) -> None:
    shown, _ = both_shown(six, "sum")
    pointers = [of(BAGS, {"kind": "extreme", "sort": "price"}), of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("-price")[0])]
    reply = turn(six, "sum", ask("total", "terms.delivery", of=pointers))
    assert cards(reply) == ["bag-bamboo", "bag-wool", "mouse-ergo"]
    assert total(reply) == 45 + 168 + 79
    assert "delivery" in reply.text
    assert cards(turn(six, "sum", ask("moq", of=[of(BAGS, nth(4)[0])]))) == [cards(shown)[3]]


def test_what_nobody_can_tell_is_no_part_of_the_sum_and_is_named(six: Assistant) -> None:
    both_shown(six, "left")
    pointers = [
        of(BAGS, {"kind": "described", "words": ["wool"]}),
        of(MICE, extreme("-price")[0]),
        of(BAGS, {"kind": "described", "words": ["velvet"]}),
    ]
    reply = turn(six, "left", ask("total", of=pointers))
    assert total(reply) == 168 + 79 and '"velvet"' in reply.text


def test_one_of_each_is_judged_by_what_one_of_each_may_cost(six: Assistant) -> None:
    both_shown(six, "each", quantity=26)
    picked = ask("total", of=[of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("-price")[0])])
    over = turn(six, "each", picked, want("price", "<=", 150), {"command": "choose"})
    assert cards(over) == ["bag-wool", "mouse-ergo"] and "¥97.00 over your ¥150" in over.text
    assert "swap" in over.text and not over.need.conditions
    kept = turn(six, "each", picked, want("price", "<=", 300))
    assert "¥247.00, within your ¥300" in kept.text


def test_what_all_of_it_may_cost_is_asked_of_the_sum(six: Assistant) -> None:
    both_shown(six, "most", quantity=26)
    picked = [of(BAGS, nth(1)[0]), of(MICE, extreme("-price")[0])]
    reply = turn(six, "most", ask("total", of=picked, suppose=[want("total", "<=", 4000)]))
    assert total(reply) == 26 * (89 + 79) and "¥368.00 over your budget of ¥4000" in reply.text
    later = turn(six, "most", want("total", "<=", 5000))
    assert total(later) == 26 * (89 + 79) and "within" not in later.text.split("Together")[0] and "¥632.00 left" in later.text


def test_terms_that_are_wanted_are_asked_and_filter_nothing(six: Assistant) -> None:
    listed = turn(six, "terms", seek(BAGS), language="en")
    reply = turn(six, "terms", want("terms.invoice", "=", "made out to the club"))
    assert cards(reply) == cards(listed) and "invoices" in reply.text and "made out to the club" in reply.text
    assert not reply.need.conditions and not reply.need.words
    bounded = turn(six, "terms", want("price", "<=", 60), want("terms.invoice", "=", True))
    assert cards(bounded) == ["bag-fleece", "bag-bamboo"] and "invoices" in bounded.text


def test_a_letter_asks_what_nobody_could_tell_and_what_is_to_be_done_in_the_words_of_the_buyer(six: Assistant) -> None:
    turn(six, "carried", seek(BAGS), language="en")
    turn(
        six,
        "carried",
        ask("moq", "terms.returns", of=nth(1), suppose=[want("terms.delivery", "=", "by Saturday")]),
        want(None, "=", "gift wrap"),
    )
    reply = turn(six, "carried", {"command": "inquire", "act": "draft", "of": nth(1)})
    assert {"terms.returns", "said.by Saturday"} <= {*reply.inquiries[0].asks} and "gift wrap" in reply.inquiries[0].text


def test_each_product_is_judged_by_what_is_asked_of_its_own_goods(six: Assistant) -> None:
    first = turn(six, "各100", PAIR, ask("total"))
    catalogue, picked = six.shopfront.current().catalogue, picks(first)
    bag = next(each for each in catalogue.products(picked) if BAGS in each.category)
    mouse = next(each for each in catalogue.products(picked) if MICE in each.category)
    dear, own = (Condition(id=name, field=field, op="<=", value=0) for name, field in (("c1", "price"), ("c2", "attr.tog")))
    need = Need(category=BAGS, conditions=(own,), waiting=(Waiting(category=MICE, conditions=(dear,)),))
    told = {one.product_id: one for one in judged(catalogue, [bag.id, mouse.id], need, date(2026, 12, 1))}
    assert dear.name not in told[bag.id].failed
    assert told[mouse.id].failed == (dear.name,) and own.name not in told[mouse.id].unknown


@pytest.mark.parametrize("behind", [(), ({"command": "vary", "how": "less", "field": "price"},)])
def test_what_both_come_to_is_told_before_the_message_goes_back_to_one_of_them(six: Assistant, behind: tuple[Said, ...]) -> None:
    thread = f"both {len(behind)}"
    turn(six, thread, PAIR)
    asked = [turn(six, thread, ask("price", of=[of(goods, nth(1)[0])])).cards[0].product_id for goods in (BAGS, MICE)]
    reply = turn(six, thread, ask("total", suppose=[want("total", "<=", 150)]), {"command": "go", "about": BAGS}, *behind)
    assert f"{unit_prices(six, asked):.2f}" in reply.text
