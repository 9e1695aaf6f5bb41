"""Progress bars, one per kind of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .progress import progress_bar


@contextmanager
def bars() -> Iterator[Callable[[str, int], Callable[[], None]]]:
    with progress_bar() as shown:

        def told(what: str, count: int) -> Callable[[], None]:
            task = shown.add_task(what, total=count, rate="")
            return lambda: shown.advance(task)

        yield told
