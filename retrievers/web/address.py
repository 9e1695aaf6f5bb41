"""Which network addresses are the public internet's."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments; Python before 3.11.9 calls some of it global
            "192.88.99.0/24",  # 6to4 relays
            "64:ff9b::/96",  # NAT64: an IPv4 address inside, whichever
            "64:ff9b:1::/48",
            "2001::/23",  # Teredo and other protocol assignments
            "2002::/16",  # 6to4
            "fec0::/10",  # site-local
            "::/96",  # IPv4-compatible
        ),
    )
)


def public(address: str) -> bool:
    """False for private, loopback, link-local, CGNAT, multicast and reserved ones, and for IPv6 addresses that carry an IPv4 address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved) and not _assigned(found)


def _assigned(address: IPv4Address | IPv6Address) -> bool:
    return any(address.version == network.version and address in network for network in _NOT_PUBLIC)
