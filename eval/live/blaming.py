"""Which stage a fault comes from: the trace is played again with one stage after another swapped for gold, until nothing is broken any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...nodes.plans import PLANS
from ...schema.candidate import Retrieval
from ...schema.need import Need
from ...tools.searching.offers import judged
from ..compare.blame import GAP, UNSTEADY
from .checks import Broken, checked, checked_as_answered, meeting_ids
from .gold import Gold
from .replaying import Played, Replayer, Update
from .traces import Trace

UNDERSTANDING, RETRIEVAL, FUSION, WORDING = "understanding", "retrieval", "fusion", "wording"
OFFERED = 10
IN_WORDS = ("text", "form")


@dataclass(frozen=True)
class Fault:
    """`right`: the reply as it came out with gold in the stage's place; "" where no swap healed it."""

    stage: str
    why: str
    right: str = ""


def fault(trace: Trace, gold: Gold, replayer: Replayer) -> Fault | None:
    """None where the turn breaks no check, neither as it was answered nor played again."""
    today = trace.turns[-1].at.date()
    played = replayer.play(trace)
    found = checked(played, gold, replayer.shop, today)
    if not found:
        before = checked_as_answered(trace, gold, replayer.shop, today)
        return Fault(UNSTEADY, f"as it was answered, not any more: {'; '.join(one.what for one in before)}") if before else None
    if [one.check for one in found] == ["nothing there"]:
        return Fault(GAP, found[0].what)
    why = "; ".join(one.what for one in found)
    swaps: dict[str, Update] = {}
    for stage, node, swap in (
        (UNDERSTANDING, "intent", _understood(played, gold, replayer, today)),
        (RETRIEVAL, "internal_retrieval", _retrieved(played, gold, replayer, today)),
    ):
        if swap is None:
            continue
        swaps[node] = swap
        healed = replayer.play(trace, swaps)
        left = checked(healed, gold, replayer.shop, today)
        if not left:
            return Fault(stage, why, healed.reply.text)
        if [one.check for one in left] == ["nothing there"]:
            return Fault(GAP, left[0].what)
        found = left
    return Fault(_last(found), why)


def _last(left: Sequence[Broken]) -> str:
    """With right conditions and right products: what is offered is fusion's, what is said of it is the wording's."""
    return WORDING if all(one.check in IN_WORDS for one in left) else FUSION


def _understood(played: Played, gold: Gold, replayer: Replayer, today: date) -> Update | None:
    """The intent node's own output, with the need that it should have made; None where nothing is known to be wrong in it."""
    wrote = played.wrote["intent"]
    need: Need = wrote["need"]
    if not gold.lacking(need, replayer.shop, today):
        return None
    plan = wrote["plan"] if wrote["plan"].internal != "none" else PLANS["search"]
    return {**wrote, "need": gold.laid_over(need, replayer.shop, today), "plan": plan, "problem": None, "pending": None}


def _retrieved(played: Played, gold: Gold, replayer: Replayer, today: date) -> Update | None:
    """What the records have, exhaustively, those first that were found; None where the turn retrieved nothing by conditions."""
    wrote = played.wrote.get("internal_retrieval")
    if wrote is None or played.wrote["intent"]["plan"].internal != "search":
        return None
    need = gold.laid_over(played.wrote["intent"]["need"], replayer.shop, today)
    meeting, before = meeting_ids(need, replayer.shop, today), wrote.get("retrieval") or Retrieval()
    first = [one.product_id for one in before.candidates if one.product_id in set(meeting)]
    ids = [*first, *(each for each in meeting if each not in first)][:OFFERED]
    if not ids:
        return None
    candidates = judged(replayer.shop.catalogue, ids, need, today)
    return {**wrote, "retrieval": Retrieval(candidates=candidates, allowed=len(meeting)), "reviews": wrote.get("reviews", ())}
