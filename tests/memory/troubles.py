"""What befalls a Redis: each begins and ends, and leaves what was stored alone unless it says otherwise."""

from collections.abc import Callable
from dataclasses import dataclass

from .proxy import Proxy
from .servers import Server


@dataclass
class Place:
    """A server, and the way that the assistant takes to it."""

    server: Server
    proxy: Proxy


def kill(place: Place) -> None:
    place.server.kill()


def start(place: Place) -> None:
    place.server.start()


def freeze(place: Place) -> None:
    place.server.freeze()


def thaw(place: Place) -> None:
    place.server.thaw()


def slow(place: Place) -> None:
    place.proxy.delay = 2.0


def quicken(place: Place) -> None:
    place.proxy.delay = 0.0


def fill(place: Place) -> None:
    _told(place, "CONFIG", "SET", "maxmemory", "1")


def make_room(place: Place) -> None:
    _told(place, "CONFIG", "SET", "maxmemory", "0")


def demote(place: Place) -> None:
    """To the replica of a server that is away: it may be read, and no more."""
    _told(place, "REPLICAOF", "127.0.0.1", "1")


def promote(place: Place) -> None:
    _told(place, "REPLICAOF", "NO", "ONE")


def change_password(place: Place) -> None:
    _told(place, "CONFIG", "SET", "requirepass", "another")
    place.server.password = "another"
    _told(place, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")


def change_back(place: Place) -> None:
    _told(place, "CONFIG", "SET", "requirepass", "")
    place.server.password = ""


def restart(place: Place) -> None:
    """From its append-only file."""
    place.server.kill()
    place.server.start()


def restart_empty(place: Place) -> None:
    place.server.kill()
    place.server.empty()
    place.server.start()


def nothing(place: Place) -> None:
    """It was over as soon as it had happened."""


def _told(place: Place, *command: str) -> None:
    with place.server.client() as client:
        client.execute_command(*command)


@dataclass(frozen=True)
class Trouble:
    begin: Callable[[Place], None]
    end: Callable[[Place], None]


TROUBLES = {
    "killed": Trouble(kill, start),
    "frozen": Trouble(freeze, thaw),
    "slow": Trouble(slow, quicken),
    "full": Trouble(fill, make_room),
    "read-only": Trouble(demote, promote),
    "wrong password": Trouble(change_password, change_back),
    "restarted": Trouble(restart, nothing),
    "restarted empty": Trouble(restart_empty, nothing),
}
PASSING = ("restarted", "restarted empty")
"""Those that are over at once: a turn may not even notice."""
READABLE = ("full", "read-only", *PASSING)
"""Those in which what is stored can still be read."""
