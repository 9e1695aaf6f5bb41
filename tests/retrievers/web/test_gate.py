"""Where Daogou doesn't go, whatever a search result says."""

from collections.abc import Sequence
from pathlib import Path

import httpcore
import pytest
import yaml
from daogou.retrievers.web.gate import Gate, Refused, public
from daogou.retrievers.web.pinned import Pinned
from daogou.retrievers.web.request import Limits, request
from hypothesis import given
from hypothesis import strategies as st

EVIL = yaml.safe_load((Path(__file__).parent / "evil_urls.yaml").read_text("utf-8"))
PUBLIC = "93.184.215.14"


class Wire(httpcore.NetworkBackend):
    """Notes where a connection would go, and makes none."""

    def __init__(self) -> None:
        self.connected: list[str] = []

    def connect_tcp(self, host: str, port: int, *options: object, **more: object) -> httpcore.NetworkStream:
        self.connected.append(host)
        return httpcore.MockStream([])


class Rebinding:
    """A resolver that answers with the next of its addresses each time; the last stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.parametrize("url", EVIL)
def test_evil_urls_are_refused(url: str) -> None:
    with pytest.raises(Refused):
        request(url, Gate(resolver=_never), Limits(seconds=1))


def _never(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up")


def test_there_are_forty_and_more_of_them() -> None:
    assert len(set(EVIL)) >= 40


@pytest.mark.parametrize("url", ["https://www.lullabytrust.org.uk/a?b=c", "http://例子.中国/路", "https://xn--fsq.com./", "http://a.example.com:80/"])
def test_public_names_may_be_asked_for(url: str) -> None:
    assert Gate().target(url).hostname


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.254",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001::1", "2001:db8::1", "::7f00:1", "", "example.com",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public(address)
    with pytest.raises(Refused):
        Gate(resolver=lambda host, port: [PUBLIC, address]).addresses("example.com", 80)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111"])
def test_addresses_that_are(address: str) -> None:
    assert public(address)


@given(st.ip_addresses())
def test_nothing_public_is_private(address: object) -> None:
    if public(str(address)):
        assert address.is_global and not address.is_private and not address.is_multicast  # type: ignore[attr-defined]


def test_a_name_is_resolved_once_and_the_connection_goes_there() -> None:
    resolver, wire = Rebinding([PUBLIC], ["127.0.0.1"]), Wire()
    Pinned(Gate(resolver=resolver), ends=float("inf"), inner=wire).connect_tcp("rebind.example.com", 80)
    assert (resolver.asked, wire.connected) == (1, [PUBLIC])


def test_a_resolver_that_rebinds_for_the_next_request_is_refused() -> None:
    gate, wire = Gate(resolver=Rebinding([PUBLIC], ["127.0.0.1"])), Wire()
    Pinned(gate, ends=float("inf"), inner=wire).connect_tcp("rebind.example.com", 80)
    with pytest.raises(Refused):
        Pinned(gate, ends=float("inf"), inner=wire).connect_tcp("rebind.example.com", 80)
    assert wire.connected == [PUBLIC]


def test_one_private_address_among_several_refuses_the_host() -> None:
    wire = Wire()
    with pytest.raises(Refused):
        Pinned(Gate(resolver=lambda host, port: [PUBLIC, "10.0.0.1"]), ends=float("inf"), inner=wire).connect_tcp("mixed.example.com", 443)
    assert wire.connected == []


def test_hosts_may_be_confined() -> None:
    gate = Gate(only=frozenset({"example.com"}))
    assert gate.target("https://www.example.com/").hostname == "www.example.com"
    for url in ("https://example.org/", "https://notexample.com/", "https://example.com.evil.net/"):
        with pytest.raises(Refused):
            gate.target(url)


def test_the_operators_own_host_may_be_private_and_no_other_by_it() -> None:
    gate = Gate(own=frozenset({"127.0.0.1"}))
    assert gate.target("http://127.0.0.1:8888/search").port == 8888
    with pytest.raises(Refused):
        gate.target("http://127.0.0.2:8888/search")
