"""What the buyer says that somebody is allergic to: goods must be without it, whatever a reader took the words for."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..schema.command import AnyCommand, Drop, Tell, Want


def without_allergens(commands: Sequence[AnyCommand], text: str) -> tuple[AnyCommand, ...]:
    """The commands with each allergen that `text` names barred, as a must, also where it is a part of what goods are of; whatever else was
    proposed of it is left out."""
    named = allergens(text)
    if not named:
        return tuple(commands)
    found: list[AnyCommand] = []
    for one in commands:
        if isinstance(one, Tell) and isinstance(one.value, str) and any(_has(one.value, thing) for thing in named):
            one = one.model_copy(update={"fact": "said"})  # which wishes for nothing
        elif _of_one(one, named):
            continue
        found.append(one)
    return (*found, *(Want(op="not_contains", value=thing, by="reader") for thing in named))


def allergens(text: str) -> tuple[str, ...]:
    """The things, in the buyer's words, as they stand."""
    found: list[str] = []
    for match in _before().finditer(text):
        end = _end().search(text, match.end())
        row = text[match.end() : end.start() if end else len(text)]
        found += re.split(_table()["joint"]["en"], row)
    for pattern, joint in _around():
        for match in pattern.finditer(text):
            found += re.split(joint, match["thing"])
    things = (one.strip() for one in found if any(map(str.isalnum, one)))
    return tuple(dict.fromkeys(thing for thing in things if thing.casefold() not in _table()["none"]))


def _of_one(command: AnyCommand, named: Sequence[str]) -> bool:
    """Whether it is a condition, or the end of one, on an allergen."""
    if not isinstance(command, (Want, Drop)) or not isinstance(command.value, (str, tuple)):
        return False
    values = tuple(map(str, command.value)) if isinstance(command.value, tuple) else (command.value,)
    return any(_has(thing, value) or _has(value, thing) for thing in named for value in values)


def _has(text: str, part: str) -> bool:
    """Whether it stands in the text, in Latin letters as whole words: a size M is no mohair."""
    text, part = text.casefold(), part.casefold().strip()
    return bool(part) and (re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None if part.isascii() else part in text)


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("allergens.yaml").read_text("utf-8"))
    return loaded


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['before']['en'])})\s+", re.IGNORECASE)


@cache
def _around() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each with what parts several things."""
    rows = _table()["around"].items()
    return tuple((re.compile(pattern, re.IGNORECASE), _table()["joint"][language]) for language, patterns in rows for pattern in patterns)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(_table()["end"]["en"], re.IGNORECASE)
