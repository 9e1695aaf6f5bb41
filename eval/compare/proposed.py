"""A case proposed from a stored conversation: its words, and the end states that it had, for a person to confirm."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from ...memory.redaction.redaction import Redaction
from ...memory.transcripts import Turn
from ...schema.condition import Condition
from ...schema.errors import InputError
from ...schema.reply import Reply
from ...understanding.ledger.where import parse_where
from ..texts import text_of
from .folders import hashed
from .suites.threads import rows_of

KEPT = Path(__file__).parent.parent / "threads" / "kept.yaml"
HEAD = """# Conversations that were held, as cases of the suite `threads` (`daogou eval case THREAD`). One is played once a person has confirmed
# what it expects, which is what it had, right or wrong, and has taken the line `proposed: true` out. eval/scenarios/README.md tells of the keys.
"""
TELLING = ("category", "conditions", "quantity", "cards", "asked", "refused", "sort")


def propose(turns: Sequence[Turn], number: int | None, note: str = "", bare: bool = False) -> dict[str, Any]:
    """`number`: only what that turn ended in is expected, the turns before it set the scene. Raises InputError where there is nothing to expect,
    unless a person shall say what should have been (`bare`)."""
    if number is not None and not 1 <= number <= len(turns):
        raise InputError(f"The conversation has {len(turns)} turns, none of the number {number}.")
    told = turns[: number or len(turns)]
    rows: list[dict[str, Any]] = []
    redacted = Redaction(told[0].buyer and (told[0].buyer, told[0].reply.thread_id) or ()).of
    for turn in told:
        scene = number is not None and turn is not told[-1]
        rows.append({"say": redacted(turn.text)} if scene else {"say": redacted(turn.text), "expect": expected(turn.reply)})
    if not bare and not any(set(row.get("expect", ())) & set(TELLING) for row in rows):
        raise InputError("Nothing came of that conversation that a case could expect: no category, condition, card or question.")
    known = hashed(*(str(row["say"]) for row in rows))
    row = {"id": f"thread-{known[:10]}", "lang": told[0].reply.language, "proposed": True, "note": redacted(note)}
    return {**{name: value for name, value in row.items() if value != ""}, "turns": rows}


def expected(reply: Reply) -> dict[str, Any]:
    """The end state of a turn, as a scenario expects it."""
    need, found = reply.need, dict[str, Any]()
    found["intent"] = reply.intent
    if reply.also:
        found["also"] = list(reply.also)
    if need.category:
        found["category"] = need.category
    if conditions := [name for one in need.active if (name := _written(one))]:
        found["conditions"] = conditions
    if need.quantity:
        found["quantity"] = need.quantity
    if need.sort:
        found["sort"] = need.sort[0]
    if reply.cards:
        hard = {one.name for one in need.hard}
        found["cards"] = {"min": 1} if any(not hard & {*card.failed, *card.unknown} for card in reply.cards) else {"min": 0, "max": 0}
    if reply.question:
        found["asked"] = True
    if reply.intent == "out_of_scope":
        found["refused"] = reply.intent
    return found


def _written(condition: Condition) -> str:
    """As `--where` writes it; "" where it can't."""
    try:
        parse_where(condition.name)
    except InputError:
        return ""
    return condition.name if condition.hard else f"~{condition.name}"


def add(row: dict[str, Any], file: Path = KEPT) -> None:
    """At the file's end, which is made where it isn't there. Raises InputError where the case stands in it already."""
    text = text_of(file, "name a YAML file of cases, or a new one") if file.exists() else HEAD
    known = rows_of(text, file)
    if any(one["id"] == row["id"] for one in known):
        raise InputError(f"{file} has this conversation already, as {row['id']}.")
    file.parent.mkdir(parents=True, exist_ok=True)
    written = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=140)
    file.write_text(text.rstrip("\n") + "\n" + written, "utf-8")
