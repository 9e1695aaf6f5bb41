"""First replies kept whole: most conversations open with what another one opened with, and working it out is most of a turn.

Only where nothing in it depends on who asks: the first message of a conversation, a plain search, by a buyer of whom nothing is known. Its key is
all that the reply is made from: the need with its own words and names, the reading, the day, the generation.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..memory.caches.asked import Asked
from ..schema.context import Context
from ..schema.event import Event
from ..schema.opening import Opening
from ..schema.reply import Relaxation, Reply
from ..tools.searching.remembered import PRICED_S
from .state import State, Update
from .understood import understood
from .work import Send


def known(state: State, context: Context) -> Opening | None:
    """The first reply that was given to the same; None where there is none, or may be none."""
    asked = _asked(state, context)
    return None if asked is None else state["shop"].cache.find(asked, Opening)


def keep(state: State, context: Context, reply: Reply, offered: Sequence[Relaxation]) -> None:
    """What was worked out whole, with nothing missing, and by code alone: a model that words it does so anew each time."""
    asked = _asked(state, context)
    if asked is None or reply.degraded or reply.usage.completion_tokens or state.get("inquiries") or state.get("pending"):
        return
    plain = reply.model_copy(update={"thread_id": "", "timings_ms": {}})
    state["shop"].cache.keep(asked, Opening(reply=plain, shown=tuple(state["shown"]), offered=tuple(offered)), PRICED_S)


def answered(opening: Opening, state: State, context: Context, send: Send) -> Update:
    """What the answer node writes and sends for it."""
    own = {"thread_id": context.thread, "timings_ms": state.get("timings_ms", {}), "understood": understood(state)}
    reply = opening.reply.model_copy(update=own)
    if reply.citations:
        send(Event(event="citations", data=reply.model_dump(mode="json", include={"citations"})["citations"]))
    return {"reply": reply, "shown": list(opening.shown), **({"focus": ()} if opening.shown else {})}


def followed(opening: Opening) -> Update:
    """What the follow-ups node writes for it."""
    return {"offered": opening.offered, "suggested": tuple(one.text for one in opening.reply.suggestions)}


def impersonal(state: State, context: Context) -> Context:
    """Without the buyer, where the reply may be given to others too: so nothing in it can come from who he is."""
    return replace(context, buyer=None) if _may_be_kept(state, context) else context


def _may_be_kept(state: State, context: Context) -> bool:
    """Not where a reply depends on who asks, or on what was said before."""
    reading, plan, profile = state["reading"], state["plan"], state.get("profile")
    personal = (profile and profile.traits) or state.get("changes") or state.get("recalled") or state.get("profile_lost") or reading.stands
    plain = plan.answer == "listing" and plan.internal == "search" and not plan.topics and not plan.reviews
    first = state["turn"] == 1 and state.get("problem") is None and not reading.also  # further requests leave more in state
    first = first and not state.get("silent") and not state.get("usage")  # what a model had a part in is told of this turn
    return first and plain and not personal and not (context.buyer and state["shop"].catalogue.orders(context.buyer))


def _asked(state: State, context: Context) -> Asked | None:
    need, reading, plan, shop = state["need"], state["reading"], state["plan"], state["shop"]
    if need is None or not _may_be_kept(state, context):
        return None
    rest = (
        context.today.isoformat(),
        need.model_dump(mode="json"),
        reading.model_dump(mode="json"),
        plan.model_dump(mode="json"),
        shop.settings.length,
        shop.settings.tone,
    )
    return Asked("reply", shop.catalogue.manifest.version, need, need.query, shop.tenant, shop.embedder.name, rest=rest)
