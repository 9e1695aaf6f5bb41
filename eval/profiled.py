"""Where the milliseconds go: a turn whose every part runs in one thread, so that cProfile sees all of it, in time of the processor."""

import asyncio
import cProfile
import pstats
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from time import thread_time
from typing import Any, TypeVar

from ..graphs.opening import Assistant
from ..nodes import work
from .talk import Message

T = TypeVar("T")
Row = tuple[str, float, float, float]
_PACKAGE = Path(__file__).parent.parent


class Inline(ThreadPoolExecutor):
    """Does the work at once, in the thread that asks for it."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


class Profiled:
    """Plays messages in a loop of its own; other machines' load moves the figures little, since only this thread's processor time counts."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._profile, self.turns = assistant, cProfile.Profile(thread_time), 0
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(Inline())
        work.POOL = Inline()
        assistant.threads.checkpoints.__dict__["threads"] = Inline()

    def ask(self, message: Message, thread: str, counted: bool) -> None:
        if counted:
            self.turns += 1
            self._profile.enable()
        self._loop.run_until_complete(self._assistant.aask(message.text, thread=thread))
        self._profile.disable()

    def rows(self, limit: int, ours: bool) -> list[Row]:
        """(function, calls, ms alone, ms with all it calls), a turn. `ours`: functions of this package, by the last; else any, by the one before."""
        stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(self._profile).stats  # type: ignore[attr-defined]
        found = [(_name(place), calls, alone, below) for place, (_, calls, alone, below, _) in stats.items() if not ours or _is_ours(place[0])]
        ranked = sorted(found, key=itemgetter(3 if ours else 2), reverse=True)[:limit]
        return [(name, calls / self.turns, 1000 * alone / self.turns, 1000 * below / self.turns) for name, calls, alone, below in ranked]


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(_PACKAGE) and ".venv" not in path.parts and "eval" not in path.relative_to(_PACKAGE).parts


def _name(place: tuple[str, int, str]) -> str:
    file, line, function = place
    return f"{'/'.join(Path(file).parts[-2:])}:{line} {function}" if line else function
