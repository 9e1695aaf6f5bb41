"""A played conversation as expectations see it, and the slices that a turn of it falls into."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from pydantic import ValidationError

from ...catalogue.catalogue import Catalogue
from ...nodes.state import State
from ...schema.reading import Language
from ...schema.reference import Shown
from ...schema.reply import Reply
from ..seen import Seen
from .case import Slices

SHORT, LONG = 12, 40


def reply_of(answer: dict[str, Any]) -> Reply | None:
    """None where it is none by the schema."""
    try:
        return Reply.model_validate({"thread_id": "", **answer["reply"]})
    except (ValidationError, KeyError):
        return None


def seen(answers: Sequence[dict[str, Any]], catalogue: Catalogue, now: str, language: Language) -> Seen | None:
    """After the last of `answers`; None where one of them holds no reply."""
    replies = [reply_of(answer) for answer in answers]
    if None in replies or not answers:
        return None
    told = answers[-1]["state"]
    shown = [Shown(turn=one["turn"], product_ids=tuple(one["product_ids"])) for one in told["shown"]]
    pending = SimpleNamespace(kind=told["pending"]) if told["pending"] else None
    state = cast(State, {"shown": shown, "focus": tuple(told["focus"]), "pending": pending})
    return Seen(catalogue, datetime.fromisoformat(now).date(), language, cast("list[Reply]", replies), state)


def slices_of(said: str, number: int, reply: dict[str, Any] | None) -> Slices:
    """What a turn tells by itself: its number, length, and what the reply took it for."""
    found: Slices = {"turn": (str(number) if number < 5 else "5+",), "length": (length(said),)}
    if reply is None:
        return found
    need = reply["need"]
    active = [one for one in need["conditions"] if one["status"] in ("current", "inherited")]
    fields = sorted({_field(one["field"]) for one in active})
    return {
        **found,
        "intent": (reply["intent"],),
        "conditions": (str(len(active)) if len(active) < 4 else "4+",),
        "field": tuple(fields),
        "goods": (need["category"],) if need.get("category") else (),
    }


def length(said: str) -> str:
    """Chinese says in one character what English says in three or four letters."""
    letters = sum(1.0 if char >= "\u3400" else 0.3 for char in said)
    return "short" if letters <= SHORT else "medium" if letters <= LONG else "long"


def _field(name: str) -> str:
    return "attribute" if name.startswith("attr.") else name
