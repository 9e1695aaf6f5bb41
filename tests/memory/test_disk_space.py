"""A full disk: it is told before a turn is lost to it, and what was said can still be forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from daogou.memory import disk_space, folder
from daogou.memory.folder_conversations import FolderConversations, open_folder_conversations
from daogou.memory.sqlite_transcripts import SqliteTranscripts
from daogou.schema.errors import StoreError
from daogou.schema.settings import Settings

from .talk import turn


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[FolderConversations]:
    opened = open_folder_conversations(Settings(state=tmp_path))
    opened.append("t", turn("t", 1))
    yield opened
    opened.close()


@contextmanager
def full(database: sqlite3.Connection) -> Iterator[None]:
    """No page more than there are."""
    database.execute(f"PRAGMA max_page_count = {database.execute('PRAGMA page_count').fetchone()[0]}").fetchall()
    yield
    database.execute("PRAGMA max_page_count = 1000000").fetchall()


@pytest.mark.parametrize("part", ["transcripts", "checkpoints"])
def test_that_nothing_can_be_kept_is_known_until_it_can(conversations: FolderConversations, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    database = conversations.transcripts._connection if part == "transcripts" else conversations.checkpoints.conn
    with full(database):
        for _ in range(2):
            with pytest.raises(StoreError, match=part):
                conversations.check_room()
    monkeypatch.setattr(disk_space, "TRIED_S", 0.0)
    conversations.check_room()


class Full(SqliteTranscripts):
    """Nothing more can be written beside the reserve."""

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        if (self.path.parent / "reserve").exists():
            with folder.sqlite_trouble(self.path):
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
        return super().delete(thread, buyer)


def test_a_conversation_is_forgotten_by_giving_up_what_was_held_for_it(conversations: FolderConversations, tmp_path: Path) -> None:
    conversations.transcripts.close()
    conversations.transcripts = Full(tmp_path / "transcripts.sqlite")
    assert (tmp_path / "reserve").stat().st_size == disk_space.RESERVE
    assert conversations.delete("t") and conversations.find("t") is None
    assert (tmp_path / "reserve").stat().st_size == disk_space.RESERVE
