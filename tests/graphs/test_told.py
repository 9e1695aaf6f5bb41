"""What is known is told, with what it stands on."""

import re

import pytest
from daogou.graphs.opening import Assistant
from daogou.retrievers.notes import GENERAL
from daogou.retrievers.outside.guides import names
from daogou.schema.reply import Reply
from daogou.tools.wording.wording import Wording

NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in NUMBERS.findall(text)}


def unheld(reply: Reply, opening: str) -> set[str]:
    """Numbers of the lines that open so, which no quote cited in that line holds; a list's own numbers and the mark aside."""
    held = {citation.n: numbers(citation.quote + citation.title) for citation in reply.citations}
    left: set[str] = set()
    for line in reply.text.splitlines():
        marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", line)]
        if re.match(opening, line) and marks:
            said = re.sub(r"\[\d+\]|近 90 天|in 90 days|^\d+\. |numbers? [\d, and]+|第 [\d、]+ 款", " ", line)
            left |= numbers(said) - set().union(*(held[mark] for mark in marks))
    return left


@pytest.mark.parametrize("text", ["找羽绒服", "which brands of down jackets do you have?"])
def test_a_citation_holds_each_number_of_the_line_that_it_stands_in(demo: Assistant, text: str) -> None:
    reply = demo.ask(text, thread=f"held-{text}")
    assert reply.citations and unheld(reply, r"\d+\. |- \*\*") == set()


@pytest.mark.parametrize("text", ["怎么选羽绒服", "How do I choose a down jacket?"])
def test_advice_is_cited_with_its_numbers(demo: Assistant, text: str) -> None:
    assert unheld(demo.ask(text, thread=f"advice-{text}"), r"\*\*") == set()


WASHED = [
    ("找羽绒服", "第一款怎么洗"),
    ("show me down jackets", "how do I wash the first one?"),
    ("找保温杯", "第二款怎么洗？"),
]


@pytest.mark.parametrize(("first", "text"), WASHED)
def test_how_to_wash_a_product_is_told_by_a_guide_or_note_to_such_goods(demo: Assistant, first: str, text: str) -> None:
    demo.ask(first, thread=f"wash-{text}")
    reply = demo.ask(text, thread=f"wash-{text}")
    told = next(one for one in reply.citations if one.kind == "guide")
    guide = demo.shopfront.current().catalogue.guide(told.ref)
    kinds = {part for product in demo.shopfront.current().catalogue.products([reply.cards[0].product_id]) for part in product.category}
    if guide is None:  # a general note, where it is much surer
        assert told.source_kind == GENERAL and names(" ".join(kinds)) & names(told.title) and "洗" in told.quote
    else:
        assert guide.topic == "care" and (not guide.category or kinds & {*guide.category})


@pytest.mark.parametrize(("text", "language"), [("登山包怎么选", "zh"), ("how do I choose a hiking rucksack?", "en")])
def test_advice_that_nobody_gives_is_said_to_be_missing(demo: Assistant, text: str, language: str) -> None:
    reply = demo.ask(text, thread=f"untold-{text}")
    assert reply.cards or Wording(language).say("choice.nobody_tells") in reply.text


@pytest.mark.parametrize(("text", "word"), [("pillows for my mum", "mum"), ("给老婆买的枕头", "老婆")])
def test_for_whom_he_buys_is_not_missed_in_records(demo: Assistant, text: str, word: str) -> None:
    reply = demo.ask(text, thread=f"kin-{text}")
    assert reply.cards and word not in reply.text
