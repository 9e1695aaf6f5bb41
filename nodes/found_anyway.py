"""Goods in place of an answer that has nothing: what was read as a question to the guides, of which none speaks, may have asked for goods."""

from ..schema.context import Context
from ..tools.decide import decide
from ..tools.decisions.barren import barren
from ..tools.decisions.decision import Decision
from ..tools.searching.nearest import with_nearest
from ..tools.wording.wording import Wording
from ..understanding.tokens.cues import cues
from .state import State, Update

_MEANING = ("explain", "meaning", "needs")
"""Cues of who asks what a word or a paper is, and for no goods."""
COVERED = 0.5
"""Of the message's words, those that something is about."""


def found_anyway(decision: Decision, state: State, context: Context) -> Update | None:
    """The turn as a search, where no products are on the table and most of the message's words name goods here; None where it stays as it is."""
    probing, need = state.get("probing"), state["need"]
    empty = barren(decision) == "no guide speaks of it" or (barren(decision) == "nothing near" and state["plan"].answer == "details")
    if probing is None or need is None or not empty or state.get("shown") or state["reading"].references:
        return None
    found = probing.found
    if not found.near or found.covered < COVERED or any(cues(state["text"]).intents.get(cue) for cue in _MEANING):
        return None
    shop, wanted = state["shop"], need.model_copy(update={"query": found.goods})
    left = tuple(("unread", word) for word in found.words.split() if word not in found.goods.split())
    reading = state["reading"].model_copy(
        update={"intent": "search", "topic": "new", "query": found.goods, "asked": (), "notes": (*state["reading"].notes, *left)}
    )
    retrieval = with_nearest(shop.remembered.products(wanted, today=context.today, k=10), wanted, state["text"], shop, context.today)
    wording = Wording(need.language, state["turn"], shop.glossary)
    listed, offers = decide("listing", shop, reading, wanted, retrieval, (), wording, context.today)
    return {"decision": listed, "offers": offers, "reading": reading, "need": wanted, "retrieval": retrieval, "answers": ()}
