"""Lines of a turn log: one per turn and one per rating."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from ...schema.base import Record
from ...schema.proposal import Proposal
from ...schema.rating import Rating, Score
from ...schema.reply import Reply
from ..redaction.redaction import Redaction
from ..transcript import Turn
from .labels import Labels

RECORDS = frozenset({
    "cards", "citations", "comparison", "id", "product_id", "product_ids", "field", "op", "unit", "kind", "intent", "thread_id", "command", "by",
})  # fmt: skip
"""Fields from the catalogue or with our own values; all others may contain the buyer's words and are redacted."""
LOGGED = ("taken", "reading", "plan", "retrieval", "shown", "focus", "shop", "prompted")
"""State fields written by nodes that a line includes."""
PROMPT = "prompt."
"""Prefix of a prompt's name in a turn's `versions`."""
READ, LONGEST = 2_000, 8_000
"""Most characters logged of a message, and of any other text: redaction time grows with length."""
FOUND = 20
"""Retrieved products that a line includes."""


class LoggedTurn(Record):
    """`thread`, `buyer`: pseudonyms. `said` and the reply are redacted. `taken`: the grounded commands with quote and proposer, and notes on the
    rest. `reading`, `plan`: as the intent node wrote them. `found`: retrieved product ids. `shown`: the turn's list. `focus`: products in focus
    afterwards. `ms`: duration of the whole turn, including a slow listener. `versions`: of Daogou, models and prompts; `generation`, `store`: of the
    catalogue."""

    kind: Literal["turn"] = "turn"
    at: datetime
    thread: str
    buyer: str | None = None
    said: str
    reply: Reply
    taken: dict[str, Any] | None = None
    reading: dict[str, Any] | None = None
    plan: dict[str, Any] | None = None
    found: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    ms: float = 0.0
    generation: str = ""
    store: str = ""
    versions: dict[str, str] = {}


class LoggedRating(Record):
    kind: Literal["rating"] = "rating"
    at: datetime
    thread: str
    buyer: str | None = None
    turn: int
    score: Score
    comment: str | None = None


def turn_line(turn: Turn, seen: Mapping[str, Any], ms: float, versions: Mapping[str, str], labels: Labels, clean: Redaction) -> dict[str, Any]:
    """The log line of a turn. `seen`: the LOGGED fields of the state. `clean`: the conversation's redaction, which remembers earlier turns."""
    thread, said = labels.of(turn.reply.thread_id), clean.of(turn.text[:READ])
    taken, reading, plan, retrieval, shown, shop = (seen.get(name) for name in ("taken", "reading", "plan", "retrieval", "shown", "shop"))
    manifest = shop.catalogue.manifest if shop is not None else None
    return {
        "kind": "turn",
        "at": turn.at.isoformat(),
        "thread": thread,
        "buyer": labels.of(turn.buyer) if turn.buyer else None,
        "said": said,
        "reply": _clean({**turn.reply.model_dump(mode="json"), "thread_id": thread}, clean),
        "taken": _clean(_told(taken), clean) if taken is not None else None,
        "reading": _clean(reading.model_dump(mode="json", exclude_defaults=True), clean) if reading is not None else None,
        "plan": _clean(plan.model_dump(mode="json", exclude_defaults=True), clean) if plan is not None else None,
        "found": [one.product_id for one in retrieval.candidates[:FOUND]] if retrieval is not None else [],
        "shown": list(shown[-1].product_ids) if shown else [],
        "focus": list(seen.get("focus") or ()),
        "ms": round(ms, 1),
        "generation": manifest.generation if manifest is not None else "",
        "store": manifest.version if manifest is not None else "",
        "versions": {**versions, **{f"{PROMPT}{name}": version for name, version in (seen.get("prompted") or {}).items()}},
    }


def rating_line(rating: Rating, labels: Labels, clean: Redaction) -> dict[str, Any]:
    return {
        "kind": "rating",
        "at": rating.at.isoformat(),
        "thread": labels.of(rating.thread_id),
        "buyer": labels.of(rating.buyer) if rating.buyer else None,
        "turn": rating.turn,
        "score": rating.score,
        "comment": clean.of(rating.comment) if rating.comment else None,
    }


def _told(taken: Proposal) -> dict[str, Any]:
    """The proposal without defaults, except each command's name."""
    commands = [{"command": one.command, **one.model_dump(mode="json", exclude_defaults=True)} for one in taken.commands]
    return {**taken.model_dump(mode="json", exclude_defaults=True, exclude={"commands"}), "commands": commands}


def _clean(value: Any, clean: Redaction) -> Any:
    if isinstance(value, str):
        return clean.of(value[:LONGEST])
    if isinstance(value, dict):
        return {name: each if name in RECORDS else _clean(each, clean) for name, each in value.items()}
    return [_clean(each, clean) for each in value] if isinstance(value, list) else value
