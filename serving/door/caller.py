"""The authenticated caller of a request."""

from contextvars import ContextVar
from dataclasses import dataclass, replace

from ...nodes.line import Party
from ..refusal import Refusal

DEFAULT = "default"


@dataclass(frozen=True)
class Caller:
    """`buyer` None: anonymous. `trusted`: may act for any buyer (a service key, or anybody if authentication is off). `vouched`: identified by a key
    or token. `address`: the client's."""

    tenant: str = DEFAULT
    buyer: str | None = None
    trusted: bool = False
    vouched: bool = False
    address: str = ""

    @property
    def known(self) -> bool:
        """True if the identity is reliable across addresses: keys and tokens are, but anybody can get many cookies."""
        return self.vouched and self.buyer is not None

    @property
    def party(self) -> Party:
        """The unit that shares the server fairly: a known buyer alone, others per address."""
        name = f"{self.tenant}/{self.buyer}" if self.buyer is not None else ""
        return Party(f"buyer {name}") if self.known else Party(f"address {self.address}", name)

    def asking_for(self, buyer: str | None) -> "Caller":
        """The caller acting for `buyer`. Raises 403 if that is another buyer and the caller isn't trusted."""
        if not buyer or buyer == self.buyer:
            return self
        if not self.trusted:
            raise Refusal(403, "buyer_forbidden", "buyer_id counts only with a service key; leave it out.")
        return replace(self, buyer=buyer)


NOBODY = Caller()
calling: ContextVar[Caller] = ContextVar("daogou_caller", default=NOBODY)
"""The current request's caller, for code without access to the request (LangServe's runnables, MCP's tools)."""
