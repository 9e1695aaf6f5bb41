"""Advice: one product first, which is then what is talked about; both sides of a choice; a brand once."""

import json
from collections.abc import Mapping

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply


def say(demo: Assistant, thread: str, text: str, *commands: Mapping[str, object]) -> Reply:
    return demo.ask(text, commands=COMMANDS.validate_json(json.dumps(commands)), thread=thread)


def test_the_one_recommended_is_what_is_asked_about_next(demo: Assistant) -> None:
    say(demo, "one", "mice", {"command": "seek", "goods": "wireless mouse"})
    chosen = say(demo, "one", "which one?", {"command": "choose"})
    assert chosen.text.split("\n")[0].startswith("I'd take number ")
    asked = say(demo, "one", "its brand?", {"command": "ask_party", "party": "brand", "of": [{"kind": "focus"}]})
    title = chosen.text.split("**")[1].rstrip("…")
    assert len({card.brand for card in asked.cards}) <= 1 and title in chosen.text


def test_a_choice_of_two_keeps_their_numbers_and_tells_what_differs(demo: Assistant) -> None:
    say(demo, "two", "mice", {"command": "seek", "goods": "wireless mouse"})
    two = [{"kind": "ordinal", "ordinal": 1}, {"kind": "ordinal", "ordinal": 3}]
    reply = say(demo, "two", "1 or 3?", {"command": "compare", "among": two}, {"command": "choose", "among": [{"kind": "all", "count": 2}]})
    assert "umber 3" in reply.text and "umber 2" not in reply.text and reply.text.count("I'd take") == 1 and "Where they differ" in reply.text


@pytest.mark.parametrize(
    ("goods", "subject", "sides", "told"),
    [
        ("睡袋 成人", "羽绒的跟棉的怎么选", ["羽绒", "棉"], ("背包徒步", "自驾露营")),
        ("wok", "carbon steel or cast iron", ["carbon steel", "cast iron"], ("carbon steel wok is better for tossing", "ast iron wok holds heat")),
    ],
)
def test_what_guides_say_of_both_sides_is_told(demo: Assistant, goods: str, subject: str, sides: list[str], told: tuple[str, ...]) -> None:
    say(demo, subject, goods, {"command": "seek", "goods": goods})
    reply = say(demo, subject, subject, {"command": "learn", "subject": subject, "alternatives": sides})
    quoted = [one.quote for one in reply.citations if one.kind == "guide"]
    assert all(each in reply.text and any(each in quote for quote in quoted) for each in told)


def test_a_question_with_a_number_is_answered_by_the_sentence_for_it(demo: Assistant) -> None:
    say(demo, "tog", "婴儿睡袋", {"command": "seek", "goods": "婴儿睡袋"})
    reply = say(demo, "tog", "2.5tog 适合多少度", {"command": "learn", "subject": "2.5tog的适合多少度穿"})
    assert "16-20°C 的房间选 2.5 TOG" in reply.text


def test_a_number_is_held_against_the_one_that_the_case_asks_for(demo: Assistant) -> None:
    say(demo, "case", "婴儿睡袋", {"command": "seek", "goods": "婴儿睡袋"}, {"command": "tell", "fact": "room_temp_c", "value": 22})
    reply = say(demo, "case", "2.5的会不会太热", {"command": "learn", "subject": "2.5的会不会太热"})
    assert [one.quote[:7] for one in reply.citations] == ["20-24°C"] and reply.text.index("2.5") < reply.text.index("20-24")


def test_a_field_asked_for_by_name_is_told_beside_what_must_be(demo: Assistant) -> None:
    shown = say(demo, "asked", "行李箱", {"command": "seek", "goods": "行李箱"})
    named = next(place for place, card in enumerate(shown.cards, 1) if not card.brand)
    asked = {"command": "ask", "fields": ["brand"], "of": [{"kind": "ordinal", "ordinal": named}]}
    reply = say(demo, "asked", "要PC的 什么牌子的啊这个", {"command": "want", "field": "material", "value": "PC"}, asked)
    assert "品牌" in reply.text and "PC" in reply.text


def test_a_brand_that_is_not_here_is_said_once_beside_the_one_that_is(demo: Assistant) -> None:
    say(demo, "brand", "机械键盘", {"command": "seek", "goods": "机械键盘"})
    own = {"command": "ask_party", "party": "brand", "of": [{"kind": "ordinal", "ordinal": 1}]}
    reply = say(demo, "brand", "和罗技比", own, {"command": "ask_party", "party": "brand", "name": "罗技"})
    assert reply.text.count("罗技") == 1 and reply.text.count("的评分：") <= 1 and "怎么选牌子" not in reply.text
