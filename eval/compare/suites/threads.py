"""Threads: conversations that were held, proposed as cases with the end state that they had, and played once a person has confirmed them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ....memory.redaction.redaction import Redaction
from ....memory.transcripts import Turn
from ....schema.base import Noun
from ....schema.condition import Condition
from ....schema.errors import InputError
from ....schema.reading import Language
from ....schema.reply import Reply
from ....understanding.ledger.where import parse_where
from ...scenario import Expect
from ...texts import text_of
from ..cases import Case, Slices, hashed
from ..suite import NOW
from .scenarios import Scenarios

FOLDER = Path(__file__).parents[2] / "threads"
KEPT = FOLDER / "kept.yaml"
HEAD = """# Conversations that were held, as cases of the suite `threads` (`daogou eval case THREAD`). One is played once a person has confirmed
# what it expects, which is what it had, right or wrong, and has taken the line `proposed: true` out. eval/scenarios/README.md tells of the keys.
"""
TELLING = ("category", "conditions", "quantity", "cards", "asked", "refused", "sort")


class Said(Noun):
    say: str
    expect: Expect = Expect()


class Held(Noun):
    """A conversation in one wording. `proposed`: nobody has confirmed what it expects."""

    id: str
    lang: Language
    note: str = ""
    proposed: bool = False
    turns: tuple[Said, ...]


def rows_of(text: str, file: Path) -> list[dict[str, Any]]:
    """The cases that are written in `file`. Raises InputError where it holds something else."""
    try:
        rows = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise InputError(f"{file} can't be read as cases: {' '.join(str(error).split())}.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
        raise InputError(f"{file} holds no list of cases, each with an id.")
    return rows


def held_in(file: Path) -> Iterator[Held]:
    """Raises InputError that names the case, or says that there is no such file."""
    for row in rows_of(text_of(file, "name a YAML file of cases"), file):
        try:
            yield Held.model_validate(row)
        except ValidationError as error:
            raise InputError(f"{file.name}: {row.get('id') if isinstance(row, dict) else row}: {error}") from error


class Threads(Scenarios):
    name = "threads"

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def cases(self) -> Iterator[Case]:
        for file in sorted(self._folder.glob("*.yaml")):
            for held in held_in(file):
                if not held.proposed:
                    script = {"now": NOW, "turns": [turn.say for turn in held.turns]}
                    slices: Slices = {"language": (held.lang,), "owner": (file.stem,)}
                    yield Case(held.id, self.name, script, file.stem, f"eval/threads/{file.name}", slices, held.id, held)


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
    need, hard = reply.need, {one.name for one in reply.need.hard}
    meeting = any(not hard & {*card.failed, *card.unknown} for card in reply.cards)
    found = {
        "also": list(reply.also), "category": need.category, "conditions": [name for one in need.active for name in _written(one)],
        "quantity": need.quantity, "sort": need.sort[0] if need.sort else None, "asked": bool(reply.question),
        "cards": ({"min": 1} if meeting else {"min": 0, "max": 0}) if reply.cards else None,
        "refused": reply.intent if reply.intent == "out_of_scope" else None,
    }  # fmt: skip
    return {"intent": reply.intent, **{name: value for name, value in found.items() if value}}


def _written(condition: Condition) -> Iterator[str]:
    """As `--where` writes it; nothing where it can't."""
    with suppress(InputError):
        parse_where(condition.name)
        yield condition.name if condition.hard else f"~{condition.name}"


def add(row: dict[str, Any], file: Path = KEPT) -> None:
    """At the file's end, which is made where it isn't there. Raises InputError where the case stands in it already."""
    text = text_of(file, "name a YAML file of cases, or a new one") if file.exists() else HEAD
    known = rows_of(text, file)
    if any(one["id"] == row["id"] for one in known):
        raise InputError(f"{file} has this conversation already, as {row['id']}.")
    file.parent.mkdir(parents=True, exist_ok=True)
    written = yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=140)
    file.write_text(text.rstrip("\n") + "\n" + written, "utf-8")
