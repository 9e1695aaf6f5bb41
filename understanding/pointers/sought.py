"""That red one, is there any: what is asked for by its description is looked for, not pointed at."""

from ..tokens.cursor import Message

_RECORDED = ("value", "brand", "common_brand", "certificate", "place", "supplier_kind", "series", "attribute", "measured")


def sought(message: Message) -> Message:
    """`message` with no pointer in 那个红色的有没有, 我老婆那个iPhone 16的有吗; 那个有没有 is one still, and so is what more is asked of."""
    if message.told.asks:
        return message
    hidden: list[int] = []
    for place, token in enumerate(message.tokens):
        if token.has("exists") and _ends(message, place):
            clause = range(_start(message, place), place)
            described = any(message.tokens[each].has(*_RECORDED) for each in clause)
            hidden += [each for each in clause if described and message.tokens[each].value("reference") == "focus"]
    return message.without(hidden)


def _start(message: Message, place: int) -> int:
    return next((each + 1 for each in range(place - 1, -1, -1) if message.tokens[each].has("break")), 0)


def _ends(message: Message, place: int) -> bool:
    after = next((token for token in message.tokens[place + 1 :] if token.text not in ("的", "呀", "啊", "呢", "吗", "嘛")), None)
    return after is None or after.has("break")
