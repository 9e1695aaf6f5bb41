"""Ports for servers of tests."""

import socket
from random import SystemRandom

FROM, TO = 15_000, 32_000
"""Below those that the kernel gives to connections: a server that was killed finds its port free when it comes back."""


def free_port() -> int:
    while True:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port := SystemRandom().randrange(FROM, TO)))
            except OSError:
                continue
            return port
