"""A suite: cases, how one is played, and what each of its units was worth."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from ...catalogue.catalogue import Catalogue
from .case import Case
from .pack import Pack
from .player import Player
from .plays import Answers
from .row import Row

NOW = "2026-11-25T12:00:00+00:00"
"""Of the demo pack: its certificates expire."""
DAY = datetime.fromisoformat(NOW).date()
Swaps = Sequence[Mapping[str, str]]
"""By turn: what a node is made to write (opaque, recorded from another player)."""


class Suite(Protocol):
    """`stage` is the only node that its plays reach, None where whole turns run and a fault may lie in any. A suite over another catalogue than the
    demo pack has `pack`."""

    @property
    def name(self) -> str: ...

    @property
    def stage(self) -> str | None: ...

    def cases(self) -> Iterator[Case]: ...

    def play(self, case: Case, player: Player, record: bool = False, swaps: Swaps = ()) -> Answers: ...

    def rows(self, case: Case, answers: Answers, catalogue: Catalogue) -> list[Row]: ...


def pack_of(suite: Suite) -> Pack | None:
    return getattr(suite, "pack", None)


def lost(case: Case, error: str) -> Row:
    """Of a case that couldn't be played: it is worth nothing."""
    return Row(case.id, case.id, case.cluster or case.id, case.suite, case.owner, case.source, case.slices, 0.0, 0.0, (error,), _first(case.script))


def _first(script: Mapping[str, Any]) -> str:
    said = script.get("turns") or [script.get("text") or script.get("query") or script.get("question") or ""]
    return str(said[0])
