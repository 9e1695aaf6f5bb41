"""Conversations of the benchmarks: about products that are there, in both languages, and broken conditions found in what comes back."""

from datetime import date
from pathlib import Path

import pytest
from daogou.catalogue.catalogue import Catalogue
from daogou.catalogue.store import Store
from daogou.eval.broken import broken, unit_price
from daogou.eval.talk import LANGUAGES, Language, Talk
from daogou.eval.turn import price_limit
from daogou.graphs.opening import Assistant
from daogou.schema.condition import Condition

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def catalogue(six_store: Path) -> Catalogue:
    return Store(six_store).current()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_conversation_goes_through_every_kind_of_turn(catalogue: Catalogue, language: Language) -> None:
    messages = list(Talk(catalogue).conversation(language))
    assert [message.kind for message in messages] == ["search", "refine", "pick", "product question", "compare", "brand", "new topic", "refine"]
    assert messages == list(Talk(catalogue).conversation(language))
    assert not any("{" in message.text or "  " in message.text for message in messages)


def test_a_search_asks_for_a_price_that_some_product_meets(catalogue: Catalogue) -> None:
    talk = Talk(catalogue)
    for language in LANGUAGES * 10:
        product = talk.product(language)
        limit = price_limit(talk.message("search", language, product).text)
        assert limit is not None and limit >= unit_price(product)


def test_a_card_that_breaks_a_condition_in_silence_is_found(assistant: Assistant, catalogue: Catalogue) -> None:
    reply = assistant.ask("婴儿睡袋，100元以内", thread="broken")
    assert reply.cards and broken(reply, catalogue, TODAY) == []
    tight = reply.need.model_copy(update={"conditions": (Condition(id="c", field="price", op="<=", value=1),)})
    lying = reply.model_copy(update={"need": tight, "cards": tuple(card.model_copy(update={"met": ("price<=1",)}) for card in reply.cards)})
    assert broken(lying, catalogue, TODAY) == [(card.product_id, "price<=1") for card in reply.cards]
