"""`daogou serve` where it can't listen."""

import socket

from .command import Command


def test_a_taken_port_is_one_sentence(shop: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = shop("serve", "--port", str(taken.getsockname()[1]))
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "--port" in done.err


def test_a_host_that_is_none_is_one_sentence(shop: Command) -> None:
    done = shop("serve", "--host", "256.0.0.1")
    assert (done.status, done.err.count("\n")) == (2, 1)
