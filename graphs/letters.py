"""Letters to the sellers of a plan: drafted, shown, and handed over by the buyer's word alone."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import uuid4

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.graph import START, StateGraph
from langgraph.types import Command

from ..memory.conversations import Conversations
from ..memory.names import LETTERS, Key, checked
from ..nodes.mailed import MailingState, onward, send, wait
from ..nodes.work import computed
from ..schema.errors import InputError
from ..schema.mailing import Answer, Mailing
from ..schema.settings import Settings
from ..schema.sourcing_plan import PlanKind
from ..schema.sourcing_report import SourcingReport
from ..sourcing.letters import answered, drafted, in_words, with_quote
from ..sourcing.outbox import Outbox, open_outbox
from ..sourcing.quoted import compared
from ..sourcing.quotes import quoted
from ..tools.searching.linked import money
from ..tools.shop import Shop
from ..tools.wording.wording import Wording

T = TypeVar("T")
log = structlog.get_logger("daogou")
UNKNOWN = "letters_unknown"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Files are named by it."""


def build_letters(outbox: Outbox | None) -> StateGraph[MailingState, None, MailingState, MailingState]:
    """The graph, not yet compiled: it waits for the buyer, and hands over what he released."""
    graph = StateGraph(MailingState)
    graph.add_node("wait", wait)
    graph.add_node("send", send(outbox))
    graph.add_edge(START, "wait")
    graph.add_conditional_edges("wait", onward)
    graph.add_conditional_edges("send", onward)
    return graph


class Letters:
    """Of all plans, each kept as a conversation is: as long, by the same saver, forgotten with its buyer. Methods may be called from several event
    loops at once.

    Raises InputError where there is no such mailing of this buyer, or an answer can't be taken; OutsideError or StoreError where it can't be kept.
    """

    def __init__(self, threads: Conversations, shop: Callable[[], Shop], settings: Settings) -> None:
        self._threads, self._shop, self._tenant = threads, shop, settings.tenant
        self.outbox = open_outbox(settings)
        self.graph = build_letters(self.outbox).compile(checkpointer=threads.checkpoints, name="daogou.letters")

    async def draft(
        self,
        report: SourcingReport,
        plan: PlanKind = "cheapest",
        *,
        targets: Mapping[int, Decimal] | None = None,
        compared: bool = False,
        questions: Sequence[str] = (),
        buyer: str | None = None,
        id: str | None = None,
    ) -> Mailing:
        """One letter for each seller of the report's plan (`compared`: and those compared beside it), which waits for the buyer's word. Each asks
        about `questions`, field names. `id` is the caller's name for it: asked again, it gives the same letters and no second ones."""
        id, at, buyer = id or f"m-{uuid4().hex}", datetime.now(UTC), buyer or None
        key = _key(id)
        checked(buyer or "", "buyer")

        async def work() -> Mailing:
            async with self._threads.locks.turn(key):
                known = await self._known(key)
                if known is not None:
                    return self._his(known, id, buyer)
                shop = await asyncio.to_thread(lambda: self._shop().of(self._tenant))
                mailing = await computed(
                    lambda: drafted(report, plan, shop, id, at, buyer=buyer, targets=targets, compared=compared, questions=questions)
                )
                if await asyncio.to_thread(self._threads.transcripts.claim, key, buyer, "") != buyer:
                    raise _unknown(id)
                return await self._run({"mailing": mailing.model_copy(update={"outbox": self._kind})}, key)

        return await _to_its_end(work())

    async def get(self, id: str, buyer: str | None = None) -> Mailing:
        """As the letters stand now."""
        return self._his(await self._known(_key(id)), id, buyer or None)

    async def answer(self, id: str, answer: Answer, *, buyer: str | None = None, who: str = "", via: str = "python") -> Mailing:
        """The letters after the buyer's answer; what he approved is handed over, letter by letter, where an outbox is set. `who` says it, by default
        the buyer. The same answer again changes nothing, and goes on with what a process that died had begun."""
        key, at, buyer = _key(id), datetime.now(UTC), buyer or None

        def said(known: Mailing, shop: Shop) -> Mailing:
            return answered(known, answer, who or buyer or "", via, at, shop)

        return await _to_its_end(self._changed(key, id, buyer, said))

    async def _changed(self, key: Key, id: str, buyer: str | None, change: Callable[[Mailing, Shop], Mailing]) -> Mailing:
        """As it is after the change, and after what that releases; what a process that died had begun is done first."""
        async with self._threads.locks.turn(key):
            known = await self._run(None, key, self._his(await self._known(key), id, buyer))
            shop = await asyncio.to_thread(lambda: self._shop().of(self._tenant))
            before = known.model_copy(update={"outbox": self._kind, "text": "", "comparison": None})
            after = await computed(lambda: change(before, shop))
            if after == before:
                return self._told(before, shop)
            await asyncio.to_thread(self._threads.transcripts.touch, key, buyer, datetime.now(UTC))
            log.info("letters were answered", mailing=id, **after.log[-1].model_dump(mode="json"))
            return await self._run(Command(resume=after), key, after)

    async def quote(
        self,
        id: str,
        content: str | bytes,
        *,
        name: str = "",
        letter: int | None = None,
        buyer: str | None = None,
        who: str = "",
        via: str = "python",
    ) -> Mailing:
        """The letters with a seller's quote as it was read (text, mail, or a table's bytes; `name` tells its kind); it counts once the buyer confirms
        it. `letter` is the one that it answers, None: the one whose seller or goods it names."""
        key, at, buyer = _key(id), datetime.now(UTC), buyer or None

        def read(known: Mailing, shop: Shop) -> Mailing:
            found = quoted(known, content, name, letter, f"{id}-q{len(known.quotes) + 1}", at, shop)
            return with_quote(known, found, who or buyer or "", via, at)

        return await _to_its_end(self._changed(key, id, buyer, read))

    async def delete(self, id: str, buyer: str | None = None) -> None:
        """Forgets the letters, and what was said to them; what lies in the outbox stays there."""
        key = _key(id)
        self._his(await self._known(key), id, buyer or None)
        await asyncio.to_thread(self._threads.forget, key, buyer)

    @property
    def _kind(self) -> str:
        return self.outbox.kind if self.outbox is not None else "off"

    async def _known(self, key: Key) -> Mailing | None:
        found: Mailing | None = (await self.graph.aget_state(_config(key))).values.get("mailing")
        return found

    async def _run(self, given: Any, key: Key, known: Mailing | None = None) -> Mailing:
        """To the next wait; each step is stored before the next begins. `given` None: from where it was."""
        letters = known.letters if known is not None else ()
        config: RunnableConfig = {**_config(key), "recursion_limit": 2 * len(letters) + 25}
        state = await self.graph.ainvoke(given, config, durability="sync")
        return self._told(state["mailing"], await asyncio.to_thread(self._shop))

    def _his(self, known: Mailing | None, id: str, buyer: str | None) -> Mailing:
        if known is None or known.buyer != buyer:
            raise _unknown(id)
        return self._told(known, self._shop())

    def _told(self, mailing: Mailing, shop: Shop) -> Mailing:
        """With what is worked out anew each time."""
        mailing = mailing.model_copy(update={"comparison": compared(mailing, money(shop, published=False), datetime.now(UTC).date())})
        return mailing.model_copy(update={"text": in_words(mailing, Wording(mailing.language, glossary=shop.glossary))})


async def _to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Also where the caller goes meanwhile: what he said is done."""
    return await asyncio.shield(asyncio.ensure_future(work))


def _config(key: Key) -> RunnableConfig:
    return {"configurable": {"thread_id": str(key)}}


def _key(id: str) -> Key:
    if not _ID.fullmatch(id):
        raise InputError("The id of letters has letters, digits, - and _ only, 64 at most.")
    return Key.of(id, LETTERS)


def _unknown(id: str) -> InputError:
    return InputError(f"There are no letters {id!r} of this buyer.", UNKNOWN)
