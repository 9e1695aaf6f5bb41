"""Opens the LangGraph store for data beyond a conversation: SQLite in the state folder, or plain Redis if it is set."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Union

from langgraph.store.base import Op, Result, TTLConfig
from langgraph.store.sqlite import SqliteStore

from ..schema.settings import Settings
from . import folder

if TYPE_CHECKING:
    from .redis_store import RedisStore

DAY_MIN = 24 * 60


class SqliteItems(SqliteStore):
    """Store over `profiles.sqlite`, which processes and event loops may share; expired items are deleted at opening."""

    def __init__(self, path: Path, ttl: TTLConfig | None = None) -> None:
        self.path = path
        connection = folder.connect(path)
        connection.isolation_level = None  # the store manages its own transactions
        super().__init__(connection, ttl=ttl)
        self._stamp = folder.stamp(path)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-store")
        with folder.sqlite_trouble(path), folder.alone(path):  # two processes creating LangGraph's tables at once fail
            self.sweep_ttl()

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        with folder.sqlite_trouble(self.path, self._stamp):
            return super().batch(ops)

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.batch, list(ops))

    def close(self) -> None:
        self._threads.shutdown()
        self.conn.close()


Items = Union[SqliteItems, "RedisStore"]


def open_store(settings: Settings) -> Items:
    """Open the store that the settings name. Raises StoreError or InputError."""
    days = settings.profile_days
    ttl: TTLConfig | None = {"default_ttl": days * DAY_MIN, "refresh_on_read": True} if days else None
    if settings.redis_url is not None:
        from .redis_store import RedisStore  # takes half a second to import

        return RedisStore(settings.redis_url.get_secret_value(), ttl=ttl)
    return SqliteItems(folder.state_folder(settings) / "profiles.sqlite", ttl)
