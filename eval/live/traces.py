"""Traces: conversations that were held live, read back from a turn log or from where conversations are kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from ...memory.conversations import Conversations
from ...memory.redaction.redaction import Redaction
from ...memory.transcripts import Turn
from ...memory.turnlog.entry import LoggedRating, LoggedTurn, rating_line, turn_line
from ...memory.turnlog.files import PATTERN
from ...memory.turnlog.labels import Labels
from ...schema.errors import InputError


@dataclass(frozen=True)
class Trace:
    """`turns` in order, each once; `ratings` by turn, the last of each."""

    thread: str
    turns: tuple[LoggedTurn, ...]
    ratings: dict[int, LoggedRating] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it can be played from its beginning."""
        return [turn.reply.turn for turn in self.turns] == list(range(1, len(self.turns) + 1))

    def upto(self, number: int) -> "Trace":
        return Trace(self.thread, tuple(turn for turn in self.turns if turn.reply.turn <= number), self.ratings)

    def as_turns(self) -> list[Turn]:
        return [Turn(turn=one.reply.turn, text=one.said, reply=one.reply, at=one.at) for one in self.turns]


@dataclass(frozen=True)
class Traces:
    """`unread` lines were none of a turn log's."""

    all: tuple[Trace, ...]
    unread: int = 0


def of_log(folder: Path) -> Traces:
    """Raises InputError where there is no turn log."""
    files = sorted(folder.glob(PATTERN)) if folder.is_dir() else [folder] if folder.is_file() else []
    if not files:
        raise InputError(f"There is no turn log in {folder}; Daogou writes one where DAOGOU_TURN_LOG names a folder.")
    entries, unread = list[LoggedTurn | LoggedRating](), 0
    for line in _lines(files):
        try:
            entries.append(_entry(orjson.loads(line)))
        except (ValueError, ValidationError):
            unread += 1
    if unread and not entries:
        raise InputError(f"{folder} is no turn log: none of its {unread} lines is a turn; Daogou writes one where DAOGOU_TURN_LOG names a folder.")
    return Traces(tuple(_gathered(entries)), unread)


def of_conversations(conversations: Conversations, labels: Labels) -> Traces:
    """Those in which something was rated, redacted as a log would be; without what a log alone knows (reading, plan, times)."""
    ratings = conversations.transcripts.all_rated()
    entries: list[LoggedTurn | LoggedRating] = []
    for thread in dict.fromkeys(rating.thread_id for rating in ratings):
        turns = conversations.get(thread)
        clean = Redaction([thread, *(turn.buyer for turn in turns[:1] if turn.buyer)])
        entries += (LoggedTurn.model_validate(turn_line(turn, {}, 0.0, {}, labels, clean)) for turn in turns)
        entries += (LoggedRating.model_validate(rating_line(one, labels, clean)) for one in ratings if one.thread_id == thread)
    return Traces(tuple(_gathered(entries)))


def _lines(files: Iterable[Path]) -> Iterator[bytes]:
    for file in files:
        with file.open("rb") as lines:
            yield from (line for line in lines if line.strip())


def _entry(row: Any) -> LoggedTurn | LoggedRating:
    kind = row.get("kind") if isinstance(row, dict) else None
    return LoggedRating.model_validate(row) if kind == "rating" else LoggedTurn.model_validate(row)


def _gathered(entries: Iterable[LoggedTurn | LoggedRating]) -> Iterator[Trace]:
    turns: dict[str, dict[int, LoggedTurn]] = defaultdict(dict)
    ratings: dict[str, dict[int, LoggedRating]] = defaultdict(dict)
    for entry in entries:
        if isinstance(entry, LoggedRating):
            ratings[entry.thread][entry.turn] = entry
        else:
            turns[entry.thread][entry.reply.turn] = entry
    for thread, said in turns.items():
        yield Trace(thread, tuple(turn for _, turn in sorted(said.items())), ratings.get(thread, {}))
