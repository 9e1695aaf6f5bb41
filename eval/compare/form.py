"""Form: whether a reply is of the shape that it must have, whatever it says."""

import re
from typing import Any

from .heard import reply_of

_NUMBERED = re.compile(r"\[(\d{1,2})\]")
_HOLES = re.compile(r"\{\w*\}|[:：¥(（] ?None\b|\bnan\b|\bundefined\b")


def malformed(answer: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong with it; empty where it is well formed."""
    reply = reply_of(answer)
    if reply is None:
        return ("the reply isn't of the schema",)
    numbers = {citation.n for citation in reply.citations}
    checks = {
        "the text is empty": not reply.text.strip(),
        "a number in the text cites nothing": any(int(found) not in numbers for found in _NUMBERED.findall(reply.text)),
        "a citation has no quote": any(not citation.quote.strip() for citation in reply.citations),
        "two citations have one number": len(numbers) != len(reply.citations),
        "a place was left unfilled": bool(_HOLES.search(reply.text)),
        "more than three suggestions": len(reply.suggestions) > 3,
        "a product stands on two cards": len({card.product_id for card in reply.cards}) != len(reply.cards),
    }
    return tuple(said for said, wrong in checks.items() if wrong)
