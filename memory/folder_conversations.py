"""Conversations in the state folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..schema.errors import StoreError
from ..schema.reply import Reply
from ..schema.settings import Settings
from .checkpoints import SqliteCheckpoints
from .conversations import Conversations, Tell, deleted
from .disk_space import Reserve, SpaceCheck, is_full
from .folder import state_folder
from .locks import Lease, LocalTurnLocks
from .serializer import serializer
from .sqlite_transcripts import SqliteTranscripts
from .transcripts import Turn


class FolderConversations(Conversations):
    """The transcript and the checkpoint are two files: a turn is first prepared in the transcript and appended once its checkpoint is stored. After a
    crash between them, the next turn completes or discards it."""

    checkpoints: SqliteCheckpoints
    transcripts: SqliteTranscripts

    def __init__(self, folder: Path, checkpoints: SqliteCheckpoints, transcripts: SqliteTranscripts, days: int | None, store: str | None) -> None:
        self._reserve, self._space = Reserve(folder), SpaceCheck(self._try)
        super().__init__(checkpoints, transcripts, LocalTurnLocks(), days, store)

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        super().begin(thread, buyer, title, lease, new)
        prepared = self.transcripts.prepared(thread)
        if prepared is None:
            return
        checkpoint_id, turn = prepared
        if self.checkpoints.get_tuple({"configurable": {"thread_id": thread, "checkpoint_ns": "", "checkpoint_id": checkpoint_id}}) is not None:
            self.transcripts.append(thread, turn)
        else:
            self.transcripts.unprepare(thread)

    def keep(self, thread: str, turn: Turn, lease: Lease, tell: Tell) -> Reply:
        made = self.checkpoints.made(thread, lease)
        if made is not None:
            if not self.transcripts.prepare(thread, turn, made.checkpoint["id"]):
                raise deleted(thread)
            self.checkpoints.commit(made)
        if not self.append(thread, turn):
            self.forget(thread, turn.buyer)
            raise deleted(thread)
        return turn.reply

    def broken_off(self, thread: str, lease: Lease) -> bool:
        self.checkpoints.made(thread, lease)
        return super().broken_off(thread, lease)

    def forget(self, thread: str, buyer: str | None) -> bool:
        try:
            return super().forget(thread, buyer)
        except StoreError as error:
            if not is_full(error):
                raise
        with self._reserve.given_up():
            done = super().forget(thread, buyer)
            self.checkpoints.truncate()
            self.transcripts.truncate()
        return done

    def check_room(self) -> None:
        self._space.check()

    def _try(self) -> None:
        self.transcripts.try_room()
        self.checkpoints.try_room()


def open_folder_conversations(settings: Settings, types: Iterable[type[Any]] = (), store: str | None = None) -> FolderConversations:
    folder = state_folder(settings)
    checkpoints = SqliteCheckpoints(folder / "checkpoints.sqlite", serializer(types))
    return FolderConversations(folder, checkpoints, SqliteTranscripts(folder / "transcripts.sqlite"), settings.thread_days, store)
