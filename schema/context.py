"""Run-time context of a turn, passed to every node through LangGraph's `Runtime`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """Tenant, buyer, thread, reply language (None: that of the message) and clock of a turn. Single shops use the tenant "default"."""

    tenant: str = "default"
    buyer: str | None = None
    thread: str = ""
    language: str | None = None
    clock: Callable[[], datetime] = field(default=_now)

    @property
    def whom(self) -> str:
        """Identity for experiments: tenant with the buyer, or with the thread if the buyer is unknown."""
        return f"{self.tenant}/{self.buyer or self.thread}"

    @property
    def today(self) -> date:
        return self.clock().date()
