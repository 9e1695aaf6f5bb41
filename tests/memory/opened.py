"""The saver and the locks that settings name, each by itself."""

from daogou.memory import folder
from daogou.memory.checkpoints import Checkpoints, SqliteCheckpoints, redis_options
from daogou.memory.fallback_locks import FallbackTurnLocks
from daogou.memory.locks import LocalTurnLocks, TurnLocks
from daogou.memory.redis import RedisSaver
from daogou.memory.redis_locks import RedisTurnLocks
from daogou.memory.serializer import serializer
from daogou.schema.settings import Settings


def open_checkpoints(settings: Settings) -> Checkpoints:
    if settings.redis_url is not None:
        return RedisSaver(settings.redis_url.get_secret_value(), serde=serializer(()), **redis_options(settings))
    return SqliteCheckpoints(folder.state_folder(settings) / "checkpoints.sqlite", serializer(()))


def open_locks(settings: Settings) -> TurnLocks:
    return LocalTurnLocks() if settings.redis_url is None else FallbackTurnLocks(RedisTurnLocks(settings.redis_url.get_secret_value()))
