"""What a reply begins with, and what it does not say again: by commands, in both languages."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, nth, seek, turn, want

GOODS = {"zh": "婴儿睡袋", "en": "infant sleeping bag"}


@pytest.mark.parametrize("language", GOODS)
def test_a_comparison_begins_with_what_was_asked(assistant: Assistant, language: str) -> None:
    turn(assistant, "t", seek(GOODS[language]), language=language)
    reply = turn(assistant, "t", {"command": "compare", "among": nth(1, 2)}, language=language)
    assert reply.comparison is not None and not reply.comparison.verdict  # nothing was said that it is for
    apart = [row for row in reply.comparison.rows if len({*row.values}) > 1]
    assert any(all(value in reply.text.split("\n")[0] for value in row.values) for row in apart)
    wished = turn(assistant, "t", want("material", "=", "羊毛", strength="wish"), {"command": "compare", "among": nth(1, 2)}, language=language)
    assert wished.comparison is not None and wished.comparison.verdict.startswith(wished.text.split("\n")[0])


@pytest.mark.parametrize("language", GOODS)
def test_what_is_learnt_begins_with_a_sentence_that_is_cited(demo: Assistant, language: str) -> None:
    subject = {"zh": "室温18度穿多少TOG", "en": "which TOG for a room of 18 degrees?"}[language]
    reply = turn(demo, f"learn-{language}", {"command": "learn", "subject": subject}, language=language)
    assert reply.citations[0].kind == "guide" and "[1]" in reply.text.split("\n")[0]


@pytest.mark.parametrize("language", GOODS)
def test_several_things_that_are_not_stated_of_one_product_are_one_phrase(assistant: Assistant, language: str) -> None:
    turn(assistant, "t", seek(GOODS[language]), language=language)
    reply = turn(assistant, "t", ask("radiation", "gift wrap", of=nth(1)), language=language)
    assert reply.text.split("\n")[0].count({"zh": "；", "en": ";"}[language]) == 0


@pytest.mark.parametrize("language", GOODS)
def test_a_private_buyer_hears_nothing_of_first_lots(demo: Assistant, language: str) -> None:
    private = turn(demo, f"private-{language}", seek(GOODS[language]), language=language)
    trader = turn(demo, f"trader-{language}", seek(GOODS[language], quantity=200), language=language)
    lots = {"zh": "这几款里起订量最低", "en": "lowest MOQ"}[language]
    assert lots not in private.text and trader.text != private.text


@pytest.mark.parametrize("language", GOODS)
def test_words_that_no_record_has_are_named_once_at_the_end(assistant: Assistant, language: str) -> None:
    words = {"zh": ("颜色像海雾", "会唱歌"), "en": ("colour of sea mist", "sings lullabies")}[language]
    reply = turn(assistant, "t", seek(GOODS[language]), *(want(None, "=", each, strength="wish") for each in words), language=language)
    lines = [line for line in reply.text.split("\n") if any(each in line for each in words)]
    assert len(lines) == 1 and lines[0] == [line for line in reply.text.split("\n") if line][-1]
