"""A reply for a shared link: without what is known of its owner from elsewhere."""

import re

from ..schema.need import Need
from ..schema.reply import Card, Comparison, Reply

_LETTER = re.compile(r"(?:^[^\n>]*[:：]\s*\n)?(?:^>.*(?:\n|$))+", re.MULTILINE)
"""A quoted letter with its introducing line; the page's `withoutLetters` matches the same."""
_MARK = re.compile(r"\[(\d+)\]")


def public_reply(reply: Reply) -> Reply:
    """The reply with what anybody with the link may see.

    Left out: the conversation's id and follow-ups; conditions, criteria and lines from the buyer's profile or orders, with products cited only there;
    and letters to suppliers, in which the buyer gives personal details.
    """
    own = tuple(one for one in reply.need.conditions if one.origin == "said")
    known = [one for one in reply.need.conditions if one.origin == "profile"]
    hidden = {one.name for one in known} - {one.name for one in own}
    text = _said(reply, [one.text for one in known if one.text])
    numbers, before = _marks(text), _marks(reply.text)
    gone = {each.ref for each in reply.citations if each.n in before - numbers} - {each.ref for each in reply.citations if each.n in numbers}
    need = reply.need
    return Reply(
        thread_id="",
        turn=reply.turn,
        language=reply.language,
        intent=reply.intent,
        need=Need(category=need.category, query=need.query, quantity=need.quantity, language=need.language, conditions=own, currency=need.currency),
        text=text,
        cards=tuple(_judged(card, hidden) for card in reply.cards if card.product_id not in gone),
        criteria=tuple(one for one in reply.criteria if not hidden.intersection(one.conditions)),
        comparison=_without(reply.comparison, gone),
        citations=tuple(each for each in reply.citations if each.n in numbers or each.n not in before),
    )


def _said(reply: Reply, known: list[str]) -> str:
    """The text without private lines. `known`: words of the profile, which no line may repeat."""
    text = _LETTER.sub("", reply.text) if reply.inquiries else reply.text
    lines = [line for line in text.split("\n") if line not in reply.private and not any(words in line for words in known)]
    return "\n".join(lines).strip("\n") if len(lines) < len(reply.text.split("\n")) else text


def _marks(text: str) -> set[int]:
    return {int(number) for number in _MARK.findall(text)}


def _judged(card: Card, hidden: set[str]) -> Card:
    verdicts = {kind: tuple(name for name in getattr(card, kind) if name not in hidden) for kind in ("met", "failed", "unknown")}
    return card.model_copy(update=verdicts)


def _without(comparison: Comparison | None, gone: set[str]) -> Comparison | None:
    return None if comparison is None or gone.intersection(comparison.product_ids) else comparison
