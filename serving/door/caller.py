"""Who asks."""

from contextvars import ContextVar
from dataclasses import dataclass, replace

from ...nodes.line import Party
from ..refusal import Refusal

DEFAULT = "default"


@dataclass(frozen=True)
class Caller:
    """`buyer` None is nobody in particular. `trusted`: a service, or anybody where authentication is off, who may ask for any buyer. `vouched`: a
    key or token says so. `address`: where the request comes from."""

    tenant: str = DEFAULT
    buyer: str | None = None
    trusted: bool = False
    vouched: bool = False
    address: str = ""

    @property
    def known(self) -> bool:
        """Whether he is one buyer wherever he asks from: anybody gets as many cookies as he likes, and a key or token not."""
        return self.vouched and self.buyer is not None

    @property
    def party(self) -> Party:
        """With whom he shares the server: a known buyer with nobody, all others with who asks from the same address."""
        name = f"{self.tenant}/{self.buyer}" if self.buyer is not None else ""
        return Party(f"buyer {name}") if self.known else Party(f"address {self.address}", name)

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
