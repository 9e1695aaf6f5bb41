"""Who asks."""

from contextvars import ContextVar
from dataclasses import dataclass, replace

from ..refusal import Refusal

DEFAULT = "default"


@dataclass(frozen=True)
class Caller:
    """`buyer` None is nobody in particular. `trusted`: a service, or anybody where authentication is off, who may ask for any buyer."""

    tenant: str = DEFAULT
    buyer: str | None = None
    trusted: bool = False

    def asking_for(self, buyer: str | None) -> "Caller":
        """As the buyer that the request names; 403 where he is somebody else and the caller may not."""
        if not buyer or buyer == self.buyer:
            return self
        if not self.trusted:
            raise Refusal(403, "buyer_forbidden", "buyer_id counts only with a service key; leave it out.")
        return replace(self, buyer=buyer)


NOBODY = Caller()
calling: ContextVar[Caller] = ContextVar("daogou_caller", default=NOBODY)
"""The caller of the request at hand, for parts that see no request (LangServe's runnables, MCP's tools)."""
