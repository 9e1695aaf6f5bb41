"""How far an ingest is."""

from collections.abc import Callable
from typing import Literal, TypeAlias

Stage = Literal["reading", "indexing", "embedding", "swapping"]
Progress: TypeAlias = Callable[[Stage, int, int | None], None]
"""Called with (stage, done, total): rows read (total None: not known before the end), records written, texts embedded, 1 of 1 at the swap."""


def silent(stage: Stage, done: int, total: int | None) -> None:
    """For who doesn't want to know."""


def counter(progress: Progress, stage: Stage, total: int) -> Callable[[int], None]:
    """From "so many more" to "so many of all"."""
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done = min(done + number, total)
        progress(stage, done, total)

    return more
