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
