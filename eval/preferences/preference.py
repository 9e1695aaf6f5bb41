"""A preference: two replies to the same conversation of which one is known to be better; and a corrected turn. In the shape that TRL's trainers take.

TRL, "Dataset formats and types": a conversational preference has `prompt`, `chosen`, `rejected`; a conversational language-modelling row `messages`.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...schema.base import Noun
from ..judging.contest import Message


class Preference(Noun):
    """`why` says on what it rests (a rater's or a judge's words, what the records say); `source` where it is from."""

    prompt: tuple[Message, ...]
    chosen: str
    rejected: str
    why: str
    source: str
    language: str

    def as_row(self, bare: bool = False) -> dict[str, Any]:
        row: dict[str, Any] = {"prompt": _said(self.prompt), "chosen": _answered(self.chosen), "rejected": _answered(self.rejected)}
        return row if bare else {**row, "why": self.why, "source": self.source, "language": self.language}


class Correction(Noun):
    """A turn whose reply was wrong, with the one that it should have been; also a preference of the one over the other."""

    prompt: tuple[Message, ...]
    wrong: str
    right: str
    why: str
    source: str
    language: str

    def as_row(self, bare: bool = False) -> dict[str, Any]:
        row: dict[str, Any] = {"messages": [*_said(self.prompt), *_answered(self.right)]}
        return row if bare else {**row, "why": self.why, "source": self.source, "language": self.language}

    @property
    def preference(self) -> Preference:
        return Preference(prompt=self.prompt, chosen=self.right, rejected=self.wrong, why=self.why, source=self.source, language=self.language)


def write(rows: Iterable[Preference | Correction], path: Path, bare: bool = False) -> int:
    """How many; each once."""
    lines = dict.fromkeys(json.dumps(row.as_row(bare), ensure_ascii=False) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines)


def _said(messages: Sequence[Message]) -> list[dict[str, str]]:
    """Roles alternate, as most chat templates want it: what one said in a row is one message."""
    rows: list[dict[str, str]] = []
    for message in messages:
        if rows and rows[-1]["role"] == message.role:
            rows[-1]["content"] += f"\n{message.content}"
        else:
            rows.append(message.model_dump())
    return rows


def _answered(text: str) -> list[dict[str, str]]:
    return [{"role": "assistant", "content": text}]
