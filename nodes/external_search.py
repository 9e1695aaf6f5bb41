"""External search: passages from outside the catalogue's records, asked for by the need and never by the message."""

from ..schema.context import Context
from ..tools.searching.queries import questions
from .state import State, Update
from .work import Send


def external_search(state: State, context: Context, send: Send) -> Update:
    shop, need = state["shop"], state["need"]
    assert need is not None
    plan = state["plan"]
    found = shop.remembered.passages(questions(shop, need, state["reading"], plan), need)
    if not plan.question:
        return {"passages": found.pieces, "missing": found.missing}
    return {"passages": shop.passages.answered(found.pieces, plan.question, need.language), "missing": found.missing}
