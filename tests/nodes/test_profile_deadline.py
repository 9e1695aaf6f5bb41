"""A store that hangs or fails costs the turn the buyer's profile, never the turn."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest
from daogou.catalogue.store import Store
from daogou.graphs.assistant import build
from daogou.memory.profiles import Profiles
from daogou.schema.context import Context
from daogou.schema.errors import OutsideError
from daogou.schema.fact import Fact
from daogou.schema.profile import Trait
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from daogou.tools.shop import Shop, Shopfront
from langgraph.store.base import BaseStore, Op, PutOp, Result
from langgraph.store.memory import InMemoryStore


class Hung(InMemoryStore):
    """Never answers a read, or a write."""

    def __init__(self, reads: bool) -> None:
        super().__init__()
        self.reads = reads

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        every = list(ops)
        if any(isinstance(op, PutOp) for op in every) != self.reads:
            await asyncio.Event().wait()
        return await super().abatch(every)


class Broken(InMemoryStore):
    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        raise OutsideError("Redis is away.")


@pytest.fixture
def shop(six_store: Path) -> Shop:
    return Shopfront(Store(six_store), Settings()).current()


def ask(shop: Shop, store: BaseStore | None, text: str) -> Reply:
    graph = build(lambda: shop, Settings(profile_timeout_s=0.2)).compile(store=store)
    reply: Reply = asyncio.run(graph.ainvoke({"text": text}, context=Context(buyer="ann")))["reply"]
    return reply


@pytest.mark.parametrize(
    ("store", "degraded"),
    [(Hung(reads=True), ("profile",)), (Hung(reads=False), ("profile_keeping",)), (Broken(), ("profile", "profile_keeping"))],
    ids=["reads hang", "writes hang", "broken"],
)
def test_the_turn_goes_on_without_it(shop: Shop, store: BaseStore, degraded: tuple[str, ...]) -> None:
    reply = ask(shop, store, "我们货发德国,找婴儿睡袋")
    assert reply.degraded == degraded
    assert len(reply.cards) == 4
    assert ("没能读到" in reply.text) == ("profile" in degraded)
    assert ("没能保存" in reply.text) == ("profile_keeping" in degraded)
    assert ("我也会记得" in reply.text) != ("profile_keeping" in degraded)  # nothing is promised that isn't kept


def test_what_could_be_kept_is_kept_though_it_could_not_be_read(shop: Shop) -> None:
    store = Hung(reads=True)
    ask(shop, store, "我们货发德国,找婴儿睡袋")
    assert [item.key for item in store.search(("profile", "ann"))] == ["market.DE"]


def test_without_a_store_there_is_no_profile_and_nothing_is_missing(shop: Shop) -> None:
    reply = ask(shop, None, "我们货发德国,找婴儿睡袋")
    assert (reply.degraded, "以后的对话" in reply.text) == ((), False)


def test_any_store_of_langgraph_will_do(shop: Shop) -> None:
    store = InMemoryStore()
    Profiles(store).change("ann", [Trait(id="market.DE", fact=Fact(kind="market", value="DE"))])
    assert "之前说过要卖到德国" in ask(shop, store, "婴儿睡袋").text
