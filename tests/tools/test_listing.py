"""What a list says beside its lines."""

import pytest
from daogou.graphs.opening import Assistant


@pytest.mark.parametrize("messages", [("婴儿睡袋", "评分从高到低"), ("sleeping bags for babies", "sort by rating")])
def test_asked_for_the_best_rated_a_first_place_from_few_reviews_is_told_as_such(assistant: Assistant, messages: tuple[str, str]) -> None:
    reply = [assistant.ask(message, thread=f"rated-{messages}".encode().hex()[:60]) for message in messages][-1]
    first, counts = reply.cards[0], {}
    for card in reply.cards:
        product = assistant.shopfront.current().catalogue.product(card.product_id)
        counts[card.product_id] = (product.review_count or 0) if product else 0
    few = counts[first.product_id] < 10 and any(count >= 10 for count in counts.values())
    assert few == any(words in reply.text for words in ("说明不了多少", "says little"))
