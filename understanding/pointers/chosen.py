"""The one of what was shown that a question asks for: which of these is the cheapest, 这几款里哪个最便宜."""

from collections.abc import Sequence

from ...schema.reference import Reference
from ..tokens.cursor import Message
from ..tokens.found import Gathered
from ..tokens.token import Token

_TOLD = ("price", "moq", "rating")
"""What is told of a product whatever is asked."""


def chosen(gathered: Gathered, message: Message) -> None:
    """In place of a wish for the order among all that was shown."""
    listed = gathered.references
    _among_all(gathered, message)
    if listed != gathered.references or any(_scoped(token) or "all" in token.values("reference") for token in message.tokens):
        gathered.references = [each.model_copy(update={"within": each.kind == "extreme"}) for each in gathered.references]


def _among_all(gathered: Gathered, message: Message) -> None:
    listed = gathered.references
    if not message.shown or "which" not in message.told.intents or gathered.conditions:
        return
    if len(listed) == 2 and listed[1].kind == "extreme" and not listed[1].count and _whole(listed[0], message):
        gathered.references = [listed[1].model_copy(update={"place": listed[0].place})]  # 这几款哪个容量最大
    if len(gathered.sort) != 1:
        return
    if "reviews" in message.told.asks:
        return  # who has the best reviews is a choice
    scoped = not listed and any(_scoped(token) for token in message.tokens)
    if scoped or (len(listed) == 1 and _whole(listed[0], message)):
        place = listed[0].place if listed else None
        gathered.references = [Reference(kind="extreme", sort=gathered.sort.pop(), text=message.text, place=place)]


def asked_by(references: Sequence[Reference]) -> tuple[str, ...]:
    """What the one is chosen by: 哪个卖得最好 asks how much it sells."""
    fields = tuple((each.sort or "price").removeprefix("-") for each in references if each.kind == "extreme")
    return fields if len(fields) == 1 and fields[0] not in _TOLD and not fields[0].startswith("attr.") else ()


def _scoped(token: Token) -> bool:
    return token.has("scope") and len(token.text) > 1


def _whole(reference: Reference, message: Message) -> bool:
    return reference.kind == "all" and not reference.excluding and reference.count in (0, len(message.shown[-1].product_ids))
