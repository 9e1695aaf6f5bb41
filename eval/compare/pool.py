"""Players kept open from one comparison to the next: starting one takes longer than many a small comparison."""

from threading import Lock

from ...schema.errors import DaogouError
from .pack import Pack
from .player import Player
from .side import Side


class Pool:
    """Of at most `most` that nobody uses; those of a side that is asked for again and again stay. To be closed."""

    def __init__(self, most: int = 2) -> None:
        self._idle, self._most, self._lock = list[Player](), most, Lock()

    def take(self, side: Side, pack: Pack | None = None) -> Player:
        """One that plays this very side, opened where none is idle."""
        with self._lock:
            known = next(
                (player for player in self._idle if player.side.key == side.key and (player.side.store, player.pack) == (side.store, pack)), None
            )
            if known is not None:
                self._idle.remove(known)
        if known is None:
            return Player(side, pack)
        known.side = side
        return known

    def give(self, player: Player) -> None:
        """The one that was used longest ago makes room for it."""
        try:
            player.revive()
        except DaogouError:
            player.close()
            return
        with self._lock:
            self._idle.append(player)
            gone = self._idle[: -self._most]
            self._idle = self._idle[-self._most :]
        for each in gone:
            each.close()

    def close(self) -> None:
        with self._lock:
            gone, self._idle = self._idle, []
        for each in gone:
            each.close()
