"""External search: passages from outside the catalogue's records, asked for by the need and never by the message."""

from ..retrievers.search import SearchRequest
from ..schema.context import Context
from .state import State, Update
from .work import Send


def external_search(state: State, context: Context, send: Send) -> Update:
    shop, need, plan = state["shop"], state["need"], state["plan"]
    assert need is not None
    category = None if plan.answer == "knowledge" else need.category
    request = SearchRequest(query=_query(state), language=need.language, category=category, topics=plan.topics, limit=20)
    return {"passages": shop.remembered.passages(request, need).pieces}


def _query(state: State) -> str:
    """The need's words and wishes; no name, no thread, nothing that only the message has."""
    need, reading = state["need"], state["reading"]
    assert need is not None
    if state["plan"].answer == "knowledge":
        return reading.query  # the term asked about, and no other word of the message
    named = [str(condition.value) for condition in state["reading"].supposed if condition.field == "brand"]
    wishes = [str(condition.value) for condition in need.active if condition.field.startswith("attr.") and isinstance(condition.value, str)]
    return " ".join(part for part in (need.category or "", need.query, *wishes, *named) if part)
