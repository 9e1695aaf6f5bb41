"""One request against a real server: bounded in time, size, type and redirects."""

import gzip
from collections.abc import Sequence

import pytest
from daogou.retrievers.web.gate import Gate, Refused
from daogou.retrievers.web.request import Limits, request
from daogou.schema.errors import OutsideError

from .site import Site, status

OWN = Gate(own=frozenset({"127.0.0.1"}))


def test_an_answer(web: Site) -> None:
    answer = request(web.add("/a", "<p>hé</p>"), OWN, Limits())
    assert (answer.status, answer.type, answer.charset, answer.body.decode()) == (200, "text/html", "utf-8", "<p>hé</p>")


@pytest.mark.parametrize("trick", ["hang", "drip"])
def test_a_server_that_hangs_or_drips_is_left_at_the_deadline(web: Site, trick: str) -> None:
    url = getattr(web, trick)("/slow")
    with pytest.raises(OutsideError, match="in time"):
        request(url, OWN, Limits(seconds=0.3))


def test_too_much_is_not_read(web: Site) -> None:
    with pytest.raises(OutsideError, match="more than"):
        request(web.add("/big", b"a" * 300_000), OWN, Limits(size=100_000))


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not(web: Site) -> None:
    web.add("/packed", gzip.compress(b"words"), Content_Encoding="gzip")
    assert request(web.url + "/packed", OWN, Limits()).body == b"words"
    web.add("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(OutsideError, match="more than"):
        request(web.url + "/bomb", OWN, Limits(size=100_000))


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_an_answer_packed_otherwise_than_it_says(web: Site, encoding: str) -> None:
    with pytest.raises(OutsideError):
        request(web.add("/odd", b"not packed at all", Content_Encoding=encoding), OWN, Limits())


def test_other_types_are_refused_before_they_are_read(web: Site) -> None:
    with pytest.raises(Refused, match="image/png"):
        request(web.add("/a.png", b"\x89PNG", "image/png"), OWN, Limits(types=("text/html",)))


def test_redirects_are_followed_and_each_is_looked_at(web: Site) -> None:
    web.add("/there", "here")
    web.paths["/from"] = status(302, Location="/there")
    assert request(web.url + "/from", OWN, Limits()).url == web.url + "/there"
    for number, evil in enumerate(("http://127.0.0.2/", "http://169.254.169.254/latest", "file:///etc/passwd", "http://localhost/", "//10.0.0.1/")):
        web.paths[f"/evil{number}"] = status(302, Location=evil)
        with pytest.raises(Refused):
            request(f"{web.url}/evil{number}", OWN, Limits())


def test_a_redirect_to_a_name_that_stands_for_a_private_address(web: Site) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    web.paths["/from"] = status(302, Location="http://inside.example.com/")
    with pytest.raises(Refused, match="not public"):
        request(web.url + "/from", Gate(own=frozenset({"127.0.0.1"}), resolver=resolver), Limits())
    assert asked == ["127.0.0.1", "inside.example.com"]


def test_redirects_without_end(web: Site) -> None:
    web.paths["/round"] = status(302, Location="/round")
    with pytest.raises(OutsideError, match="on and on"):
        request(web.url + "/round", OWN, Limits(redirects=3))
    assert len(web.asked) == 4


def test_a_key_stays_with_its_host(web: Site) -> None:
    web.add("/there", "here")
    web.paths["/from"] = status(302, Location="/there")
    request(web.url + "/from", OWN, Limits(), headers={"X-Key": "s3cret"})
    assert ["x-key" in headers for headers in web.headers] == [True, False]


def test_nobody_there() -> None:
    with pytest.raises(OutsideError):
        request("http://127.0.0.1:1/", OWN, Limits(seconds=2))
