"""What a message asks comes before the goods that only go on, once; "it" is the one that was recommended; nothing is told of it that nobody asked."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import Said, turn

KEYBOARDS = {"command": "seek", "goods": "机械键盘"}
SWITCHES = {"command": "learn", "subject": "红轴和青轴怎么选", "alternatives": ["红轴", "青轴"]}


def test_the_answer_stands_before_the_list_that_is_narrowed(demo: Assistant) -> None:
    turn(demo, "before", KEYBOARDS)
    reply = turn(demo, "before", SWITCHES, {"command": "want", "field": "price", "op": "<=", "value": 200})
    assert reply.text.index("青轴") < reply.text.index("\n1. ")
    assert reply.cards and "price<=200" in {one.name for one in reply.need.active}


def test_a_list_that_would_only_come_again_is_not_repeated(demo: Assistant) -> None:
    first = turn(demo, "again", KEYBOARDS)
    reply = turn(demo, "again", SWITCHES, {"command": "want", "value": "送给表弟"})
    assert "\n1. " not in reply.text and "送给表弟" in reply.text and reply.need.words == ("送给表弟",)
    told = turn(demo, "again", {"command": "ask", "fields": ["price"], "of": [{"kind": "ordinal", "ordinal": 2}]})
    assert [card.product_id for card in told.cards] == [first.cards[1].product_id]


def test_two_questions_of_the_same_sides_are_answered_once(demo: Assistant) -> None:
    turn(demo, "once", KEYBOARDS)
    reply = turn(demo, "once", SWITCHES, {**SWITCHES, "subject": "晚上用红轴还是青轴"})
    lines = [line for line in reply.text.splitlines() if line.startswith("- ")]
    assert lines and len(lines) == len(set(lines))


@pytest.mark.parametrize("between", [(), ({"command": "want", "field": "brand", "value": "罗技"},)])
def test_it_is_the_one_that_was_recommended(demo: Assistant, between: tuple[Said, ...]) -> None:
    thread = f"it-{len(between)}"
    turn(demo, thread, KEYBOARDS)
    chosen = turn(demo, thread, {"command": "choose", "among": [{"kind": "all", "count": 0}]})
    best = chosen.cards[[card.title in chosen.text.split("\n")[0] for card in chosen.cards].index(True)]
    for one in between:
        turn(demo, thread, one)
    told = turn(demo, thread, {"command": "ask", "fields": ["price"], "of": [{"kind": "focus"}]})
    assert [card.product_id for card in told.cards] == [best.product_id]


def test_a_recommendation_among_goods_that_were_seen_is_short(demo: Assistant) -> None:
    turn(demo, "short", KEYBOARDS)
    chosen = turn(demo, "short", {"command": "choose", "among": [{"kind": "all", "count": 0}]})
    assert len([line for line in chosen.text.splitlines() if line]) <= 6 and chosen.question is None


def test_only_the_attributes_that_were_to_be_compared_are(demo: Assistant) -> None:
    turn(demo, "compared", KEYBOARDS)
    two = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 2}]
    reply = turn(demo, "compared", {"command": "compare", "among": two, "fields": ["轴体"]})
    assert "轴体" in reply.text and "买家怎么说" not in reply.text and reply.comparison is not None


def test_whether_a_supplier_has_other_goods_is_told_by_its_products(demo: Assistant) -> None:
    turn(demo, "sells", KEYBOARDS)
    asked = {
        "command": "ask_party",
        "party": "supplier",
        "of": [{"kind": "ordinal", "ordinal": 1}],
        "suppose": [{"command": "want", "value": "卫衣"}],
    }
    assert "没有它的卫衣" in turn(demo, "sells", asked).text
