"""Whether a value suits somebody is told by the guide that says so, and then of each product."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import turn


@pytest.mark.parametrize(
    ("search", "question", "rule"),
    [("找婴儿睡袋", "B类适合新生儿吗？", "B 类"), ("find infant sleeping bags", "is class B fine for newborns?", "class B")],
)
def test_a_class_is_answered_by_the_guide_and_then_by_the_products(demo: Assistant, search: str, question: str, rule: str) -> None:
    first = demo.ask(search)
    suits = {"command": "learn", "subject": question}
    reply = turn(demo, first.thread_id, suits, text=question)
    guide, *others = reply.citations
    assert guide.kind == "guide" and rule in guide.quote
    assert {one.kind for one in others} == {"product"} and {one.ref for one in others} <= {card.product_id for card in first.cards}
    assert not reply.need.conditions


@pytest.mark.parametrize(("search", "question"), [("找婴儿睡袋", "这几款是A类吗？"), ("find infant sleeping bags", "are these class A?")])
def test_what_the_records_answer_is_not_asked_of_guides(demo: Assistant, search: str, question: str) -> None:
    reply = demo.ask(question, thread=demo.ask(search).thread_id)
    assert {one.kind for one in reply.citations} == {"product"}


@pytest.mark.parametrize(
    ("texts", "sentence", "word"),
    [(("找连衣裙", "这几款怎么选？"), "过膝", "过膝"), (("how do I choose screwdriver sets?",), "PH1, PH2, slotted", "slotted")],
)
def test_a_word_that_no_record_has_is_told_so(demo: Assistant, texts: tuple[str, ...], sentence: str, word: str) -> None:
    reply = [demo.ask(text, thread=f"no record {texts}") for text in texts][-1]
    assert any(sentence in one.quote for one in reply.citations)
    assert reply.text.count(word) == 2  # in the sentence, and in what is said of it
