"""Each thing that a message asks is answered or said to be on no record, however many there are."""

import json
from collections.abc import Mapping

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

FIRST = [{"kind": "ordinal", "ordinal": 1}]


def say(demo: Assistant, thread: str, text: str, *commands: Mapping[str, object]) -> Reply:
    return demo.ask(text, commands=COMMANDS.validate_json(json.dumps(commands)), thread=thread)


def suppose(*words: str) -> list[dict[str, str]]:
    return [{"command": "want", "value": each} for each in words]


def test_none_of_several_things_asked_of_one_product_is_left_out(demo: Assistant) -> None:
    shown = say(demo, "slots", "desk lamps", {"command": "seek", "goods": "desk lamp"})
    asked = {
        "command": "ask",
        "fields": ["brand", "terms.delivery", "colour temperature"],
        "of": FIRST,
        "suppose": suppose("gift wrapping", "motion sensor"),
    }
    reply = say(demo, "slots", "brand? how warm, gift wrapped, with a motion sensor, and when does it ship?", asked)
    assert shown.cards[0].brand is not None and shown.cards[0].brand in reply.text
    assert all(each in reply.text for each in ("colour temperature", "delivery", "gift wrapping", "sensor"))


def test_two_numbers_are_asked_of_one_price(demo: Assistant) -> None:
    shown = say(demo, "numbers", "drills", {"command": "seek", "goods": "drill"})
    asked = [
        {"command": "ask", "fields": ["price"], "of": FIRST, "suppose": [{"command": "want", "field": "quantity", "value": number}]}
        for number in (40, 100)
    ]
    reply = say(demo, "numbers", "price for 40? and for 100?", *asked)
    tiers = sorted(shown.cards[0].price_tiers, key=lambda tier: tier.min_qty)
    each = {number: [tier for tier in tiers if tier.min_qty <= number][-1].unit_price for number in (40, 100)}
    assert all(f"{float(price) * number:.2f}" in reply.text for number, price in each.items())


@pytest.mark.parametrize(
    ("goods", "words", "note"),
    [("wok", "go in the oven", "note-pots-pans-and-woks.en"), ("保温杯", "放洗碗机", "note-vacuum-flasks-and-water-bottles.zh")],
)
def test_what_no_record_has_is_told_of_such_goods(demo: Assistant, goods: str, words: str, note: str) -> None:
    say(demo, words, goods, {"command": "seek", "goods": goods})
    reply = say(demo, words, words, {"command": "ask", "of": FIRST, "suppose": suppose(words)})
    assert note in {one.ref for one in reply.citations}


def test_a_general_question_is_asked_of_the_goods_in_hand(demo: Assistant) -> None:
    say(demo, "learn", "耳机", {"command": "seek", "goods": "蓝牙耳机"})
    reply = say(demo, "learn", "这个怎么清洁？", {"command": "learn", "subject": "怎么清洁"})
    assert reply.citations and all("耳机" in one.title for one in reply.citations if one.ref.startswith("note-"))


@pytest.mark.parametrize(
    ("goods", "verdict", "service", "text"),
    [("台灯", "靠谱", "以旧换新", "卖家靠谱吗，能以旧换新吗"), ("desk lamp", "reliable", "trade-ins", "reliable? trade-ins?")],
)
def test_a_seller_s_verdict_is_its_record_and_what_it_does_besides_is_told_too(
    demo: Assistant, goods: str, verdict: str, service: str, text: str
) -> None:
    say(demo, f"seller {goods}", goods, {"command": "seek", "goods": goods})
    reply = say(demo, f"seller {goods}", text, {"command": "ask_party", "party": "supplier", "of": FIRST, "fields": [verdict, service]})
    assert any(one.kind == "supplier" for one in reply.citations)
    assert service in reply.text and f"「{verdict}」" not in reply.text and f'"{verdict}"' not in reply.text
