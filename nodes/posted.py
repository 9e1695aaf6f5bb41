"""What a turn leaves of plans and letters: in the reply, and for the next turn."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from itertools import islice

from ..schema.command import AnyCommand, Approve, Drop, Inquire, PurchaseList, Seek
from ..schema.mailing import Posted
from ..schema.pending import Pending
from ..schema.reading import Language
from ..schema.reply import ReplyLetters, ReplyPlan, Suggestion
from ..sourcing.deals import shown
from ..sourcing.phrases import say
from ..tools.decisions.decision import Decision
from ..tools.decisions.planned import Mailed, Planned
from .state import Update

TAPS = 3
"""Next messages that are offered."""


def plans_of(decision: Decision) -> tuple[ReplyPlan, ...]:
    """In sum; their lines are in the report of `POST /v1/sourcing`."""
    if not isinstance(decision, Planned):
        return ()
    return tuple(
        ReplyPlan(
            kind=plan.kind,
            total=f"{shown(plan.total):f}",
            currency=plan.currency,
            sellers=len(plan.sellers),
            product_ids=tuple(each.deal.product_id for each in plan.lines),
            left=None if plan.left is None else f"{shown(plan.left):f}",
            missed_by=None if plan.missed_by is None else f"{shown(plan.missed_by):f}",
            same_as=plan.same_as,
        )
        for plan in decision.report.plans
    )


def taps(decision: Decision, language: Language) -> tuple[Suggestion, ...]:
    """The next messages for a list and its letters: each with the commands that a tap sends, which name the letters and the version that are seen."""
    return tuple(_suggested(text, command) for text, command in islice(_taps(decision, language), TAPS))


def _taps(decision: Decision, language: Language) -> Iterator[tuple[str, AnyCommand]]:
    mailing = decision.mailing if isinstance(decision, Mailed) else None
    if mailing is not None and any(each.status == "prepared" for each in mailing.letters):
        seen = f"{mailing.id}/{mailing.version}"
        yield say("talk.say_yes", language), Approve(what=seen, by="tap")
        yield say("talk.say_no", language), Approve(what=seen, answer="no", by="tap")
    if not isinstance(decision, Planned) or decision.plan is None:
        return
    report, plan = decision.report, decision.plan
    if plan.missed_by is None:
        yield say("talk.say_letters", language), Inquire(plan="cheapest", by="tap")
    goods = {each.line.number: each.line.goods for each in report.lines}
    for way in report.ways:
        if way.kind == "budget":
            amount = way.cost.quantize(Decimal(1), ROUND_CEILING)
            yield say("talk.say_budget", language, amount=amount), PurchaseList(budget=float(amount), currency=report.currency or None, by="tap")
        elif way.kind == "quantity" and way.line is not None:
            own = goods[way.line]
            yield say("talk.say_quantity", language, goods=own, count=way.quantity), Seek(goods=own, quantity=way.quantity, topic="same", by="tap")
        elif way.kind == "leave_out" and way.line is not None:
            yield say("talk.say_drop", language, goods=goods[way.line]), Drop(value=goods[way.line], by="tap")
    for each in report.lines:
        if each.status in ("lacking", "unmet"):
            yield say("talk.say_drop", language, goods=each.line.goods), Drop(value=each.line.goods, by="tap")
    for other in report.plans[1:]:
        if other.same_as is None and plan.missed_by is None:
            yield say(f"talk.say_{other.kind}", language), Inquire(plan=other.kind, by="tap")


def _suggested(text: str, command: AnyCommand) -> Suggestion:
    return Suggestion(text=text, kind="decide", commands=(command,))


def letters_of(decision: Decision) -> ReplyLetters | None:
    if not isinstance(decision, Mailed) or decision.mailing is None:
        return None
    mailing = decision.mailing
    return ReplyLetters(id=mailing.id, version=mailing.version, outbox=mailing.outbox, letters=mailing.letters)


def posted(decision: Mailed, turn: int) -> Update:
    """Which letters a word of the next message answers; None where none wait."""
    mailing = decision.mailing
    if mailing is None:
        return {}
    waits = any(each.status == "prepared" for each in mailing.letters)
    pending = Pending(kind="letters", turn=turn, choices=(mailing.id,)) if waits else None
    return {"posted": Posted(id=mailing.id, version=mailing.version), "pending": pending}
