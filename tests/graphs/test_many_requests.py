"""Several requests in one message: each is answered of what it means, none is lost, and sums take what was pointed at."""

import re
from decimal import Decimal

from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import Said, ask, extreme, nth, seek, turn, want

BAGS, MICE = "婴儿睡袋", "无线鼠标"


def of(goods: str, pointer: Said) -> Said:
    return {**pointer, "place": {"about": goods}}


def cards(reply: Reply) -> list[str]:
    return [card.product_id for card in reply.cards]


def total(reply: Reply) -> Decimal:
    (found,) = re.findall(r"Together ¥([\d.]+),", reply.text)
    return Decimal(found)


def both_shown(assistant: Assistant, thread: str, **more: int) -> tuple[Reply, Reply]:
    return turn(assistant, thread, seek(BAGS, **more), language="en"), turn(assistant, thread, seek(MICE, **more))


def test_what_is_asked_before_other_goods_is_answered_of_what_was_shown_and_ahead_of_their_list(assistant: Assistant) -> None:
    bags = turn(assistant, "ahead", seek(BAGS), language="en")
    reply = turn(assistant, "ahead", ask("moq", of=nth(2)), seek(MICE))
    assert sorted(cards(reply)[:2]) == ["mouse-ergo", "mouse-silent"] and cards(reply)[2] == cards(bags)[1]
    assert reply.text.index("MOQ") < reply.text.index("wireless mice")


def test_a_sum_is_of_the_very_products_pointed_at_two_of_one_kind_too(assistant: Assistant) -> None:
    shown, _ = both_shown(assistant, "sum")
    pointers = [of(BAGS, {"kind": "extreme", "sort": "price"}), of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("-price")[0])]
    reply = turn(assistant, "sum", ask("total", "terms.delivery", of=pointers))
    assert cards(reply) == ["bag-bamboo", "bag-wool", "mouse-ergo"]
    assert total(reply) == 45 + 168 + 79
    assert "delivery" in reply.text
    assert cards(turn(assistant, "sum", ask("moq", of=[of(BAGS, nth(4)[0])]))) == [cards(shown)[3]]


def test_what_nobody_can_tell_is_no_part_of_the_sum_and_is_named(assistant: Assistant) -> None:
    both_shown(assistant, "left")
    pointers = [
        of(BAGS, {"kind": "described", "words": ["wool"]}),
        of(MICE, extreme("-price")[0]),
        of(BAGS, {"kind": "described", "words": ["velvet"]}),
    ]
    reply = turn(assistant, "left", ask("total", of=pointers))
    assert total(reply) == 168 + 79 and '"velvet"' in reply.text


def test_one_of_each_is_judged_by_what_one_of_each_may_cost(assistant: Assistant) -> None:
    both_shown(assistant, "each", quantity=26)
    picked = ask("total", of=[of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("-price")[0])])
    over = turn(assistant, "each", picked, want("price", "<=", 150), {"command": "choose"})
    assert cards(over) == ["bag-wool", "mouse-ergo"] and "¥97.00 over your ¥150" in over.text
    assert "swap" in over.text and not over.need.conditions
    kept = turn(assistant, "each", picked, want("price", "<=", 300))
    assert "¥247.00, within your ¥300" in kept.text


def test_what_all_of_it_may_cost_is_asked_of_the_sum(assistant: Assistant) -> None:
    both_shown(assistant, "most", quantity=26)
    picked = [of(BAGS, nth(1)[0]), of(MICE, extreme("-price")[0])]
    reply = turn(assistant, "most", ask("total", of=picked, suppose=[want("total", "<=", 4000)]))
    assert total(reply) == 26 * (89 + 79) and "¥368.00 over your budget of ¥4000" in reply.text
    later = turn(assistant, "most", want("total", "<=", 5000))
    assert total(later) == 26 * (89 + 79) and "within" not in later.text.split("Together")[0] and "¥632.00 left" in later.text


def test_terms_that_are_wanted_are_asked_and_filter_nothing(assistant: Assistant) -> None:
    listed = turn(assistant, "terms", seek(BAGS), language="en")
    reply = turn(assistant, "terms", want("terms.invoice", "=", "made out to the club"))
    assert cards(reply) == cards(listed) and "invoices" in reply.text and "made out to the club" in reply.text
    assert not reply.need.conditions and not reply.need.words
    bounded = turn(assistant, "terms", want("price", "<=", 60), want("terms.invoice", "=", True))
    assert cards(bounded) == ["bag-fleece", "bag-bamboo"] and "invoices" in bounded.text


def test_a_letter_asks_what_nobody_could_tell_and_what_is_to_be_done_in_the_words_of_the_buyer(assistant: Assistant) -> None:
    turn(assistant, "carried", seek(BAGS), language="en")
    turn(
        assistant,
        "carried",
        ask("moq", "terms.returns", of=nth(1), suppose=[want("terms.delivery", "=", "by Saturday")]),
        want(None, "=", "gift wrap"),
    )
    reply = turn(assistant, "carried", {"command": "inquire", "act": "draft", "of": nth(1)})
    assert {"terms.returns", "said.by Saturday"} <= {*reply.inquiries[0].asks} and "gift wrap" in reply.inquiries[0].text
