"""Ranking, summing up and extracting over a real vLLM: whatever it answers, nothing is kept but what stands where it says, and no product is lost."""

import asyncio
from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.graphs.opening import Assistant
from daogou.ingest.ingest import ingest, renew
from daogou.models.language_model import Ask
from daogou.models.prompt_library import PromptLibrary
from daogou.models.spent import Spent
from daogou.schema.errors import OutsideError
from daogou.schema.reply import Reply
from daogou.tools.enriching.enrich import enrich
from daogou.tools.reranking.rerank import Wanted, rerank
from daogou.tools.wording.wording import Wording
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary

from ..conftest import SIX
from ..graphs.test_summed_up import ASKS
from ..tools.shops import offer
from .conftest import Opened, Served
from .test_roles import events, hard

PATIENT_S = 120.0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_products_are_ranked_and_none_is_lost(served: Served, language: str) -> None:
    offers = [offer(name, "9.90", attributes={"material": name}) for name in ("cotton", "wool", "fleece")]
    spent = Spent()
    ask = Ask((), PATIENT_S, task="rank", spent=spent)
    work = rerank(served(), PromptLibrary().get("rank"), Wanted("cloudlike", "a cloudlike bag"), offers, Wording(language), ask)
    try:
        assert {one.id for one in asyncio.run(work)} == {one.id for one in offers}
    except OutsideError as error:  # a model that has learnt nothing names what it wasn't shown, or comes to no end
        assert str(error)
    assert spent.usage.prompt_tokens > 50 and spent.usage.completion_tokens > 0


@pytest.mark.parametrize("language", ASKS)
def test_what_reviews_say_is_summed_up_or_left_out(opened: Opened, assistant: Assistant, language: str) -> None:
    summing = opened(llm_write_model="none")
    for text in ASKS[language]:
        reply: Reply = events(summing, text, language)[-1].data
        own = assistant.ask(text, thread="t", language=language)
    assert reply.usage.prompt_tokens > 100 and {*reply.degraded} <= {"model.read", "model.rank", "model.summarise"}
    assert hard(reply) == hard(own) and reply.cards == own.cards
    assert {citation.quote for citation in own.citations} <= {citation.quote for citation in reply.citations}


def test_what_descriptions_state_is_kept_with_where_it_stands(served: Served, tmp_path: Path) -> None:
    ingest([SIX], tmp_path / "store")
    catalogue = Store(tmp_path / "store").current()
    products, facets = catalogue.products(catalogue.columns.ids), catalogue.facets()
    work = enrich(products[:4], tmp_path / "store", facets, Reader(Vocabulary.of(facets)), served(), PromptLibrary().get("extract"), at_once=2)
    found = asyncio.run(work)
    assert found.products + found.failed > 0 and found.usage.completion_tokens > 0
    renew(tmp_path / "store")
    catalogue = Store(tmp_path / "store").current()
    for product in catalogue.products(catalogue.columns.ids):
        assert all(found.quote in f"{product.title} {product.description}" for found in product.inferred.values())
