"""Search first, refuse last: goods that are there are shown however they are asked for; small talk and what is none of ours need evidence."""

from dataclasses import replace

import pytest
from daogou.dialogue.linking import Linked
from daogou.graphs.opening import Assistant
from daogou.retrievers.probe import Probe
from daogou.tools.searching.probing import Probing

from .commanded import seek, turn


@pytest.mark.parametrize(
    "text",
    ["can you get me bluetooth speakers that last", "哈喽，最近在看案板，有啥好的不"],
)
def test_no_wish_for_goods_is_turned_away(demo: Assistant, text: str) -> None:
    reply = demo.ask(text)
    assert reply.intent == "search" and reply.cards


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("有冰箱卖吗", "冰箱"),
        ("围巾", "围巾"),
        ("show me durians", "durians"),
    ],
)
def test_what_nobody_has_is_said_to_be_lacking_and_nothing_else_is_called_near(demo: Assistant, text: str, lacking: str) -> None:
    reply = demo.ask(text)
    assert reply.intent == "search" and lacking in reply.text and not reply.cards


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello", "chitchat"),
        ("谢谢", "chitchat"),
        ("what's the weather like tomorrow", "out_of_scope"),
        ("写首诗", "out_of_scope"),
    ],
)
def test_small_talk_and_what_is_none_of_ours_stay_so(demo: Assistant, text: str, intent: str) -> None:
    reply = demo.ask(text)
    assert (reply.intent, reply.cards) == (intent, ())


def test_a_probe_that_is_too_late_is_an_empty_one(demo: Assistant) -> None:
    shop = demo.shopfront.current()
    hurried = replace(shop, settings=shop.settings.model_copy(update={"probe_timeout_s": 0.0}))
    assert Probing(hurried, "a text that nobody asked for yet").found == Probe()


def test_a_message_that_begins_with_a_shelf_turns_to_it_and_its_other_wishes_stay(demo: Assistant) -> None:
    turn(demo, "begins", seek("行李箱"), text="suitcases", language="en")
    need = demo.ask("backpack rather than suitcase i think, one that opens flat like a suitcase tho", thread="begins").need
    assert need.category == "双肩包"
    assert need.words


def test_goods_that_a_message_opens_with_are_turned_to_and_parts_of_those_in_hand_are_none(demo: Assistant) -> None:
    turn(demo, "opens", seek("毛巾"), text="毛巾", language="zh")
    assert demo.ask("枕头要中等偏低的,填充不要记忆棉", thread="opens").need.category == "枕头"
    assert demo.ask("拉链要双向的", thread="opens").need.category == "枕头"


def test_a_field_is_found_by_several_words_of_its_name(demo: Assistant) -> None:
    linked = Linked(demo.shopfront.current().reader)
    assert linked.field("writing length", "中性笔") == "attr.writing_length_m"
