"""A review of one star is a complaint though nothing in it is known as one, and the checker finds a reply that says that nobody complains."""

from datetime import UTC, datetime

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply
from daogou.tools.facts.reviews import few_stars, reviews_of
from daogou.tools.wording.wording import Wording

from ..acting import act, do

BLANKET = "P000111"
"""Its reviews: five stars, and one star for what no aspect is known of."""
ASKED = {"zh": "第一款的评价怎么样？", "en": "reviews of the first one?"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_review_of_one_star_is_told_and_quoted(demo: Assistant, language: str) -> None:
    catalogue, words = demo.shopfront.current().catalogue, Wording(language)
    product = catalogue.product(BLANKET)
    assert product is not None
    said = (product.text(language).title or product.title, ASKED[language])
    it = {"kind": "described", "conditions": [{"id": "c0", "field": "product", "op": "in", "value": [BLANKET]}]}
    reply = act(demo, f"few-stars-{language}", do("ask", fields=["reviews"], of=[it]), text=said[1])
    [told] = few_stars(reviews_of(product, catalogue, language), words)
    lied = reply.model_copy(update={"text": reply.text.replace(told, words.say("reviews.no_complaint"))})
    worst = min(catalogue.reviews(BLANKET, 100), key=lambda review: review.rating or 0)

    def found(one: Reply) -> list[str]:
        return [fault.kind for fault in faults(one, catalogue, datetime.now(UTC).date(), said)]

    assert told in reply.text and found(reply) == []
    assert any(citation.kind == "review" and citation.quote in worst.text for citation in reply.citations)
    assert found(lied) == ["negation"]
