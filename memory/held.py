"""Conversations as this process last knew them, so that a turn can go on while Redis is away, and be stored once it is back."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import RLock
from time import time
from typing import NamedTuple

from .transcript import Thread, titled

LINEAGE = 64
TURNS = 8
"""Turns of a thread that stay here when memory is short, after they were stored: a server may come back without them."""
MOST_BYTES = 64 * 1024 * 1024


class HeldTurn(NamedTuple):
    turn_id: str | None
    packed: bytes


@dataclass(frozen=True)
class Held:
    """`checkpoint` is whole and packed, None where none was seen; `fresh`: there was none to see. `lineage` names those before it, oldest first.
    `server` is the run id of the server that last held it, None where none ever did. `turns` are packed, by number; those in `unsaved` no server
    holds, `lost` counts those that none will hold, `unrecorded` those that the conversation knows and the transcript lacks: the next reply tells of
    both; `told`: one did, and Redis doesn't know yet. `entry` is the thread's own as it was last seen, with the turns that were said since;
    `used`: when the last was made here (epoch seconds). `mark`: of the deletion of the conversation before it (deletions.py)."""

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

    def later(self, checkpoint_id: str, checkpoint: bytes, parent: str | None, server: str | None) -> "Held":
        """With the checkpoint that follows `parent`; `server` None: it isn't stored."""
        lineage = (*self.lineage, parent)[-LINEAGE:] if parent else ()
        known = self.server if server is None else server
        return replace(
            self, checkpoint_id=checkpoint_id, checkpoint=checkpoint, lineage=lineage, stored=server is not None, server=known, used=time()
        )

    def at(self, checkpoint_id: str, server: str) -> "Held":
        """Stored as far as that checkpoint goes."""
        return replace(self, stored=True, server=server) if checkpoint_id == self.checkpoint_id else self

    def unsure(self) -> "Held":
        """Gone on from without a look at what the server holds, which may be more: what follows is stored only after one."""
        return replace(self, stored=False) if self.checkpoint is not None else self

    def follows(self, server: str) -> bool:
        """Whether what follows may be stored at once: this is what the server holds, and all of it."""
        return self.checkpoint is None or (self.stored and self.server == server)

    def superseded(self, checkpoint_id: str, checkpoint: bytes, server: str | None, gone: int = 0) -> "Held":
        """By a checkpoint that doesn't follow this one: what wasn't saved is lost, and so are `gone` turns that had been."""
        lost = self.lost + len(self.unsaved) + gone
        return Held(self.buyer, False, checkpoint_id, checkpoint, server=server, lost=lost, entry=self.entry, mark=self.mark)

    def adrift(self) -> "Held":
        """Of a server that is up and has lost it: as if it had never lain there."""
        return replace(self, server=None, stored=False)

    def numbered(self, turn: int) -> "Held":
        """As a turn of that number is kept: where the record has none before it, the next reply tells."""
        lacking = turn - 1 - sum(number < turn for number in self.turns)
        empty = self.entry is not None and not self.entry.turns
        return replace(self, unrecorded=max(self.unrecorded, lacking)) if empty else self

    def called(self, title: str) -> "Held":
        return replace(self, entry=self.entry and self.entry.model_copy(update={"title": titled(title)}))

    def lacking(self, entry: Thread | None) -> "Held":
        """With the entry as it lies in Redis now that what could be brought back is; of turns that it lacks the next reply tells."""
        gone = (self.entry.turns if self.entry else 0) - (entry.turns if entry else 0)
        known = self.known(entry)
        return replace(known, unrecorded=max(known.unrecorded, gone))

    def beyond(self, entry: Thread | None) -> bool:
        """Whether this process answered turns that the entry in Redis doesn't count."""
        return self.checkpoint is not None and (entry is None or (self.entry is not None and entry.turns < self.entry.turns))

    def ahead_of(self, checkpoint_id: str | None, server: str) -> bool:
        """Whether the server that holds this as the thread's last (None: nothing) has less than is held here, and didn't forget it on purpose.

        A thread that is gone was deleted, unless the server never had it or isn't the one that had it.
        """
        if self.checkpoint is None or checkpoint_id == self.checkpoint_id:
            return False
        elsewhere = self.server is None or (server != "" and server != self.server)
        return elsewhere if checkpoint_id is None else checkpoint_id in self.lineage and (not self.stored or elsewhere)

    def known(self, entry: Thread | None) -> "Held":
        """With the entry as it lies in Redis, and what it says of turns that were lost."""
        if entry is None:
            return self
        lost, unrecorded = (0, 0) if self.told else (max(self.lost, entry.missed), max(self.unrecorded, entry.unrecorded))
        return replace(self, entry=entry, lost=lost, unrecorded=unrecorded)

    def kept(self, number: int) -> "Held":
        """With a turn that is stored now."""
        return replace(self, unsaved=self.unsaved - {number}, told=False)

    def said(self, number: int, turn: HeldTurn) -> "Held":
        """With a turn that isn't stored yet; its reply told of those that were lost."""
        count = (self.entry.turns if self.entry else 0) + (number not in self.turns)
        entry = self.entry and self.entry.model_copy(update={"missed": 0, "unrecorded": 0, "turns": count})
        turns, told = {**self.turns, number: turn}, self.told or self.lost + self.unrecorded > 0
        return replace(self, turns=turns, unsaved=self.unsaved | {number}, lost=0, unrecorded=0, told=told, entry=entry)

    def thinned(self) -> "Held":
        """Without the turns that are stored, but for the last."""
        last = max(self.turns, default=0) - TURNS
        return replace(self, turns={number: turn for number, turn in self.turns.items() if number in self.unsaved or number > last})


class HeldThreads:
    """The most recently used, within a bound of bytes; where it is passed, first the older turns of all go, then the threads that are stored."""

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
                self._make_room(self._most * 7 // 8)  # so that not every turn looks through all of them
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
        """As it is by now, since a turn and who stores those before it may run at once; None where it isn't held any more."""
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
