"""What a reply by itself tells of an expectation: a patrol has neither the server's records nor its state."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from ...schema.condition import Condition
from ...schema.reply import Card, Reply
from ..compare.form import malformed
from ..scenario import Cards, Expect

Look = Callable[[Reply, Any], str | None]
"""None where it holds, else what was found instead."""


def missed(reply: Reply, expect: Expect, language: str) -> Iterator[str]:
    """What doesn't hold of it, and what never may."""
    wanted = {"language": language, **{name: getattr(expect, name) for name in expect.model_fields_set}}
    for name, value in wanted.items():
        if name in LOOKS and (got := LOOKS[name](reply, value)) is not None:
            yield f"{name}: {_spelled(value)}, got {got}"
    yield from (f"form: {each}" for each in malformed({"reply": reply.model_dump(mode="json")}))
    yield from (f"conditions broken: {card.product_id} {name}" for card in reply.cards for name in _over(card, reply))


def unseen(expect: Expect) -> set[str]:
    """The expectations that only records or state could tell."""
    hidden = {name for name in expect.model_fields_set if name not in LOOKS}
    return hidden | ({"cards"} if expect.cards is not None and expect.cards.model_fields_set - {"min", "max"} else set())


def meeting(reply: Reply) -> list[Card]:
    hard = {one.name for one in reply.need.hard}
    return [card for card in reply.cards if not hard & {*card.failed, *card.unknown}]


def _over(card: Card, reply: Reply) -> Iterator[str]:
    """Bounds of price that the card's own price breaks without owning up to it."""
    for one in reply.need.hard:
        same = one.unit in (None, card.currency)
        if one.field == "price" and one.name not in (*card.failed, *card.unknown) and same and not _within(card.price, one):
            yield one.name


def _within(stated: str | None, bound: Condition) -> bool:
    """A price that isn't stated meets no bound."""
    if stated is None:
        return False
    price, value = Decimal(stated), Decimal(str(bound.value))
    return {"<": price < value, "<=": price <= value, ">": price > value, ">=": price >= value}.get(bound.op, True)


def _one_of(got: object, wanted: object) -> str | None:
    return None if got == wanted or isinstance(wanted, tuple) and got in wanted else str(got)


def _conditions(reply: Reply, wanted: tuple[str, ...]) -> str | None:
    named = {("" if one.hard else "~") + one.name for one in reply.need.active}
    left = set(named)
    for text in wanted:
        found = {each.strip() for each in text.removeprefix("?").split("|")} & left
        if not found and not text.startswith("?"):
            return ", ".join(sorted(named)) or "none"
        left -= found
    return ", ".join(sorted(named)) if left else None


def _has(reply: Reply, wanted: tuple[str, ...]) -> str | None:
    named = {("" if one.hard else "~") + one.name for one in reply.need.active}
    return None if all({each.strip() for each in text.split("|")} & named for text in wanted) else ", ".join(sorted(named)) or "none"


def _cards(reply: Reply, wanted: Cards) -> str | None:
    count = len(meeting(reply))
    return None if wanted.min <= count <= (wanted.max if wanted.max is not None else count) else f"{count} cards that meet all"


def _refused(reply: Reply, wanted: str | None) -> str | None:
    offered = bool(reply.cards or reply.comparison or reply.inquiries)
    right = reply.intent == wanted if wanted != "impossible" else reply.intent not in ("out_of_scope", "chitchat")
    return None if right and not offered else f"{reply.intent} with {len(reply.cards)} cards"


def _sort(reply: Reply, wanted: object) -> str | None:
    return _one_of(reply.need.sort[0] if reply.need.sort else None, wanted)


def _cites(reply: Reply, wanted: tuple[str, ...]) -> str | None:
    kinds = {citation.kind for citation in reply.citations}
    return None if set(wanted) <= kinds else ", ".join(sorted(kinds)) or "none"


def _spelled(value: Any) -> str:
    if hasattr(value, "model_dump"):
        return str(value.model_dump(exclude_unset=True))
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


LOOKS: dict[str, Look] = {
    "intent": lambda reply, wanted: _one_of(reply.intent, wanted),
    "also": lambda reply, wanted: None if sorted(reply.also) == sorted(wanted) else str(reply.also),
    "category": lambda reply, wanted: _one_of(reply.need.category, wanted),
    "quantity": lambda reply, wanted: _one_of(reply.need.quantity, wanted),
    "conditions": _conditions,
    "has": _has,
    "lacks": lambda reply, wanted: next((one.name for one in reply.need.active if one.field in wanted), None),
    "sort": _sort,
    "cards": _cards,
    "asked": lambda reply, wanted: None if bool(wanted) == bool(reply.question) else f"question: {reply.question}",
    "refused": _refused,
    "cites": _cites,
    "language": lambda reply, wanted: None if wanted == "any" else _one_of(reply.language, wanted),
}
