"""All that lasts of conversations, opened and forgotten together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..schema.settings import Settings
from .checkpoints import Checkpoints, open_checkpoints
from .transcripts import Transcripts, open_transcripts


@dataclass(frozen=True)
class Conversations:
    """`checkpoints` are what the next turn needs, `transcripts` what was said."""

    checkpoints: Checkpoints
    transcripts: Transcripts

    def delete(self, thread: str) -> bool:
        """Forget a thread in both; whether there was one."""
        with self.checkpoints.trouble():
            known = self.checkpoints.get_tuple({"configurable": {"thread_id": thread}}) is not None
            if known:
                self.checkpoints.delete_thread(thread)
        return self.transcripts.delete(thread) or known


@contextmanager
def open_conversations(settings: Settings, types: Iterable[type[Any]] = ()) -> Iterator[Conversations]:
    checkpoints, transcripts = open_checkpoints(settings, types), open_transcripts(settings)
    try:
        yield Conversations(checkpoints, transcripts)
    finally:
        checkpoints.close()
        transcripts.close()
