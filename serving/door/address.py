"""The client address for rate limits."""

import ipaddress

from starlette.requests import Request

NETWORK = 64
"""Bits of the IPv6 prefix that a provider assigns to a customer."""


def address_of(request: Request) -> str:
    """The client's address as reported by the server or a trusted proxy; for IPv6 the customer's network."""
    host = request.client.host if request.client else "nowhere"
    try:
        found = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return host
    return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK), strict=False))
