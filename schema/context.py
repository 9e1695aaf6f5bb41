"""The run-time context of a turn, given to every node through LangGraph's `Runtime`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """Who asks, in which thread and language (None: as the message), and what time it is. The tenant is "default" until somebody has more."""

    tenant: str = "default"
    buyer: str | None = None
    thread: str = ""
    language: str | None = None
    clock: Callable[[], datetime] = field(default=_now)

    @property
    def whom(self) -> str:
        """Who asks, as far as that is known: the buyer, else the thread."""
        return f"{self.tenant}/{self.buyer or self.thread}"

    @property
    def today(self) -> date:
        return self.clock().date()
