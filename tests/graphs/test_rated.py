"""Which of those shown has the best reviews is answered, with its score."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("婴儿睡袋", "哪款评价最好，工厂能印我的logo吗？"),
        ("baby sleeping bags", "which of these has the best reviews, and can the factory print my own logo?"),
    ],
)
def test_the_best_score_of_those_shown_is_told(assistant: Assistant, search: str, question: str) -> None:
    shown = assistant.ask(search, thread="t").cards[:5]
    reply = assistant.ask(question, thread="t")
    best = max(card.rating for card in shown if card.rating is not None)
    assert f"{best:g}" in reply.text.replace("\n\n- ", "\f").split("\f")[0]


@pytest.mark.parametrize("texts", [("保温杯", "评价里怎么说漏水"), ("vacuum flasks", "what do reviews say about leaking")])
def test_what_reviews_say_of_something_is_asked_of_those_shown(demo: Assistant, texts: tuple[str, str]) -> None:
    listed, reply = [demo.ask(text, thread=f"leaks-{texts}") for text in texts]
    assert reply.intent == "product_question" and {card.product_id for card in reply.cards} <= {card.product_id for card in listed.cards}
