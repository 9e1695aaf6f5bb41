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


def test_what_is_asked_before_a_list_of_several_goods_is_answered_of_what_was_shown(assistant: Assistant) -> None:
    turn(assistant, "list", seek(BAGS), language="en")
    back = {"command": "go", "place": {"back": -1}}
    reply = turn(assistant, "list", back, ask("moq", of=extreme("price")), seek("helmet"), seek(MICE), want(None, "=", "small"))
    assert "bag-bamboo" in cards(reply) and "10 pcs" in reply.text


def test_a_question_beside_a_wish_for_others_leaves_neither_out(assistant: Assistant) -> None:
    turn(assistant, "vary", seek(BAGS), language="en")
    reply = turn(assistant, "vary", ask("brand", of=nth(1)), {"command": "vary", "how": "less", "field": "price"})
    assert cards(reply)[:2] == ["bag-fleece", "bag-bamboo"] and "bag-cotton" in cards(reply)
    assert "Mianyun" in reply.text.splitlines()[0]


def test_a_sum_is_of_the_very_products_pointed_at_two_of_one_kind_too(assistant: Assistant) -> None:
    both_shown(assistant, "sum")
    pointers = [of(BAGS, {"kind": "extreme", "sort": "price"}), of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("-price")[0])]
    reply = turn(assistant, "sum", ask("total", "terms.delivery", of=pointers))
    assert cards(reply) == ["bag-bamboo", "bag-wool", "mouse-ergo"]
    assert total(reply) == 45 + 168 + 79
    assert "delivery" in reply.text


def test_the_lists_in_which_the_goods_were_found_still_count_behind_a_sum(assistant: Assistant) -> None:
    shown, _ = both_shown(assistant, "after")
    turn(assistant, "after", ask("total", of=[of(BAGS, nth(2)[0]), of(MICE, extreme("-price")[0])]))
    reply = turn(assistant, "after", ask("moq", of=[of(BAGS, nth(4)[0])]))
    assert cards(reply) == [cards(shown)[3]]


def test_samples_come_to_one_of_each_whatever_is_ordered_later(assistant: Assistant) -> None:
    both_shown(assistant, "samples", quantity=100)
    reply = turn(
        assistant,
        "samples",
        want("capability.samples", "=", True),
        ask("total", of=[of(BAGS, {"kind": "described", "words": ["wool"]}), of(MICE, extreme("price")[0])]),
    )
    assert total(reply) == 168 + 32
    assert not reply.need.conditions


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


def test_money_that_stands_in_words_is_the_most_that_is_paid(assistant: Assistant) -> None:
    reply = turn(assistant, "words", seek(BAGS), want(None, "=", "100 yuan"), language="en")
    assert [(one.field, one.op, one.value) for one in reply.need.active] == [("price", "<=", 100)]


def test_what_all_of_it_may_cost_is_asked_of_the_sum(assistant: Assistant) -> None:
    both_shown(assistant, "most", quantity=26)
    picked = [of(BAGS, nth(1)[0]), of(MICE, extreme("-price")[0])]
    reply = turn(assistant, "most", ask("total", of=picked, suppose=[want("total", "<=", 4000)]))
    assert total(reply) == 26 * (89 + 79) and "¥368.00 over your budget of ¥4000" in reply.text
    later = turn(assistant, "most", want("total", "<=", 5000))
    assert total(later) == 26 * (89 + 79) and "within" not in later.text.split("Together")[0] and "¥632.00 left" in later.text


def test_what_is_picked_for_a_list_stays_whatever_its_budget(assistant: Assistant) -> None:
    both_shown(assistant, "stays", quantity=30)
    said = {"command": "list", "lines": [{"goods": BAGS, "quantity": 30}, {"goods": MICE, "quantity": 30}], "budget": 4000}
    reply = turn(assistant, "stays", said, ask(of=[of(MICE, extreme("-price")[0])]))
    assert cards(reply)[1] == "mouse-ergo" and "bag-cotton" not in reply.text.split("swap")[-1].splitlines()[0]


def test_of_what_is_picked_the_number_wanted_counts_and_how_many_are_sold_is_told(assistant: Assistant) -> None:
    both_shown(assistant, "fewest", quantity=1)
    cotton = of(BAGS, {"kind": "described", "words": ["cotton"]})
    reply = turn(assistant, "fewest", ask("total", of=[cotton, of(MICE, {"kind": "extreme", "sort": "-price"})]))
    assert total(reply) == 89 + 79


def test_terms_that_are_wanted_are_asked_and_filter_nothing(assistant: Assistant) -> None:
    listed = turn(assistant, "terms", seek(BAGS), language="en")
    reply = turn(assistant, "terms", want("terms.invoice", "=", "made out to the club"))
    assert cards(reply) == cards(listed) and "invoices" in reply.text and "made out to the club" in reply.text
    assert not reply.need.conditions and not reply.need.words


def test_terms_beside_a_bound_are_asked_of_what_it_leaves(assistant: Assistant) -> None:
    turn(assistant, "bound", seek(BAGS), language="en")
    reply = turn(assistant, "bound", want("price", "<=", 60), want("terms.invoice", "=", True))
    assert cards(reply) == ["bag-fleece", "bag-bamboo"] and "invoices" in reply.text


def test_the_letter_asks_for_what_is_to_be_done_in_the_words_of_the_buyer(assistant: Assistant) -> None:
    turn(assistant, "letter", seek(BAGS), language="en")
    delivery = want("terms.delivery", "=", "by Saturday")
    turn(assistant, "letter", ask(of=nth(1), suppose=[delivery]), want(None, "=", "gift wrap"))
    reply = turn(assistant, "letter", {"command": "inquire", "act": "draft", "of": nth(1)})
    (letter,) = reply.inquiries
    assert "by Saturday" in letter.text and "gift wrap" in letter.text


def test_both_of_an_earlier_list_are_told_of_though_more_were_shown(assistant: Assistant) -> None:
    shown = turn(assistant, "both", seek(BAGS), language="en")
    reply = turn(assistant, "both", seek(MICE), ask("moq", of=[of(BAGS, {"kind": "all", "count": 2})]))
    assert cards(reply)[-2:] == cards(shown)[:2]


def test_the_cheapest_chosen_is_one_of_those_that_the_reply_named(demo: Assistant) -> None:
    listed = turn(demo, "named", seek("保温杯"))
    assert len(listed.cards) > 5
    reply = turn(demo, "named", {"command": "choose", "among": extreme("price")}, ask(of=extreme("price")))
    cheapest = min(listed.cards[:5], key=lambda card: Decimal(card.price or 0))
    assert reply.cards[0].product_id == cheapest.product_id


def test_the_cheapest_chosen_is_one_of_all_where_the_reply_named_all(demo: Assistant) -> None:
    listed = turn(demo, "all named", seek("保温杯"), {"command": "sort", "key": "price", "direction": "highest", "count": 8})
    reply = turn(demo, "all named", {"command": "choose", "among": extreme("price")}, ask(of=extreme("price")))
    assert len(listed.cards) == 8 and reply.cards[0].product_id == min(listed.cards, key=lambda card: Decimal(card.price or 0)).product_id


def test_of_two_lists_of_one_shelf_the_one_of_that_name_is_meant(assistant: Assistant) -> None:
    lines = [{"goods": "wool sleeping bag", "quantity": 2}, {"goods": "bamboo sleeping bag", "quantity": 20}]
    reply = turn(assistant, "names", {"command": "list", "lines": lines}, language="en")
    pointed = turn(assistant, "names", ask("price", of=[of("bamboo sleeping bag", nth(1)[0])]))
    assert cards(pointed) == [cards(reply)[1]]


def test_what_is_to_be_learnt_is_told_of_the_goods_that_tell_of_it(assistant: Assistant) -> None:
    turn(assistant, "learn", {"command": "list", "lines": [{"goods": MICE, "quantity": 26}, {"goods": BAGS, "quantity": 26}]}, language="en")
    reply = turn(assistant, "learn", {"command": "learn", "subject": "is cotton or wool better", "alternatives": ["cotton", "wool"]})
    assert {each.ref for each in reply.citations if each.kind == "product"} == {"bag-cotton", "bag-wool"}


def test_a_topic_of_just_that_name_is_gone_back_to_before_one_whose_name_has_it(assistant: Assistant) -> None:
    listed = turn(assistant, "just", seek("mouse"), language="en")
    turn(assistant, "just", seek("mouse pad"))
    reply = turn(assistant, "just", {"command": "go", "about": "mouse"}, ask("moq", of=nth(1)))
    assert cards(reply) == cards(listed)[:1]


def test_of_equals_the_first_is_the_cheapest_that_is_summed(demo: Assistant) -> None:
    mugs = turn(demo, "equals", seek("保温杯"), want("price", "=", 59))
    turn(demo, "equals", seek("帐篷"))
    reply = turn(demo, "equals", ask("total", of=[of("保温杯", {"kind": "extreme", "sort": "price"}), of("帐篷", nth(1)[0])]))
    assert len(reply.cards) == 2 and reply.cards[0].product_id in cards(mugs)


def test_the_line_of_that_name_is_changed_where_two_are_of_one_shelf(assistant: Assistant) -> None:
    lines = [{"goods": BAGS, "query": "thick", "quantity": 2}, {"goods": BAGS, "query": "thin", "quantity": 20}]
    turn(assistant, "line", {"command": "list", "lines": lines}, language="en")
    turn(assistant, "line", seek(BAGS, query="thin", quantity=30, topic="same"))
    reply = turn(assistant, "line", ask("total"))
    assert reply.purchase is not None
    assert [(one.need.query, one.need.quantity) for one in reply.purchase.items] == [("thick", 2), ("thin", 30)]


def test_a_letter_asks_what_was_asked_just_before_and_nobody_could_tell(assistant: Assistant) -> None:
    turn(assistant, "carried", seek(BAGS), language="en")
    turn(assistant, "carried", ask("moq", "terms.returns", of=nth(1), suppose=[want("terms.delivery", "=", "by Saturday")]))
    reply = turn(assistant, "carried", {"command": "inquire", "act": "draft", "of": nth(1)})
    assert {"terms.returns", "said.by Saturday"} <= {*reply.inquiries[0].asks}


def test_what_is_to_be_learnt_beside_a_wish_for_others_is_told_too(assistant: Assistant) -> None:
    turn(assistant, "others", seek(BAGS), language="en")
    learn = {"command": "learn", "subject": "is cotton or wool better", "alternatives": ["cotton", "wool"]}
    reply = turn(assistant, "others", {"command": "vary", "how": "less", "field": "price", "than": nth(1)}, learn)
    assert cards(reply) == ["bag-fleece", "bag-bamboo"]
    assert {each.ref for each in reply.citations if each.kind == "product"} >= {"bag-cotton", "bag-wool"}
