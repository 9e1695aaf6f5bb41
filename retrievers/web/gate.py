"""The gate: which URLs may be opened, and which addresses a host name may stand for."""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from ...schema.errors import OutsideError

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
Resolve = Callable[[str, int], Sequence[str]]

PORTS = {"http": 80, "https": 443}
_NOT_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "arpa", "onion", "test", "invalid")
_NAME = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"`{|}^]")


class Refused(OutsideError):
    """The URL leads where Daogou doesn't go."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The host's addresses, by the system's resolver."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutsideError(f"{host} has no address ({error}).") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Gate:
    """`only` confines pages to these hosts and what lies below them; empty: any public host. `own` are hosts that the operator himself named
    (a search server, his documents' site): they may have any port and a private address."""

    only: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    resolver: Resolve = field(default=resolve)

    def target(self, url: str) -> SplitResult:
        """The URL in parts, its host in ASCII. Raises Refused."""
        if _UNSAFE.search(url) or len(url) > 2000:
            raise Refused("A URL with white space, control or quoting characters, or of over 2,000 characters, is not opened.")
        try:
            parts = urlsplit(url)
            host, port = _ascii(parts.hostname or ""), parts.port
        except ValueError as error:
            raise Refused(f"{url} is no URL ({error}).") from error
        if parts.scheme not in PORTS:
            raise Refused(f"{parts.scheme or 'a URL without scheme'}: only http and https are opened.")
        if "@" in parts.netloc:
            raise Refused("A URL with a user name in it is not opened.")
        if host not in self.own:
            self._check(host, port, parts.scheme)
        name = f"[{host}]" if ":" in host else host
        return parts._replace(netloc=name if port is None else f"{name}:{port}", path=parts.path or "/", fragment="")

    def _check(self, host: str, port: int | None, scheme: str) -> None:
        if port not in (None, PORTS[scheme]):
            raise Refused(f"Port {port} is not opened.")
        labels = host.split(".")
        if not _NAME.fullmatch(host) or _NUMBER.fullmatch(labels[-1]) or labels[-1] in _NOT_NAMES:
            raise Refused(f"{host or 'A URL without host'} is not a public host name.")
        if self.only and not any(host == name or host.endswith(f".{name}") for name in self.only):
            raise Refused(f"{host} is not among the hosts of DAOGOU_SEARCH_HOSTS.")

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """Resolved once; the caller connects to these and to nothing else. One address that isn't public refuses the host."""
        found = self.resolver(host, port)
        if not found:
            raise OutsideError(f"{host} has no address.")
        if host not in self.own and not all(map(public, found)):
            raise Refused(f"{host} leads to an address that is not public.")
        return found


def _ascii(host: str) -> str:
    """Lower case, international names as IDNA; full-width letters and dots as what they stand for. ValueError where it is no name."""
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    import idna

    return idna.encode(host, uts46=True).decode("ascii").lower()


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
