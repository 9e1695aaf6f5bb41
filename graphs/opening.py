"""Opening a store: from a folder to an assistant that answers."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import aclosing
from copy import copy
from pathlib import Path
from threading import Thread as OsThread
from time import perf_counter
from typing import Any, TypeVar
from uuid import uuid4

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from pydantic import ValidationError
from typing_extensions import TypedDict, Unpack

from ..catalogue.known_attributes import check_attributes
from ..catalogue.store import Store
from ..dialogue import lines
from ..dialogue.opened import opens_on
from ..ingest.demo import demo_store
from ..memory.conversations import anothers, deleted, greet, make_conversations
from ..memory.feedback import Feedback
from ..memory.locks import FENCE, Lease, Strategy, held
from ..memory.names import Key, checked
from ..memory.profiles import Profiles
from ..memory.stores import open_store
from ..memory.transcript import VERSION
from ..memory.transcripts import Turn
from ..memory.turnlog.entry import LOGGED
from ..memory.turnlog.turn_log import open_turn_log
from ..models.models import Models, make_models
from ..nodes.edited import edits_of, said
from ..nodes.follow_ups import without_turn
from ..nodes.opened import product_of
from ..nodes.sourced import Asked
from ..nodes.state import Message, State
from ..nodes.work import computed
from ..schema.command import COMMANDS, AnyCommand, Open, PurchaseList
from ..schema.context import Context
from ..schema.edit import Edit
from ..schema.errors import InputError, LeaseLost
from ..schema.event import Event
from ..schema.reply import Cards, Reply, Suggestion
from ..schema.settings import Settings
from ..schema.sourcing_report import SourcingReport
from ..schema.sourcing_task import WrittenTask
from ..sourcing.message import of_command
from ..sourcing.sheets import MOST_BYTES
from ..tools.searching.offers import card, offers
from ..tools.shop import Shopfront
from ..tools.writing.kept import told
from ..understanding.ledger.where import parse_where
from .agent import Agent
from .assistant import build
from .letters import Letters
from .sourcing import build_sourcing

T = TypeVar("T")
Listed = WrittenTask | PurchaseList | str | Path | bytes
"""A purchase list: written out, a conversation's command, in words, or a file."""


class Beside(TypedDict, total=False):
    """What is said beside a purchase list: a table's `name`, which tells its kind; of the `whole` of it what words or a table don't say; the
    language of the report, and who asks."""

    name: str
    whole: WrittenTask | None
    language: str | None
    buyer: str | None


log = structlog.get_logger("daogou")
KEPT_BY = ("redis_url", "state", "thread_days", "profile_days", "tenant", "turn_log", "turn_log_days", "turn_log_mb")
"""Settings by which conversations, profiles and the log of turns are open."""


class Assistant:
    """Answers buyers over one store. Every method may be called from several threads and event loops at once.

    `graph` is the compiled LangGraph graph (async); `threads` what was said in all conversations; deleting one there forgets it whole.
    `profiles` what is known of buyers beyond their conversations; `feedback` what they thought of replies; `letters` those to sellers of a plan.
    """

    def __init__(self, shopfront: Shopfront, settings: Settings, models: Models | None = None) -> None:
        """`models` None: those that the settings name."""
        self.settings = settings
        self.shopfront = shopfront
        self.threads = make_conversations(settings, store=_name(shopfront))
        self._turn_log = open_turn_log(settings, lambda thread: [turn.text for turn in self.threads.get(thread)])
        if self._turn_log is not None:
            self.threads.forgetting = self._turn_log.forget
        self.feedback = Feedback(self.threads, self._turn_log)
        self.profiles = Profiles(open_store(settings), settings.tenant)
        self.letters = Letters(self.threads, shopfront.current, settings)
        self.graph = self._compiled(models)
        self.sourcing = build_sourcing(shopfront.current, settings).compile(name="daogou.sourcing")
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def agent(self) -> Agent:
        """Over a purchase list, step by step; a model chooses where one reads, rows do where none is set."""
        return Agent(self.asource, self.letters, self.threads, self._models, self.settings)

    def _compiled(self, models: Models | None) -> CompiledStateGraph[State, Context, Message, State]:
        models = models or make_models(self.settings)
        models.warm()
        self._models = models
        graph = build(self.shopfront.current, self.settings, models, desk=self.letters)
        return graph.compile(checkpointer=self.threads.checkpoints, store=self.profiles.store, name="daogou")

    def ask(
        self,
        text: str,
        thread: str | None = None,
        buyer: str | None = None,
        language: str | None = None,
        turn_id: str | None = None,
        strategy: Strategy = "enqueue",
        commands: Sequence[AnyCommand] = (),
        product_id: str | None = None,
    ) -> Reply:
        """One turn; `thread` None opens a new conversation, whose id is in the reply. Works in a script and in a notebook's running loop.
        `commands` stand in place of reading the message; `product_id` opens the conversation on that product."""
        how = {"thread": thread, "buyer": buyer, "language": language, "turn_id": turn_id, "product_id": product_id}
        return self._run(self.aask(text, strategy=strategy, commands=commands, **how))

    async def aask(
        self,
        text: str,
        thread: str | None = None,
        buyer: str | None = None,
        language: str | None = None,
        turn_id: str | None = None,
        strategy: Strategy = "enqueue",
        commands: Sequence[AnyCommand] = (),
        product_id: str | None = None,
    ) -> Reply:
        """As `ask`, in the caller's event loop."""
        reply: Reply | None = None
        how = {"thread": thread, "buyer": buyer, "language": language, "turn_id": turn_id, "product_id": product_id}
        async for event in self.stream(text, strategy=strategy, commands=commands, **how):
            if event.event == "reply":
                reply = event.data
        assert reply is not None
        return reply

    async def stream(
        self,
        text: str,
        thread: str | None = None,
        buyer: str | None = None,
        language: str | None = None,
        turn_id: str | None = None,
        strategy: Strategy = "enqueue",
        commands: Sequence[AnyCommand] = (),
        product_id: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """A turn's events as each is known; the last, "reply", holds the Reply and comes after the turn is stored.

        `turn_id` is the caller's name for the turn: asked again, it gives the same reply and no second turn. `strategy`: what to do while
        another turn of the thread runs: wait in line, be refused, or end it. `commands` (a tap's, a program's) stand in place of reading the
        message; `text` is what the transcript shows for them, "" for what they come to in words. `product_id`: the conversation opens on that
        product, so that "it", or nothing at all, means it from now on; of another product than before it is a new topic.

        Raises InputError for an empty message, an unknown product or a thread of another buyer, TurnRefused where the strategy is not to wait,
        LeaseLost where a later turn ended this one, ThreadDeleted where the conversation was deleted meanwhile, StoreError where the store
        can't be read, OutsideError where Redis is away.
        """
        if not text.strip() and not commands and product_id is None:
            raise InputError("The message is empty; write what you are looking for.", "message_empty")
        commands = _typed(commands)
        named = opens_on(commands)
        if product_id is not None and named not in (None, product_id):
            raise InputError("`product_id` and an `open` command name different products; give one of them.", "value_unknown")
        if (opens := product_id if product_id is not None else named) is not None:
            await asyncio.to_thread(lambda: product_of(opens, self.shopfront.current().catalogue))  # before anything is kept
        commands = (Open(product=product_id), *commands) if product_id is not None else tuple(commands)
        new, buyer = not thread, buyer or None
        checked(buyer or "", "buyer")
        thread = await self.threads.akey(thread) if thread else Key(f"t-{uuid4().hex}")
        async with self.threads.locks.turn(thread, strategy) as lease:
            edits = edits_of(commands)
            if edits and await asyncio.to_thread(self.threads.find, thread) is None:
                raise anothers(thread)
            await asyncio.to_thread(self.threads.begin, thread, buyer, text, lease, new)
            known = await asyncio.to_thread(self.threads.replied, thread, turn_id) if turn_id else None
            if known is not None:
                yield Event(event="reply", data=known)
                return
            text = text if text.strip() else await self._told(thread, edits) if edits else lines.told(commands)
            asked: Message = {"text": text, "commands": tuple(commands)} if commands else {"text": text}
            async with aclosing(
                self._turn(asked, thread, Context(tenant=self.settings.tenant, buyer=buyer, language=language), turn_id, lease)
            ) as events:
                replied = False
                try:
                    async for event in events:
                        replied = event.event == "reply"
                        yield event
                except BaseException as error:
                    await events.aclose()
                    gone = not replied and await asyncio.to_thread(self.threads.broken_off, thread, lease)
                    if gone and isinstance(error, LeaseLost):
                        raise deleted(thread) from error
                    raise

    async def _told(self, thread: Key, edits: Sequence[Edit]) -> str:
        """What is changed by hand, in words."""
        values = await self.state(thread)
        return await asyncio.to_thread(lambda: said(values, self.shopfront.current(), edits))

    async def state(self, thread: str) -> State:
        """What a conversation's next turn goes on from; empty where there is none."""
        key = await self.threads.akey(thread)
        values: State = (await self.graph.aget_state({"configurable": {"thread_id": str(key)}})).values  # type: ignore[assignment]
        return values

    async def _turn(self, asked: Message, thread: Key, context: Context, turn_id: str | None, lease: Lease) -> AsyncGenerator[Event, None]:
        config: RunnableConfig = {"configurable": {"thread_id": str(thread), FENCE: lease.fence}}
        timings: dict[str, float] = {}
        seen: dict[str, Any] = {}
        begin = perf_counter()
        reply: Reply | None = None
        run: Any = self.graph.astream(asked, config, context=context, stream_mode=["custom", "updates"], durability="exit")
        async with aclosing(held(run, lease)) as parts:
            async for mode, part in parts:
                if mode == "custom":
                    yield part
                    continue
                for update in part.values():
                    timings |= (update or {}).get("timings_ms", {})
                    reply = (update or {}).get("reply", reply)
                    seen |= {name: update[name] for name in LOGGED if name in (update or {})}
        assert reply is not None
        reply = reply.model_copy(update={"timings_ms": timings})
        turn = Turn(version=VERSION, turn=reply.turn, turn_id=turn_id, buyer=context.buyer, text=asked["text"], reply=reply, at=context.clock())
        kept = await _whole(asyncio.to_thread(self.threads.keep, thread, turn, lease, told))
        if self._turn_log is not None:
            self._turn_log.turn(turn.model_copy(update={"reply": kept}), seen, (perf_counter() - begin) * 1000)
        yield Event(event="reply", data=kept)

    def _check_owner(self, thread: str, buyer: str | None) -> None:
        known = self.threads.find(thread)
        if known is not None and known.buyer != buyer:
            raise anothers(thread)

    def suggest(
        self, text: str | None = None, thread: str | None = None, product_ids: Sequence[str] = (), buyer: str | None = None
    ) -> tuple[Suggestion, ...]:
        """Three follow-up questions without a turn: for a conversation of `buyer` as it stands, for words, or for products."""
        return self._run(self.asuggest(text, thread=thread, product_ids=product_ids, buyer=buyer))

    async def asuggest(
        self, text: str | None = None, thread: str | None = None, product_ids: Sequence[str] = (), buyer: str | None = None
    ) -> tuple[Suggestion, ...]:
        """As `suggest`, in the caller's event loop. Raises InputError for a thread that isn't there, or is another buyer's."""
        values: State = {}
        if thread:
            checked(buyer or "", "buyer")
            await asyncio.to_thread(self._check_owner, thread, buyer or None)
            values = await self.state(thread)
            if not values:
                raise anothers(thread)
        values = {**values, "shop": await asyncio.to_thread(self.shopfront.current)}
        return await computed(without_turn, values, text, tuple(product_ids), Context(tenant=self.settings.tenant))

    def source(self, task: Listed, **how: Unpack[Beside]) -> SourcingReport:
        """Plans for a purchase list: a task, words, or a table's path or bytes. No conversation is begun or changed."""
        return self._run(self.asource(task, **how))

    async def asource(self, task: Listed, **how: Unpack[Beside]) -> SourcingReport:
        """As `source`, in the caller's event loop."""
        report: SourcingReport | None = None
        async with aclosing(self.stream_source(task, **how)) as events:
            async for event in events:
                if event.event == "report":
                    report = event.data
        assert report is not None
        return report

    async def stream_source(self, task: Listed, **how: Unpack[Beside]) -> AsyncGenerator[Event, None]:
        """The events of a sourcing task: the "task" as it was understood, each "line" as its search ends, the "report" last. Raises InputError for
        what is no list."""
        asked = await asyncio.to_thread(_asked, task, how.get("name", ""))
        if (whole := how.get("whole")) is not None:
            asked["whole"] = whole
        context = Context(tenant=self.settings.tenant, buyer=how.get("buyer") or None, language=how.get("language"))
        config: RunnableConfig = {"max_concurrency": self.settings.sourcing_at_once}
        run: Any = self.sourcing.astream(asked, config, context=context, stream_mode=["custom", "updates"])
        async with aclosing(run) as parts:
            async for mode, part in parts:
                if mode == "custom":
                    yield part
                    continue
                for update in part.values():
                    if update and "report" in update:
                        yield Event(event="report", data=update["report"])

    def search(self, query: str, where: str | None = None, k: int = 10, language: str = "zh") -> Cards:
        """A bare search without a conversation; `where` as on the command line, 'price<=50'."""
        if not query.strip():
            raise InputError("The query is empty; write what to search for.")
        conditions = parse_where(where) if where else ()
        shop = self.shopfront.current()
        check_attributes(conditions, shop.catalogue.columns)
        found = shop.retriever.search(query, k, where=conditions, today=Context().today)
        return Cards((card(offer, language) for offer in offers(shop.catalogue, found.candidates, None)), language)

    def renewed(self, settings: Settings, models: Models | None = None) -> "Assistant":
        """Another one by new settings, over the same conversations and profiles. Turns that run go on as they began; `retire` this one after them.

        Raises InputError where the settings would put conversations elsewhere, and what `open` raises.
        """
        if moved := [name for name in KEPT_BY if getattr(settings, name) != getattr(self.settings, name)]:
            raise InputError(f"DAOGOU_{moved[0].upper()} can't change while conversations are kept by it; start the server anew.")
        shopfront = open_shopfront(None, settings)
        shopfront.current()
        if _name(shopfront) != self.threads.store:
            log.warning(
                "the store is another one; conversations go on after a new start, too, where DAOGOU_STORE_NAME is set", name=self.threads.store
            )
        new = copy(self)
        new.settings, new.shopfront, new._loop = settings, shopfront, None
        new.letters = Letters(self.threads, shopfront.current, settings)
        new.graph = new._compiled(models)
        new.sourcing = build_sourcing(shopfront.current, settings).compile(name="daogou.sourcing")
        return new

    def retire(self) -> None:
        """Closes what a renewed one doesn't use."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop = None
        self.shopfront.close()

    def close(self) -> None:
        """Ends the loop and closes what conversations and answers are kept in."""
        self.retire()
        if self._turn_log is not None:
            self._turn_log.close()
        self.profiles.close()
        self.threads.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs it in a loop of our own, in a thread of its own: the caller's thread may have a running loop."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            OsThread(target=self._loop.run_forever, name="daogou-loop", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _asked(task: Listed, name: str) -> Asked:
    """As the sub-graph takes it. InputError where the file can't be read."""
    if isinstance(task, WrittenTask):
        return {"written": task}
    if isinstance(task, PurchaseList):
        return {"written": of_command(task)}
    if isinstance(task, bytes):
        return {"content": task, "name": name}
    if isinstance(task, str):
        return {"text": task}
    try:
        if task.stat().st_size > MOST_BYTES:
            raise InputError(f"{task} is larger than {MOST_BYTES // 1024 // 1024} MB; send the sheet with the list alone.")
        return {"content": task.read_bytes(), "name": task.name}
    except OSError as error:
        raise InputError(f"{task} can't be read ({error.strerror}); name a table or a text file.") from error


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Also where the caller is cancelled meanwhile: the conversation's lock must not be let go while a thread still writes."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _typed(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """Commands, or the JSON of them, as commands. Raises InputError that names the first fault."""
    try:
        return COMMANDS.validate_python(tuple(commands))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "commands"
        raise InputError(f"{where}: {first['msg']}. `daogou commands` shows what a command may be.", "value_unknown") from error


def _name(shopfront: Shopfront) -> str:
    """By which conversations are told from those about other stores. A link's path is its own: what it leads to may be replaced."""
    return shopfront.settings.store_name or str(shopfront.store.path.absolute())


def open_shopfront(store: str | Path | None, settings: Settings) -> Shopfront:
    """Of the folder, else of the one that is set, else of the demo store, which is made on first use."""
    chosen = Path(store) if store is not None else settings.store
    return Shopfront(Store(chosen or demo_store(settings)), settings)


def open(store: str | Path | None = None, *, settings: Settings | None = None, models: Models | None = None) -> Assistant:
    """Opens a store (None: `DAOGOU_STORE`, else the demo store, which is made on first use). `models` None: those that the settings name.

    Raises StoreError where the store is missing or damaged, InputError where half of a language model is set.
    """
    settings = settings or Settings()
    models = models or make_models(settings)
    models.warm()  # beside what takes as long: the first turn finds it done
    greet(settings)
    shopfront = open_shopfront(store, settings)
    shopfront.current()
    return Assistant(shopfront, settings, models)
