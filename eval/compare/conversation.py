"""Conversations of a side: said turn by turn, seen as expectations see them, their slices, their form, and what they showed."""

import re
from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

from pydantic import ValidationError

from ...catalogue.catalogue import Catalogue
from ...nodes.state import State
from ...schema.reading import Language
from ...schema.reference import Shown
from ...schema.reply import Reply
from ..scenario import Seen
from .cases import Answers, Case, Slices
from .player import Player
from .suite import Swaps

SHORT, LONG = 12, 40
CARDS = 5
_NUMBERED = re.compile(r"\[(\d{1,2})\]")
_HOLES = re.compile(r"\{\w*\}|[:：¥(（] ?None\b|\bnan\b|\bundefined\b")


def converse(case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers:
    """The script has `now` and `turns`, each a text or a tap. A tap on what isn't there ends it."""
    script, thread, answers = case.script, f"play-{uuid4().hex}", Answers()
    for number, turn in enumerate(script["turns"]):
        text = turn if isinstance(turn, str) else tapped(turn, answers)
        if text is None:
            answers.append({"said": "", "lost": f"there is nothing to tap: {turn}"})
            break
        asked: dict[str, Any] = {"thread": thread, "text": text, "now": script["now"], "record": record}
        asked["swaps"] = dict(swaps[number]) if number < len(swaps) else {}
        answers.append({"said": text, **player.ask("say", **asked)})
    return answers


def tapped(tap: dict[str, Any], answers: Sequence[dict[str, Any]]) -> str | None:
    """The words that a tap on the last reply sends."""
    reply = answers[-1]["reply"]
    if (place := tap.get("relaxation")) is not None:
        found = reply["relaxations"]
        return found[place - 1]["say"] or None if place <= len(found) else None
    return next((one["text"] for one in reply["suggestions"] if one["kind"] == tap["suggestion"]), None)


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
    found |= {"intent": (reply["intent"],), "conditions": (str(len(active)) if len(active) < 4 else "4+",)}
    found["field"] = tuple(sorted({"attribute" if one["field"].startswith("attr.") else one["field"] for one in active}))
    return {**found, "goods": (need["category"],) if need.get("category") else ()}


def length(said: str) -> str:
    """Chinese says in one character what English says in three or four letters."""
    letters = sum(1.0 if char >= "\u3400" else 0.3 for char in said)
    return "short" if letters <= SHORT else "medium" if letters <= LONG else "long"


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


def shown(reply: dict[str, Any] | None) -> dict[str, Any]:
    """Conditions in force and the cards that a buyer sees at first, to be read."""
    if reply is None:
        return {}
    held = [one for one in reply["need"]["conditions"] if one["status"] in ("current", "inherited", "inferred")]
    conditions = [f"{'' if one['hard'] else '~'}{one['field']}{one['op']}{one['value']} ({one['status']})" for one in held]
    cards = []
    for card in reply["cards"][:CARDS]:
        notes = [f"{name}: {', '.join(card[name])}" for name in ("failed", "unknown") if card.get(name)]
        price = f"{card['price']} {card['currency']}, MOQ {card['moq']}"
        cards.append({"id": card["product_id"], "title": card["title"], "note": "; ".join((price, *notes))})
    return {"conditions": conditions, "cards": cards}
