"""A retrieval that hangs or fails costs the turn its part, never the turn."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event as Signal

import pytest
from daogou.catalogue.store import Store
from daogou.graphs.assistant import build
from daogou.retrievers.outside.outside import Outside
from daogou.retrievers.search import SearchRequest
from daogou.schema.errors import OutsideError
from daogou.schema.evidence import Evidence
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from daogou.tools.shop import Shop, Shopfront

from ..waiting import HANG_S


class Hung:
    """A search engine that answers only when it is let go."""

    name = "hung"

    def __init__(self) -> None:
        self.released = Signal()

    def search(self, request: SearchRequest) -> list[Evidence]:
        self.released.wait(HANG_S)
        return []


class Broken:
    name = "broken"

    def search(self, request: SearchRequest) -> list[Evidence]:
        raise OutsideError("The search engine is down.")


@pytest.fixture
def shop(six_store: Path) -> Shop:
    return Shopfront(Store(six_store), Settings()).current()


@pytest.fixture
def hung() -> Iterator[Hung]:
    provider = Hung()
    yield provider
    provider.released.set()


def ask(shop: Shop, text: str, **limits: float) -> Reply:
    graph = build(lambda: shop, Settings(**limits)).compile()  # type: ignore[arg-type]
    reply: Reply = asyncio.run(graph.ainvoke({"text": text}))["reply"]
    return reply


def test_a_hung_search_engine_does_not_hold_the_products(shop: Shop, hung: Hung) -> None:
    reply = ask(replace(shop, search=Outside([hung], seconds=0.2)), "婴儿睡袋怎么选?")
    assert not hung.released.is_set()
    assert reply.degraded == ("external_search",)
    assert reply.cards and {citation.kind for citation in reply.citations} == {"product", "guide"}


def test_a_broken_search_engine_is_named(shop: Shop) -> None:
    reply = ask(replace(shop, search=Outside([Broken()])), "how do I choose an infant sleeping bag?")
    assert reply.degraded == ("external_search",)
    assert reply.cards


class Lost:
    def __getattr__(self, name: str) -> object:
        raise OutsideError("It can't be read.")


@pytest.mark.parametrize("text", ["婴儿睡袋怎么选?", "how do I choose an infant sleeping bag?"])
def test_both_retrievals_lost_at_once_leave_a_turn(shop: Shop, text: str) -> None:
    reply = ask(replace(shop, retriever=Lost(), search=Lost()), text)  # type: ignore[arg-type]
    assert {"internal_retrieval", "external_search"} <= {*reply.degraded}
    assert reply.text and reply.cards == ()


def test_without_the_catalogue_nothing_is_said_to_be_lacking(shop: Shop) -> None:
    reply = ask(replace(shop, retriever=Lost()), "婴儿睡袋")  # type: ignore[arg-type]
    assert reply.cards == ()
    assert reply.degraded == ("internal_retrieval", "suggestions")
    assert "没有婴儿睡袋" not in reply.text
