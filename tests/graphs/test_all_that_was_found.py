"""How many were found and how their prices are spread: of all of them, by the records, at the quantity wanted."""

from statistics import fmean, median

import pytest
from daogou.graphs.opening import Assistant

BAGS = {
    None: (89.0, 168.0, 45.0, 58.0),
    50: (82.0, 155.0, 45.0, 58.0),
}


@pytest.mark.parametrize(
    ("search", "question", "quantity"),
    [
        ("婴儿睡袋", "一共有多少款？平均价格多少？", None),
        ("婴儿睡袋", "价格区间是多少", None),
        ("买50个婴儿睡袋", "均价多少？", 50),
        ("infant sleeping bags", "How many are there and what's the average price?", None),
        ("infant sleeping bags", "what do they cost on average?", None),
        ("infant sleeping bags, 50 pcs", "what is the price range?", 50),
    ],
)
def test_a_question_about_all_is_answered_of_all(assistant: Assistant, search: str, question: str, quantity: int | None) -> None:
    listed = assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    prices = BAGS[quantity]
    assert reply.intent == "product_question" and reply.need.quantity == quantity
    for figure in (fmean(prices), median(prices), min(prices), max(prices)):
        assert f"¥{figure:.2f}" in reply.text
    assert f" {len(prices)} " in reply.text.replace(",", " ")
    again = assistant.ask("第二款多少钱" if reply.language == "zh" else "how much is the second one?", thread="t")
    assert [card.product_id for card in again.cards] == [listed.cards[1].product_id]


@pytest.mark.parametrize(
    ("search", "question"),
    [("婴儿睡袋", "100元以内的有多少款，均价多少？"), ("infant sleeping bags", "how many are under 100 yuan, and what do they cost on average?")],
)
def test_with_a_new_condition_it_searches_and_tells(assistant: Assistant, search: str, question: str) -> None:
    assistant.ask(search, thread="t")
    reply = assistant.ask(question, thread="t")
    assert {card.product_id for card in reply.cards} == {"bag-cotton", "bag-bamboo", "bag-fleece"}
    assert f"¥{fmean((89.0, 45.0, 58.0)):.2f}" in reply.text


@pytest.mark.parametrize("question", ["一共有多少款睡袋？均价多少？", "how many sleeping bags do you have and what is the average price?"])
def test_asked_cold_it_searches_and_tells(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question, thread="t")
    assert len(reply.cards) == 4 and f"¥{fmean(BAGS[None]):.2f}" in reply.text
