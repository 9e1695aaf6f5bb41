"""Conversations as this process last knew them, so that turns go on while Redis is down and are stored when it is back."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import RLock
from time import time
from typing import NamedTuple

from .transcript import Thread, titled

LINEAGE = 64
TURNS = 8
"""Stored turns of a thread that stay in memory when it is short: a server may come back without them."""
MOST_BYTES = 64 * 1024 * 1024


class HeldTurn(NamedTuple):
    turn_id: str | None
    packed: bytes


@dataclass(frozen=True)
class Held:
    """State of a thread held in memory.

    `checkpoint`: packed, None if none was seen; `fresh`: the thread had none. `lineage`: ids of its ancestors, oldest first. `server`: run id of the
    server that last stored it, None if none did. `turns`: packed, by number; `unsaved`: those that no server holds. `lost`: turns that can't be
    stored any more; `unrecorded`: turns missing in the transcript; the next reply reports both, and `told` means that it did but Redis doesn't know
    yet. `entry`: the thread's entry with the turns since. `used`: time of the last turn (epoch seconds). `mark`: the deletion before this
    conversation (deletions.py).
    """

    buyer: str | None
    fresh: bool = False
    checkpoint_id: str = ""
    checkpoint: bytes | None = None
    lineage: tuple[str, ...] = ()
    stored: bool = True
    server: str | None = None
    turns: dict[int, HeldTurn] = field(default_factory=dict)
    unsaved: frozenset[int] = frozenset()
    lost: int = 0
    unrecorded: int = 0
    told: bool = False
    entry: Thread | None = None
    used: float = field(default_factory=time)
    mark: float | None = None

    @property
    def saved(self) -> bool:
        return self.stored and not self.unsaved

    @property
    def size(self) -> int:
        return 512 + len(self.checkpoint or b"") + sum(len(turn.packed) for turn in self.turns.values())

    def with_checkpoint(self, checkpoint_id: str, checkpoint: bytes, parent: str | None, server: str | None) -> "Held":
        """With the checkpoint that follows `parent`; `server` None: not stored."""
        lineage = (*self.lineage, parent)[-LINEAGE:] if parent else ()
        known = self.server if server is None else server
        return replace(
            self, checkpoint_id=checkpoint_id, checkpoint=checkpoint, lineage=lineage, stored=server is not None, server=known, used=time()
        )

    def stored_at(self, checkpoint_id: str, server: str) -> "Held":
        """Marked as stored on `server`, if `checkpoint_id` is still the current one."""
        return replace(self, stored=True, server=server) if checkpoint_id == self.checkpoint_id else self

    def unverified(self) -> "Held":
        """Marked as not stored, because Redis could not be read and may hold more."""
        return replace(self, stored=False) if self.checkpoint is not None else self

    def follows(self, server: str) -> bool:
        """True if the next checkpoint may be stored at once, because the server holds this one."""
        return self.checkpoint is None or (self.stored and self.server == server)

    def superseded(self, checkpoint_id: str, checkpoint: bytes, server: str | None, gone: int = 0) -> "Held":
        """Replaced by a checkpoint that doesn't follow this one: unsaved turns and `gone` stored ones are lost."""
        lost = self.lost + len(self.unsaved) + gone
        return Held(self.buyer, False, checkpoint_id, checkpoint, server=server, lost=lost, entry=self.entry, mark=self.mark)

    def lost_by_server(self) -> "Held":
        """As if the server had never held it, since it lost the thread."""
        return replace(self, server=None, stored=False)

    def with_gap_before(self, turn: int) -> "Held":
        """With earlier turns that have no record counted as unrecorded, so that the next reply reports them."""
        lacking = turn - 1 - sum(number < turn for number in self.turns)
        empty = self.entry is not None and not self.entry.turns
        return replace(self, unrecorded=max(self.unrecorded, lacking)) if empty else self

    def with_title(self, title: str) -> "Held":
        return replace(self, entry=self.entry and self.entry.model_copy(update={"title": titled(title)}))

    def with_lost_turns(self, entry: Thread | None) -> "Held":
        """With the entry as restored in Redis; turns missing there count as unrecorded."""
        gone = (self.entry.turns if self.entry else 0) - (entry.turns if entry else 0)
        known = self.with_entry(entry)
        return replace(known, unrecorded=max(known.unrecorded, gone))

    def has_turns_beyond(self, entry: Thread | None) -> bool:
        """True if this process answered turns that the entry in Redis doesn't count."""
        return self.checkpoint is not None and (entry is None or (self.entry is not None and entry.turns < self.entry.turns))

    def ahead_of(self, checkpoint_id: str | None, server: str) -> bool:
        """True if this state is newer than the server's last checkpoint of the thread (None: none), and the server didn't delete it.

        A missing thread counts as deleted, unless the server never held it or isn't the one that did.
        """
        if self.checkpoint is None or checkpoint_id == self.checkpoint_id:
            return False
        elsewhere = self.server is None or (server != "" and server != self.server)
        return elsewhere if checkpoint_id is None else checkpoint_id in self.lineage and (not self.stored or elsewhere)

    def with_entry(self, entry: Thread | None) -> "Held":
        """With the entry from Redis and its counts of lost turns."""
        if entry is None:
            return self
        lost, unrecorded = (0, 0) if self.told else (max(self.lost, entry.missed), max(self.unrecorded, entry.unrecorded))
        return replace(self, entry=entry, lost=lost, unrecorded=unrecorded)

    def with_saved_turn(self, number: int) -> "Held":
        """With turn `number` marked as stored."""
        return replace(self, unsaved=self.unsaved - {number}, told=False)

    def with_turn(self, number: int, turn: HeldTurn) -> "Held":
        """With an unstored turn, whose reply reported the lost ones."""
        count = (self.entry.turns if self.entry else 0) + (number not in self.turns)
        entry = self.entry and self.entry.model_copy(update={"missed": 0, "unrecorded": 0, "turns": count})
        turns, told = {**self.turns, number: turn}, self.told or self.lost + self.unrecorded > 0
        return replace(self, turns=turns, unsaved=self.unsaved | {number}, lost=0, unrecorded=0, told=told, entry=entry)

    def thinned(self) -> "Held":
        """Without the stored turns, except the last ones."""
        last = max(self.turns, default=0) - TURNS
        return replace(self, turns={number: turn for number, turn in self.turns.items() if number in self.unsaved or number > last})


class HeldThreads:
    """LRU cache of held threads, bounded in bytes: first older turns are dropped from all, then stored threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._threads: OrderedDict[str, Held] = OrderedDict()
        self._most, self._bytes = most, 0
        self.guard = RLock()

    def get(self, thread: str) -> Held | None:
        return self._threads.get(thread)

    def put(self, thread: str, held: Held) -> Held:
        with self.guard:
            self.drop(thread)
            self._threads[thread] = held
            self._bytes += held.size
            if self._bytes > self._most:
                self._make_room(self._most * 7 // 8)  # below the bound, so that not every turn scans all threads
        return self._threads[thread]

    def _make_room(self, most: int) -> None:
        for name, held in list(self._threads.items()):
            if self._bytes > most:
                self._threads[name] = held.thinned()
                self._bytes += self._threads[name].size - held.size
        *others, _ = self._threads
        for name in sorted(others, key=lambda name: not self._threads[name].saved):
            if self._bytes > most:
                self.drop(name)

    def change(self, thread: str, change: Callable[[Held], Held]) -> Held | None:
        """Apply `change` to the current state, which a concurrent turn or the keeper may have updated; None if it isn't held any more."""
        with self.guard:
            held = self._threads.get(thread)
            return self.put(thread, change(held)) if held is not None else None

    def drop(self, thread: str) -> None:
        with self.guard:
            gone = self._threads.pop(thread, None)
            self._bytes -= gone.size if gone is not None else 0

    def all(self) -> list[tuple[str, Held]]:
        with self.guard:
            return list(self._threads.items())

    def unsaved(self) -> Iterator[str]:
        with self.guard:
            return iter([name for name, held in self._threads.items() if not held.saved])
