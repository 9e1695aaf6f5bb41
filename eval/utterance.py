"""Utterances of our own for intents, from templates: `eval/utterances/*.yaml`, a file an intent; its head says how they are written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from ..schema.need import Need
from ..schema.reading import Intent, Language
from ..schema.reference import Shown

FOLDER = Path(__file__).parent / "utterances"
INTENTS: tuple[Intent, ...] = get_args(Intent)
FILLINGS = 3
"""Utterances made of a template with holes."""
_HOLE = re.compile(r"\{(\w+)\}")
_TOPICS = ("婴儿睡袋", "保温杯", "行李箱", "连衣裙", "蓝牙耳机", "毛巾")
_SHOWN = tuple(f"p{number}" for number in range(1, 6))


@dataclass(frozen=True)
class Utterance:
    """`text` means `intent`; `topic` is the category of the list shown before, None where nothing was shown."""

    text: str
    intent: Intent
    language: Language
    template: str
    topic: str | None = None

    @property
    def need(self) -> Need | None:
        return Need(category=self.topic, query=self.topic, language=self.language) if self.topic else None

    @property
    def shown(self) -> tuple[Shown, ...]:
        return (Shown(turn=1, product_ids=_SHOWN, category=self.topic, query=self.topic or ""),) if self.topic else ()


@cache
def utterances() -> tuple[Utterance, ...]:
    """All of them, in the files' order."""
    return tuple(dict.fromkeys(one for intent in INTENTS for one in _of(intent)))


def _of(intent: Intent) -> Iterator[Utterance]:
    places: dict[str, dict[str, str]] = _load(intent)
    for place, languages in places.items():
        for language, lines in languages.items():
            for template in lines.splitlines():
                yield from _filled(template, intent, cast(Language, language), place == "listed")


def _filled(template: str, intent: Intent, language: Language, listed: bool) -> Iterator[Utterance]:
    key = f"{intent}/{language}/{listed}/{template}"
    for number in range(FILLINGS if _HOLE.search(template) else 1):
        topic = _TOPICS[_draw(f"{key}/{number}/topic", len(_TOPICS))] if listed else None
        yield Utterance(_filled_in(template, f"{key}/{number}", _load("fillers")[language], topic), intent, language, template, topic)


def _filled_in(template: str, key: str, fillers: Mapping[str, Sequence[str]], topic: str | None) -> str:
    """The template's holes filled, always alike for the same key."""

    def one(hole: re.Match[str]) -> str:
        values = [value for value in fillers[hole[1]] if hole[1] != "thing" or _other(value, topic)]
        return values[_draw(f"{key}/{hole[1]}/{hole.start()}", len(values))]

    return _HOLE.sub(one, template)


def _other(thing: str, topic: str | None) -> bool:
    """Whether `thing` is another one than what the list shows."""
    fillers = _load("fillers")
    known = dict(zip(fillers["en"]["thing"], fillers["zh"]["thing"], strict=True))
    return bool(known.get(thing, thing) != topic)


def _draw(key: str, count: int) -> int:
    """A number below `count`, always the same for the same key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) % count


@cache
def _load(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))
