"""The checkpoint saver of a state folder, in SQLite, and the options of that in plain Redis."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.sqlite import SqliteSaver

from ..schema.settings import Settings
from . import disk_space, folder, keys
from .threaded_saver import ThreadedSaver
from .whole_turns import Made, WholeTurns

if TYPE_CHECKING:
    from .redis import RedisSaver

KEPT = 8
"""Checkpoints kept per thread, one per turn, so this many turns can be undone; the transcript keeps all."""
DAY_S = 24 * 60 * 60
FORGOTTEN = """
DELETE FROM {table} WHERE thread_id = :thread AND checkpoint_ns = :namespace AND checkpoint_id < (
    SELECT checkpoint_id FROM checkpoints WHERE thread_id = :thread AND checkpoint_ns = :namespace
    ORDER BY checkpoint_id DESC LIMIT 1 OFFSET :kept - 1
)
"""


class Retained(SqliteSaver):
    """Deletes all but the last `KEPT` checkpoints of a thread; each is self-contained."""

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        stored = super().put(config, checkpoint, metadata, new_versions)
        place = {"thread": stored["configurable"]["thread_id"], "namespace": stored["configurable"]["checkpoint_ns"], "kept": KEPT}
        with self.cursor() as cursor:
            for table in ("writes", "checkpoints"):
                cursor.execute(FORGOTTEN.format(table=table), place)
        return stored


class SqliteCheckpoints(ThreadedSaver, WholeTurns, Retained):
    """Saver over `checkpoints.sqlite`, which several processes may share."""

    def __init__(self, path: Path, serde: SerializerProtocol) -> None:
        self.path = path
        super().__init__(folder.connect(path, disk_space.SCHEMA), serde=serde)
        self._stamp = folder.stamp(path)
        with self.trouble(), self.cursor():
            pass  # creates the tables now, so that a damaged file fails at opening and not within a turn

    def commit(self, made: Made) -> None:
        with self.trouble():
            Retained.put(self, *made)

    def try_room(self) -> None:
        """Raise StoreError if there is no space for a turn."""
        with self.trouble(), self.cursor() as cursor:
            disk_space.write_turn(cursor)

    def truncate(self) -> None:
        with self.lock:
            disk_space.truncate(self.conn)

    def trouble(self) -> AbstractContextManager[None]:
        return folder.sqlite_trouble(self.path, self._stamp)

    def close(self) -> None:
        super().close()
        self.conn.close()


Checkpoints = Union[SqliteCheckpoints, "RedisSaver"]


def redis_options(settings: Settings) -> dict[str, Any]:
    """RedisSaver options for the retention of threads."""
    return {"ttl": settings.thread_days and settings.thread_days * DAY_S, "keep_last": KEPT, "beside": keys.transcript}
