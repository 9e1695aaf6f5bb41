"""A search engine with those that stand in for it: the next is asked where one fails."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic

import structlog

from ...schema.errors import OutsideError
from ...schema.evidence import Evidence
from ..search import SearchRequest
from .calls import Caller

log = structlog.get_logger("daogou")
PATIENCE_S = 5.0
"""How long an answer that comes too late for the reply is waited for beyond its deadline."""

Late = Callable[[SearchRequest, "list[Evidence]"], None]


class Chain:
    """Engines in the order in which they are asked. Each gets an even share of the time that is left."""

    def __init__(self, callers: Sequence[Caller]) -> None:
        self.callers = tuple(callers)
        self.name = ">".join(caller.name for caller in callers)

    def search(self, request: SearchRequest, late: Late) -> list[Evidence]:
        """The first answer that holds something. `late` gets what comes after its share of the time. Raises OutsideError where every one fails."""
        ends = monotonic() + request.deadline_s
        failed: list[str] = []
        for place, caller in enumerate(self.callers):
            share = (ends - monotonic()) / (len(self.callers) - place)
            if share <= 0:
                break
            try:
                found = _waited(caller, request, share, late)
            except Exception as error:
                log.warning("a search failed", provider=caller.name, error=repr(error))
                failed.append(str(error))
                continue
            if found or place == len(self.callers) - 1:
                return found
        raise OutsideError(" ".join(failed) or f"{self.name} didn't answer in time.")


def _waited(caller: Caller, request: SearchRequest, seconds: float, late: Late) -> list[Evidence]:
    future = caller.call(replace(request, deadline_s=seconds + PATIENCE_S))
    try:
        return future.result(timeout=seconds)
    except TimeoutError as error:
        future.add_done_callback(lambda done: _hand_over(done, request, late))
        raise OutsideError(f"{caller.name} didn't answer in time.") from error


def _hand_over(done: "Future[list[Evidence]]", request: SearchRequest, late: Late) -> None:
    if done.exception() is None:
        late(request, done.result())
