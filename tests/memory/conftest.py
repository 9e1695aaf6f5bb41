"""Both homes of a conversation, for the tests that hold in each; a saver by itself, and the servers that it runs on."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from daogou.memory.redis import RedisSaver
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..long import few
from .cluster import three_nodes
from .servers import PROGRAMS, program, server


@pytest.fixture(params=["sqlite", "redis"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that keep conversations in a folder, or in a real Valkey."""
    if request.param == "sqlite":
        return Settings(state=tmp_path / "state")
    return Settings(redis_url=SecretStr(request.getfixturevalue("valkey_url")))


@pytest.fixture
def saver(valkey_url: str) -> Iterator[RedisSaver]:
    opened = RedisSaver(valkey_url, prefix=f"test-{uuid4().hex}")
    yield opened
    opened.close()


@pytest.fixture
def database(valkey_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_url) as client:
        yield client


@pytest.fixture(params=few([*PROGRAMS, "cluster"], "valkey"))
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "cluster":
        with three_nodes() as url:
            yield url
        return
    if program(request.param) is None:
        pytest.skip(f"{request.param}-server isn't at hand")
    with server(tmp_path, request.param) as running:
        yield running.url
