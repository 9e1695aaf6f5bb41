"""Progress of an ingest."""

from collections.abc import Callable
from typing import Literal, TypeAlias

Stage = Literal["reading", "indexing", "embedding", "swapping"]
Progress: TypeAlias = Callable[[Stage, int, int | None], None]
"""Called with (stage, done, total): rows read (total None until the end), records written, texts embedded, 1 of 1 at the swap."""


def silent(stage: Stage, done: int, total: int | None) -> None:
    """A `Progress` that ignores everything."""


def counter(progress: Progress, stage: Stage, total: int) -> Callable[[int], None]:
    """A function that adds to the number done and reports it."""
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done = min(done + number, total)
        progress(stage, done, total)

    return more
