"""Table cells: a word in both languages, with its price factor, its weight and when it applies.

A cell is written `中文|English|factor|weight @ attribute>=value`; everything after the Chinese may be left out.
A cell with a Chinese and an English sentence has four parts: `标题词|Title word|句子。|Sentence.`
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

Scalar = str | int | float
Value = Scalar | list[Scalar]
TABLES = Path(__file__).parent / "tables"
_SLOT = re.compile(r"\{(\w+)\}")
_WHEN = re.compile(r"^(\w+)(<=|>=|!=|=)(.+)$")


class TableError(ValueError):
    """A table has content that the generator can't read; the message says which."""


@dataclass(frozen=True)
class When:
    """A condition on a product's attributes; a missing attribute never meets it."""

    field: str
    op: str
    value: str

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read `tog<=1` or `season=冬`. Raises TableError for anything else."""
        found = _WHEN.match(text.strip())
        if not found:
            raise TableError(f"not a condition: {text!r} (write e.g. tog<=1 or season=冬)")
        return cls(found[1], found[2], found[3].strip())

    def holds(self, values: Mapping[str, Value]) -> bool:
        """True if some value of the attribute meets the condition, or all joined do (`season=春夏秋冬`)."""
        if self.field not in values:
            return False
        have = values[self.field]
        items = have if isinstance(have, list) else [have]
        if self.op in ("=", "!="):
            words = [str(item) for item in items]
            return (self.value in words or self.value == "".join(words)) == (self.op == "=")
        numbers = [float(item) for item in items if not isinstance(item, str)]
        bound = float(self.value)
        return any(n <= bound if self.op == "<=" else n >= bound for n in numbers)


@dataclass(frozen=True)
class Cell:
    """One table cell: its parts as written, and the condition under which it may be used."""

    parts: tuple[str, ...]
    when: When | None = None

    @classmethod
    def parse(cls, raw: object) -> "Cell":
        """Read a cell as the module's docstring describes it."""
        text, at, condition = str(raw).partition(" @ ")
        return cls(tuple(part.strip() for part in text.split("|")), When.parse(condition) if at else None)

    @property
    def zh(self) -> str:
        return self.parts[0]

    @property
    def en(self) -> str:
        return self.parts[1] if len(self.parts) > 1 and self.parts[1] else self.parts[0]

    def number(self, index: int) -> float:
        """The part at `index` as a number; 1.0 if it is missing."""
        return float(self.parts[index]) if len(self.parts) > index and self.parts[index] else 1.0

    def fits(self, values: Mapping[str, Value]) -> bool:
        return self.when is None or self.when.holds(values)


def cells(raw: Sequence[object]) -> tuple[Cell, ...]:
    """Read a list of cells."""
    return tuple(Cell.parse(item) for item in raw)


def scalar(text: str) -> Scalar:
    """The number that the text is, else the text: `2.5` -> 2.5, `纯棉` -> `纯棉`."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def fill(template: str, slots: Mapping[str, str]) -> str | None:
    """Put `slots` into `{slot}` marks; None if one has no value."""
    names = _SLOT.findall(template)
    if any(not slots.get(name) for name in names):
        return None
    return _SLOT.sub(lambda mark: slots[mark[1]], template)


def filled(templates: Sequence[str], slots: Mapping[str, str]) -> list[str]:
    """The templates that can be filled, filled."""
    return [text for text in (fill(template, slots) for template in templates) if text is not None]


def weighted(rng: Random, choices: Sequence[Cell]) -> Cell:
    """Draw one cell by its fourth part, the weight."""
    return rng.choices(choices, [cell.number(3) for cell in choices])[0]


def load(name: str) -> Any:
    """The content of `demo/tables/<name>.yaml`. Raises TableError if it can't be read."""
    try:
        return yaml.safe_load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TableError(f"tables/{name}.yaml: {error}") from error
