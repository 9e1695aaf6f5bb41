"""Where a request comes from, for who counts."""

import ipaddress

from starlette.requests import Request

NETWORK = 64
"""Bits of an IPv6 address that a provider gives a customer: the others are his to choose."""


def address_of(request: Request) -> str:
    """As the server or a proxy that is believed says; of IPv6 the customer's network."""
    host = request.client.host if request.client else "nowhere"
    try:
        found = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return host
    return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK), strict=False))
