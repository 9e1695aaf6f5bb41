"""The one of what was shown that a question asks for: which of these is the cheapest, 这几款里哪个最便宜."""

from ...schema.reference import Reference
from ..tokens.cursor import Message
from ..tokens.found import Gathered


def chosen(gathered: Gathered, message: Message) -> None:
    """In place of a wish for the order among all that was shown."""
    listed = gathered.references
    if not message.shown or "which" not in message.told.intents or len(gathered.sort) != 1 or gathered.conditions:
        return
    if "reviews" in message.told.asks:
        return  # who has the best reviews is a choice
    scoped = not listed and any(token.has("scope") and len(token.text) > 1 for token in message.tokens)
    whole = len(listed) == 1 and listed[0].kind == "all" and listed[0].count in (0, len(message.shown[-1].product_ids))
    if scoped or (whole and not listed[0].excluding):
        place = listed[0].place if listed else None
        gathered.references = [Reference(kind="extreme", sort=gathered.sort.pop(), text=message.text, place=place)]
