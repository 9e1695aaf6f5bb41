"""A scenario: a conversation in four wordings and the end state that each turn must reach (eval/scenarios/README.md says how to write one)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from ..schema.base import Noun
from ..schema.errors import InputError
from ..schema.evidence import EvidenceKind
from ..schema.reading import Intent, Language

FOLDER = Path(__file__).parent / "scenarios"
Wording = Literal["plain", "typos", "other", "chatty"]
WORDINGS: tuple[Wording, ...] = ("plain", "typos", "other", "chatty")
Asked = Literal["which", "contradiction", "intent", "send", "narrow"]
Refused = Literal["out_of_scope", "chitchat", "impossible"]


class Tap(Noun):
    """A relaxation by its place in the last reply, or the suggestion of a kind: what it says is sent."""

    relaxation: int | None = None
    suggestion: Literal["narrow", "widen", "decide"] | None = None


class Listed(Noun):
    """Products of the list that an earlier turn showed: at `positions` (from the end where negative) or meeting `where`; else all of them."""

    turn: int
    positions: tuple[int, ...] = ()
    where: str = ""


class Against(Noun):
    """A field of each card measured against products shown before; `field` is price, supplier, brand or attr.NAME."""

    field: str
    than: Listed


class Cards(Noun):
    """Of the cards that meet every hard condition: how many, what each must be, and how they stand to what was shown before."""

    min: int = 1
    max: int | None = None
    all: tuple[str, ...] = ()
    ids: Listed | None = None
    none_of: Listed | None = None
    within: Listed | None = None
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    less: Against | None = None
    more: Against | None = None
    other: Against | None = None
    same: Against | None = None


class Inquired(Noun):
    """An inquiry that the turn prepared or changed; what isn't named may be anything."""

    status: Literal["prepared", "sent"] | None = None
    quantity: int | None = None
    target_price: float | None = None
    quotes: int | None = None
    language: Language | None = None
    about: Listed | None = None


class Expect(Noun):
    """What must hold after the turn. Only what is written is checked; a list of intents or categories means any of them."""

    intent: Intent | tuple[Intent, ...] | None = None
    also: tuple[Intent, ...] = ()
    category: str | tuple[str, ...] | None = None
    conditions: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sort: str | tuple[str, ...] | None = None
    quantity: int | None = None
    cards: Cards | None = None
    about: Listed | None = None
    suppliers: Listed | None = None
    comparison: Listed | None = None
    asked: Asked | bool = False
    refused: Refused | None = None
    nothing: bool | Literal["absent"] = False
    inquiries: tuple[Inquired, ...] = ()
    cites: tuple[EvidenceKind, ...] = ()
    mentions: tuple[str, ...] = ()
    language: Language | Literal["any"] | None = None


class Turn(Noun):
    """`say` in the order of WORDINGS, or a `tap`, the same in all."""

    say: tuple[str, ...] = ()
    tap: Tap | None = None
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _four_or_a_tap(self) -> "Turn":
        if (self.tap is None) == (len(self.say) != len(WORDINGS)):
            raise ValueError(f"a turn says {len(WORDINGS)} wordings ({', '.join(WORDINGS)}), or taps")
        return self


class Scenario(Noun):
    """`lang` is that of every wording but `other`."""

    id: str
    lang: Language
    note: str = ""
    turns: tuple[Turn, ...] = Field(min_length=3, max_length=12)
    slice: str = ""

    def language(self, wording: Wording) -> Language:
        return self.lang if wording != "other" else "en" if self.lang == "zh" else "zh"


def scenarios(folder: Path = FOLDER) -> Iterator[Scenario]:
    """Those of every file, in order; a file's name is its slice. Raises InputError that names the file and the scenario."""
    for file in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")) or ():
            try:
                yield Scenario.model_validate({**row, "slice": file.stem})
            except (ValidationError, TypeError) as error:
                raise InputError(f"{file.name}: {row.get('id') if isinstance(row, dict) else row}: {error}") from error
