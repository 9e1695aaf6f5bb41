"""A proposal tried: its words are read as the next message, and must mean what they say and bring something."""

from ...schema.candidate import Retrieval
from ...schema.need import Need
from ..choosing.pick import of_the_goods
from ..decide import SHOWN, decide
from ..decisions.barren import barren
from ..searching.offers import judged, offers
from ..writing.notes import SAID
from .situation import Proposal, Replay, Situation

OF_SEVERAL = ("choice", "comparison")
"""Kinds of answer that have something to say of any two products: deciding them takes as long as a turn."""
CHEAP = ("suppliers", "details", "inquiry")
"""Kinds of answer that are decided here as the turn would: from the products alone."""


def works(proposal: Proposal, now: Situation) -> bool:
    replay = now.replay(proposal.text)
    if replay.asks or replay.reading.intent not in proposal.intents or any(kind in SAID for kind, _ in replay.reading.notes):
        return False
    if proposal.opens:
        return _opens(proposal, now, replay.need)
    if proposal.kind == "decide":
        return same(now.need, replay.need) and answered(now, replay)
    return _means(proposal, now, replay) and _brings(proposal, now, replay.need)


def _opens(proposal: Proposal, now: Situation, need: Need) -> bool:
    """Whether a shelf has something to show, to choose from, or to leave out by the condition set."""
    brings = now.count(need)
    if proposal.sets:
        return proposal.sets in {one.field for one in need.hard} and 0 < brings < now.count(need.model_copy(update={"conditions": ()}))
    return brings > (1 if proposal.kind == "decide" else 0)


def same(one: Need, other: Need) -> bool:
    """Whether two needs ask for the same."""
    return (one.category, one.query, standing(one)) == (other.category, other.query, standing(other))


def standing(need: Need) -> set[str]:
    """Names of what counts, but for what was seen before."""
    return {condition.name for condition in need.active if not condition.pages}


def _means(proposal: Proposal, now: Situation, replay: Replay) -> bool:
    before, after = standing(now.need), standing(replay.need)
    fields = {condition.field for condition in replay.need.hard}
    fresh = {condition.field for condition in replay.need.hard if condition.name in after - before}
    lost = {condition.field for condition in now.need.hard if condition.name in before - after}
    touched = {proposal.sets, proposal.lifts, *proposal.relaxes}
    kept = (replay.need.category, replay.need.query) == (now.need.category, now.need.query)
    return kept and fresh | lost <= touched and (proposal.sets is None or proposal.sets in fresh) and proposal.lifts not in fields


def _brings(proposal: Proposal, now: Situation, need: Need) -> bool:
    brings = now.count(need)
    return brings > 0 and {"less": brings < now.total, "more": brings > now.total, "some": True}[proposal.compare]


def answered(now: Situation, replay: Replay) -> bool:
    """Whether the decision about the products meant has something to say."""
    plan = replay.plan
    if plan.answer == "brands":
        return now.count(replay.need) > 0
    if plan.answer not in (*OF_SEVERAL, *CHEAP) or plan.internal != "focus" or not replay.focus:
        return False
    need, candidates = replay.need, judged(now.shop.catalogue, replay.focus, replay.need, now.today)
    if plan.answer in OF_SEVERAL:
        return len(of_the_goods(offers(now.shop.catalogue, candidates, need.quantity)[:SHOWN], need)) > 1
    decision, _ = decide(plan.answer, now.shop, replay.reading, need, Retrieval(candidates=candidates), (), now.wording, now.today)
    return barren(decision) is None
