"""Proxies before this server, whose word on where a request comes from is believed (X-Forwarded-For, X-Forwarded-Proto)."""

import ipaddress

from ...schema.errors import InputError


def proxies(written: str | None) -> list[str]:
    """Addresses and networks. Raises InputError for what is neither: a name could be anybody's."""
    named = [part.strip() for part in (written or "").split(",") if part.strip()]
    for name in named:
        try:
            ipaddress.ip_network(name)
        except ValueError as error:
            raise InputError(f"DAOGOU_PROXIES has {name!r}; write addresses or networks of your proxies, like 10.0.0.5,10.1.0.0/16.") from error
    return named
