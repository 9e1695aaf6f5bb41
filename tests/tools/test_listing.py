"""What a list says beside its lines."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.candidate import Candidate
from daogou.schema.condition import Condition
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier
from daogou.tools.decisions.offer import Offer
from daogou.tools.wording.wording import Wording
from daogou.tools.writing.unkept import actual


@pytest.mark.parametrize("messages", [("婴儿睡袋", "评分从高到低"), ("sleeping bags for babies", "sort by rating")])
def test_asked_for_the_best_rated_a_first_place_from_few_reviews_is_told_as_such(assistant: Assistant, messages: tuple[str, str]) -> None:
    reply = [assistant.ask(message, thread=f"rated-{messages}".encode().hex()[:60]) for message in messages][-1]
    first, counts = reply.cards[0], {}
    for card in reply.cards:
        product = assistant.shopfront.current().catalogue.product(card.product_id)
        counts[card.product_id] = (product.review_count or 0) if product else 0
    few = counts[first.product_id] < 10 and any(count >= 10 for count in counts.values())
    assert few == any(words in reply.text for words in ("说明不了多少", "says little"))


@pytest.mark.parametrize(
    ("field", "op", "value", "told"),
    [
        ("certification", "contains", "CCC", ("（CCC 已于 2025-11-16 过期）", "(CCC expired on 2025-11-16)")),
        ("supplier.kind", "=", "trader", ("实为 工厂", "it is factory")),
        ("supplier.repurchase_rate", ">=", 0.8, ("实为 52%", "it is 52%")),
    ],
)
def test_what_a_near_miss_has_instead_is_said_in_words(field: str, op: Any, value: Any, told: tuple[str, str]) -> None:
    expired = [{"name": "CCC", "valid_until": "2025-11-16"}, {"name": "UN38.3", "valid_until": None}]
    product = Product.model_validate({"id": "p", "title": "t", "price": "10", "certifications": expired})
    supplier = Supplier.model_validate({"id": "s", "name": "n", "kind": "factory", "repurchase_rate": 0.52})
    condition = Condition(id="c", field=field, op=op, value=value)
    offer = Offer(product, Candidate(product_id="p", score=0.0, failed=(condition.name,)), supplier, Decimal(10))
    for language, words in zip(("zh", "en"), told, strict=True):
        assert words in actual(condition, offer, Wording(language))
