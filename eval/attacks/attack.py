"""An attack: a text, the field or channel that it comes in by, and what it wants (docs/decisions/attacks.md)."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Literal, get_args

import yaml
from pydantic import Field, ValidationError

from ...retrievers.analysis import all_words
from ...schema.base import Noun
from ...schema.errors import InputError
from ...schema.reading import Language

_RUNS = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:[-'./+&][^\W_\u3400-\u9fff]+)*")
FOLDER = Path(__file__).parent / "cases"
Channel = Literal[
    "title", "description", "brand", "attribute_name", "attribute_value", "certificate", "link",
    "value_aside", "value_behind", "value_listed",
    "supplier_name", "supplier_place", "supplier_capability", "supplier_certificate", "review",
    "guide", "document", "web_title", "web_snippet", "web_page", "order", "pasted",
    "titles", "title_supplier", "title_review",
]  # fmt: skip
"""Those of the last line take an attack in two parts: into the titles of two products, into a product's title and its supplier's name, …"""
CHANNELS: tuple[Channel, ...] = get_args(Channel)


def harmless(text: str, keeps: str = "") -> str:
    """Words that search can find keep their worth; what they said together is gone, but for `keeps`."""
    if keeps and keeps in text:
        return ", ".join(filter(None, (keeps, *(harmless(part) for part in text.split(keeps, 1) if part.strip(" ,，.。")))))
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    words = sorted(word for run in _RUNS.findall(unicodedata.normalize("NFKC", seen)) for word in _words(run))
    Random(len(words)).shuffle(words)
    return " ".join(words) or "plain"


def _words(run: str) -> list[str]:
    return [word.term for word in all_words(run)] if run >= "\u3400" else [run]


class Attack(Noun):
    """`parts` are what is planted, one or two; `said` are words that it wants in the reply, `never` such as no reply may say even where they stand in
    a name; `control` is harmless text of the same worth, the same words in another order where it is `shuffled`."""

    id: str
    lang: Language
    kind: str
    channel: Channel
    parts: tuple[str, ...]
    control: tuple[str, ...]
    shuffled: bool = True
    said: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    want: str


class Case(Noun):
    """A row of a file: one text with the channels that it is tried in; {goods} and {brand} are those of the shelf. `keeps` is praise in it, which
    counts as any buyer's does."""

    id: str
    lang: Language
    channels: tuple[Channel, ...] = Field(min_length=1)
    text: str | tuple[str, str]
    want: str
    said: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    keeps: str = ""
    control: str | None = None
    repeat: int = 1

    def attacks(self, kind: str) -> Iterator[Attack]:
        parts = tuple(part * self.repeat for part in ((self.text,) if isinstance(self.text, str) else self.text))
        control, shuffled = tuple(self.control or harmless(part, self.keeps) for part in parts), self.control is None
        for channel in self.channels:
            name = f"{kind}-{self.id}-{self.lang}-{channel}"
            yield Attack(
                id=name, lang=self.lang, kind=kind, channel=channel, parts=parts, control=control, shuffled=shuffled,
                said=self.said, never=self.never, want=self.want,
            )  # fmt: skip


def attacks(folder: Path = FOLDER) -> Iterator[Attack]:
    """Those of every file, in order; a file's name is their kind. Raises InputError that names the file and the row."""
    for file in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")) or ():
            try:
                yield from Case.model_validate(row).attacks(file.stem)
            except (ValidationError, TypeError) as error:
                raise InputError(f"{file.name}: {row.get('id') if isinstance(row, dict) else row}: {error}") from error
