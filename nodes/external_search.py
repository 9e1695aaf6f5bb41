"""External search: passages from outside the catalogue's records, asked for by the need and never by the message."""

from time import monotonic

from ..retrievers.outside.guides import SURE
from ..schema.context import Context
from ..tools.facts.answering import is_general
from ..tools.searching.queries import questions
from .state import State, Update
from .work import Send

_SHARE = 0.9
"""Of the node's time, when the ranking of what pages answer must be done."""


def external_search(state: State, context: Context, send: Send) -> Update:
    shop, need, plan = state["shop"], state["need"], state["plan"]
    assert need is not None
    ends = monotonic() + shop.settings.search_timeout_s * _SHARE
    found = shop.remembered.passages(questions(shop, need, state["reading"], plan), need)
    told = any(piece.line and piece.sure >= SURE and not is_general(piece) for piece in found.pieces)  # a guide or document answers
    if told or plan.answer != "knowledge" or not plan.question or all(piece.kind != "web" for piece in found.pieces):
        return {"passages": found.pieces, "missing": found.missing}
    ranked = shop.passages.answered(found.pieces, plan.question, need.language, ends - monotonic())
    late = () if ranked.whole or "pages" in found.missing else ("pages",)
    return {"passages": ranked.pieces, "missing": (*found.missing, *late)}
