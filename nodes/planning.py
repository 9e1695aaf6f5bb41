"""The plans of a list in a conversation, and the letters to their sellers: by the sourcing sub-graph, and by the buyer's word alone."""

from collections.abc import Sequence
from contextlib import aclosing, suppress
from hashlib import sha256
from time import perf_counter
from typing import Any, Protocol

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from pydantic import ValidationError

from ..dialogue.purchases import Bill
from ..models.spans import span
from ..schema.context import Context
from ..schema.errors import InputError, OutsideError, StoreError
from ..schema.event import Event
from ..schema.mailing import Answer, LetterEdit, LineEdit, Mail, Mailing
from ..schema.purchase import Purchase
from ..schema.settings import Settings
from ..schema.sourcing_plan import PlanKind
from ..schema.sourcing_report import SourcingReport
from ..sourcing.listed import listed
from ..sourcing.phrases import say
from .sourced import Asked, SourcingState
from .state import State, Update
from .work import Node, apart, computed, context_of

log = structlog.get_logger("daogou")
Sourcing = CompiledStateGraph[SourcingState, Context, Asked, SourcingState]


class Desk(Protocol):
    """Where letters are kept and answered: graphs/letters.py."""

    async def draft(
        self, report: SourcingReport, plan: PlanKind = ..., *, questions: Sequence[str] = ..., buyer: str | None = ..., id: str | None = ...
    ) -> Mailing: ...
    async def get(self, id: str, buyer: str | None = None) -> Mailing: ...
    async def answer(self, id: str, answer: Answer, *, buyer: str | None = ..., who: str = ..., via: str = ...) -> Mailing: ...


def planning(sourcing: Sourcing, settings: Settings, desk: Desk | None) -> Node:
    """The node: what is to be bought is planned where the turn tells of it or writes for it, and letters are written or answered."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin, context, mail = perf_counter(), context_of(runtime), state.get("mail")
        runtime.stream_writer(Event(event="progress", data="planning"))
        update: Update = {}
        with span("daogou.planning"):
            if mail is None or mail.act == "draft":
                update["sourced"] = await planned(sourcing, settings, state, context)
            if mail is not None:
                update |= await _posted(mail, update.get("sourced"), state, context, desk)
        return {**update, "timings_ms": {"planning": round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = "planning"
    return run


async def planned(sourcing: Sourcing, settings: Settings, state: State, context: Context) -> SourcingReport:
    """Of the goods that the turn tells of."""
    need, purchase, bill = state["need"], state.get("purchase") or Purchase(), state.get("bill") or Bill()
    assert need is not None
    task = await computed(listed, purchase, bill.places(purchase), bill.picks, state["shop"], need.language)
    asked: Any = {"listed": task, "shop": state["shop"]}
    config: RunnableConfig = {"max_concurrency": settings.sourcing_at_once}
    report: SourcingReport | None = None
    run: Any = sourcing.astream(asked, config, context=context, stream_mode="updates")
    async with aclosing(run) as parts:
        async for part in parts:
            for update in part.values():
                report = (update or {}).get("report", report)
    assert report is not None
    return report


async def _posted(mail: Mail, report: SourcingReport | None, state: State, context: Context, desk: Desk | None) -> Update:
    """The letters after it; where it can't be done, why."""
    need = state["need"]
    assert need is not None
    if desk is None:
        return {"unsent": say("talk.no_desk", need.language)}
    try:
        return {"mailed": await apart(_done(mail, report, state, context, desk))}
    except (InputError, OutsideError, StoreError, ValidationError) as error:
        log.warning("letters could not be written or answered", act=mail.act, error=str(error))
        known: Update = {}
        if mail.id:
            with suppress(InputError, OutsideError, StoreError):
                known["mailed"] = await apart(desk.get(mail.id, context.buyer))
        return {**known, "unsent": str(error) if isinstance(error, InputError) else say("talk.unkept", need.language)}


async def _done(mail: Mail, report: SourcingReport | None, state: State, context: Context, desk: Desk) -> Mailing:
    buyer = context.buyer
    if mail.act == "draft":
        assert report is not None
        mailing = await desk.draft(report, mail.plan, questions=mail.questions, buyer=buyer, id=_id(report, mail.plan, context, state["turn"]))
    elif mail.act == "waits":
        mailing = await desk.get(mail.id, buyer)
    elif mail.act == "changed":
        known = await desk.get(mail.id, buyer)
        answer = Answer(answer="changed", version=mail.version, edits=_edits(mail, known))
        mailing = await desk.answer(mail.id, answer, buyer=buyer, who=buyer or "", via="chat") if answer.edits else known
    else:
        mailing = await desk.answer(mail.id, Answer(answer=mail.act, version=mail.version), buyer=buyer, who=buyer or "", via="chat")
    return mailing


def _edits(mail: Mail, mailing: Mailing) -> tuple[LetterEdit, ...]:
    changed = {each.product_id: each.quantity for each in mail.changes}
    edits = []
    for letter in mailing.letters:
        lines = tuple(
            LineEdit(line=line.line, drop=True) if (count := changed[line.product_id]) is None else LineEdit(line=line.line, quantity=count)
            for line in letter.lines
            if line.product_id in changed
        )
        if lines and letter.status == "prepared":
            edits.append(LetterEdit(letter=letter.number, lines=lines))
    return tuple(edits)


def _id(report: SourcingReport, kind: PlanKind, context: Context, turn: int) -> str:
    """The same for a turn that is done again after its process died: its letters are written once."""
    taken = [(each.deal.product_id, each.deal.quantity) for plan in report.plans if plan.kind == kind for each in plan.lines]
    return f"m-{sha256(repr((context.tenant, context.thread, turn, kind, taken)).encode()).hexdigest()[:40]}"
