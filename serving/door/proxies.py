"""Trusted proxies, whose X-Forwarded-For and X-Forwarded-Proto are used."""

import ipaddress

from ...schema.errors import InputError


def proxies(written: str | None) -> list[str]:
    """Parse addresses and networks. Raises InputError for others, since a name could resolve to anybody."""
    named = [part.strip() for part in (written or "").split(",") if part.strip()]
    for name in named:
        try:
            ipaddress.ip_network(name)
        except ValueError as error:
            raise InputError(f"DAOGOU_PROXIES has {name!r}; write addresses or networks of your proxies, like 10.0.0.5,10.1.0.0/16.") from error
    return named
