"""An agent over a purchase list: it plans, writes and asks, step by step; before each step that writes to anybody stands the buyer's yes."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from uuid import uuid4

from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import InjectedToolCallId, tool
from langgraph.prebuilt import InjectedState
from langgraph.types import Command
from pydantic import BaseModel

from ..memory.conversations import Conversations
from ..memory.names import Key, checked
from ..models.models import Models
from ..models.steps import CHANGED, Steps
from ..nodes.work import apart
from ..schema.errors import InputError
from ..schema.mailing import Answer, Mailing
from ..schema.settings import Settings
from ..schema.sourcing_plan import PlanKind
from ..schema.sourcing_report import SourcingReport
from ..sourcing.words import drafts, plan_in
from .letters import UNKNOWN, Letters

if TYPE_CHECKING:
    from langchain.agents import AgentState

AGENT = "\0agent"
"""In place of a store's name, by which an agent's work is kept."""
MARKS: dict[str, Literal["read", "write"]] = {"plan_list": "read", "draft_letters": "read", "send_letters": "write"}
"""What each tool does to the world: a draft lies here and goes to nobody."""
STEPS = 8
"""That a model may choose, for one request."""


class Work(BaseModel):
    """Where an agent is: it "waits" for the buyer's answer to the letters, or is "done". `text` is its report, by code; `words` what a model
    said at the end, beside it; `steps` what it did, `degraded` that
    rows chose in a model's place."""

    id: str
    status: Literal["waits", "done"]
    text: str
    words: str = ""
    steps: tuple[str, ...] = ()
    report: SourcingReport | None = None
    mailing: Mailing | None = None
    degraded: tuple[str, ...] = ()


class Agent:
    """Each work is kept as letters are, and goes on after a restart. InputError where there is no such work of this buyer, or `langchain` isn't
    installed."""

    def __init__(
        self,
        source: Callable[[str], Coroutine[Any, Any, SourcingReport]],
        letters: Letters,
        threads: Conversations,
        models: Models,
        settings: Settings,
    ) -> None:
        self._source, self._letters, self._threads, self._models, self._settings = source, letters, threads, models, settings

    async def begin(self, text: str, *, buyer: str | None = None, id: str | None = None) -> Work:
        """Works on a request until it is done, or the buyer is to answer. `id` is the caller's name for it: begun again it goes on."""
        id, buyer = id or f"a-{uuid4().hex}", buyer or None
        key = Key.of(checked(id, "thread id"), AGENT)
        async with self._threads.locks.turn(key):
            if self._threads.transcripts.claim(key, checked(buyer or "", "buyer") or None, "") != buyer:
                raise _unknown(id)
            made = self._made(text, buyer, id)
            begun = (await made.graph.aget_state(_config(key))).values
            if begun and begun["messages"][0].text != text:
                raise InputError(f"The work {id!r} is of another request; give this one an id of its own.")
            return await self._run(made, None if begun else {"messages": [HumanMessage(text)]}, key, id, buyer)

    async def get(self, id: str, *, buyer: str | None = None) -> Work:
        """Where the work is."""
        key, buyer = Key.of(checked(id, "thread id"), AGENT), buyer or None
        made = self._made("", buyer, id)
        await self._state_of(made, key, id, buyer)
        return await self._work(made, key, id, buyer)

    async def delete(self, id: str, *, buyer: str | None = None) -> None:
        """Forgets the work and its letters; those in the outbox stay there."""
        key, buyer = Key.of(checked(id, "thread id"), AGENT), buyer or None
        state = await self._state_of(self._made("", buyer, id), key, id, buyer)
        if _drafted(state.values["messages"]):
            await self._letters.delete(_letters_of(id), buyer)
        await asyncio.to_thread(self._threads.forget, key, buyer)

    async def answer(self, id: str, answer: Answer, *, buyer: str | None = None, who: str = "") -> Work:
        """Goes on with the buyer's answer to the letters that it waits with: yes, no, or changed, after which they are shown again."""
        key, buyer = Key.of(checked(id, "thread id"), AGENT), buyer or None
        async with self._threads.locks.turn(key):
            state = await self._state_of(self._made("", buyer, id), key, id, buyer)
            made = self._made(state.values["messages"][0].text, buyer, id, who, answer.version)
            if not state.interrupts:
                return await self._run(made, None, key, id, buyer)
            if answer.answer == "yes":
                decision: dict[str, Any] = {"type": "approve"}
            else:
                done = await self._letters.answer(_letters_of(id), answer, buyer=buyer, who=who, via="agent")
                waits = any(each.status == "prepared" for each in done.letters)
                decision = {"type": "reject", "message": CHANGED if waits else "declined"}
            self._threads.transcripts.touch(key, buyer, datetime.now(UTC))
            return await self._run(made, Command(resume={"decisions": [decision]}), key, id, buyer)

    def _made(self, text: str, buyer: str | None, id: str, who: str = "", version: int | None = None) -> "_Made":
        """For one request; `version` is that of the letters which the buyer saw."""
        try:
            from langchain.agents import create_agent
            from langchain.agents.middleware import HumanInTheLoopMiddleware
        except ImportError as error:
            raise InputError("An agent needs the package langchain; install daogou[agent].") from error
        source, letters, mailing = self._source, self._letters, _letters_of(id)

        @tool
        async def plan_list(call: Annotated[str, InjectedToolCallId]) -> Command[Any]:
            """Find goods and sellers for every line of the buyer's list, and the plans that they come to."""
            try:
                report = await apart(source(text))
            except InputError as error:
                return _told("plan_list", call, str(error), failed=True)
            return _told("plan_list", call, _sum(report), report=report.model_dump(mode="json"), failed=not report.plans)

        @tool
        async def draft_letters(
            plan: PlanKind, report: Annotated[dict[str, Any], InjectedState("report")], call: Annotated[str, InjectedToolCallId]
        ) -> Command[Any]:
            """Write letters to the sellers of a plan; they wait for the buyer."""
            try:
                found = await apart(letters.draft(SourcingReport.model_validate(report), plan, buyer=buyer, id=mailing))
            except InputError as error:
                return _told("draft_letters", call, str(error), failed=True)
            return _told("draft_letters", call, f"{len(found.letters)} letters for the plan {plan}, version {found.version}, not sent")

        @tool
        async def send_letters(call: Annotated[str, InjectedToolCallId]) -> Command[Any]:
            """Send the letters that were drafted; the buyer approves it first."""
            yes = Answer(answer="yes", version=version or 1)
            try:
                done = await apart(letters.answer(mailing, yes, buyer=buyer, who=who, via="agent"))
            except InputError as error:
                return _told("send_letters", call, f"{error} {CHANGED}", failed=True)
            return _told("send_letters", call, ", ".join(each.status for each in done.letters))

        chooser = Steps(
            model=self._models.read,
            prompt=self._models.prompts.get("step") if self._models.read is not None else None,
            deadline_s=self._settings.llm_timeout_s,
            wants=drafts(text),
            plan=plan_in(text),
            silent=[],
        )
        asks = {name: {"allowed_decisions": ["approve", "reject"]} for name, mark in MARKS.items() if mark == "write"}
        graph = create_agent(
            chooser,
            [plan_list, draft_letters, send_letters],
            middleware=[HumanInTheLoopMiddleware(interrupt_on=asks)],  # type: ignore[arg-type]
            state_schema=_state(),
            checkpointer=self._threads.checkpoints,
            name="daogou.agent",
        )
        return _Made(graph, chooser)

    async def _run(self, made: "_Made", given: Any, key: Key, id: str, buyer: str | None) -> Work:
        config = {**_config(key), "recursion_limit": 4 * STEPS}
        await made.graph.ainvoke(given, config, durability="sync")
        return await self._work(made, key, id, buyer)

    async def _state_of(self, made: "_Made", key: Key, id: str, buyer: str | None) -> Any:
        """What is kept of a work. InputError where this buyer has none of the id."""
        state = await made.graph.aget_state(_config(key))
        known = self._threads.transcripts.find(key)
        if not state.values or known is None or known.buyer != buyer:
            raise _unknown(id)
        return state

    async def _work(self, made: "_Made", key: Key, id: str, buyer: str | None) -> Work:
        state = await made.graph.aget_state(_config(key))
        messages = state.values["messages"]
        steps = tuple(message.name for message in messages if isinstance(message, ToolMessage) and message.name)
        report = SourcingReport.model_validate(state.values["report"]) if state.values.get("report") else None
        mailing = await self._letters.get(_letters_of(id), buyer) if _drafted(messages) else None
        waits = bool(state.interrupts)
        failed = next((message.text for message in messages if isinstance(message, ToolMessage) and message.status == "error" and report is None), "")
        text = failed or (mailing.text if mailing is not None else report.text if report is not None else "")
        status: Literal["waits", "done"] = "waits" if waits else "done"
        return Work(
            id=id,
            status=status,
            text=text,
            words="" if waits else messages[-1].text,
            steps=steps,
            report=report,
            mailing=mailing,
            degraded=tuple(dict.fromkeys(made.chooser.silent)),
        )


class _Made(NamedTuple):
    graph: Any
    chooser: Steps


def _drafted(messages: Sequence[BaseMessage]) -> bool:
    return any(isinstance(each, ToolMessage) and each.name == "draft_letters" and each.status != "error" for each in messages)


def _state() -> "type[AgentState[Any]]":
    from langchain.agents import AgentState

    class Listed(AgentState[Any]):
        report: dict[str, Any] | None

    return Listed


def _sum(report: SourcingReport) -> str:
    """A plan's sums, for who chooses the next step."""
    planned = sum(each.status == "planned" for each in report.lines)
    plans = (f"{plan.kind} {plan.total:.2f} {plan.currency}, {len(plan.sellers)} sellers" for plan in report.plans)
    return f"{planned} of {len(report.lines)} lines planned; {'; '.join(plans)}"


def _told(name: str, call: str, text: str, *, failed: bool = False, **update: Any) -> Command[Any]:
    return Command(update={**update, "messages": [ToolMessage(text, name=name, tool_call_id=call, status="error" if failed else "success")]})


def _letters_of(id: str) -> str:
    return f"m-{sha256(id.encode()).hexdigest()[:40]}"


def _config(key: Key) -> RunnableConfig:
    return {"configurable": {"thread_id": str(key)}}


def _unknown(id: str) -> InputError:
    return InputError(f"There is no work {id!r} of this buyer.", UNKNOWN)
