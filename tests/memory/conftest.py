"""Both homes of a conversation, for the tests that hold in each."""

from pathlib import Path

import pytest
from daogou.schema.settings import Settings
from pydantic import SecretStr


@pytest.fixture(params=["sqlite", "redis"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that keep conversations in a folder, or in a real Valkey."""
    if request.param == "sqlite":
        return Settings(state=tmp_path / "state")
    return Settings(redis_url=SecretStr(request.getfixturevalue("valkey_url")))
