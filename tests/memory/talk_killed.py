"""A program that goes on with a conversation, and is killed at a step of handing its letters over: `talk_killed.py SETTINGS STEP TEXT…`, as JSON."""

import json
import os
import signal
import sys
from typing import Any

from daogou.graphs.opening import open as open_assistant
from daogou.memory import keys
from daogou.memory.checkpoints import SqliteCheckpoints
from daogou.memory.fallback_saver import FallbackSaver
from daogou.memory.redis_locks import RedisTurnLocks
from daogou.schema.settings import Settings
from daogou.sourcing.outbox import FolderOutbox


def main(settings: dict[str, Any], step: int, texts: list[str]) -> None:
    passed = 0
    handed = False

    def at() -> None:
        nonlocal passed
        passed += handed
        if step and passed == step:
            os.kill(os.getpid(), signal.SIGKILL)

    RedisTurnLocks.__init__.__defaults__ = (keys.PREFIX, 1_000)  # of the one that died
    hand_over = FolderOutbox.hand_over

    async def handing(*given: Any, **named: Any) -> Any:
        nonlocal handed
        handed = True
        at()
        done = await hand_over(*given, **named)
        at()
        return done

    FolderOutbox.hand_over = handing  # type: ignore[method-assign]
    for saver in (FallbackSaver, SqliteCheckpoints):

        def putting(*given: Any, own: Any = saver.put, **named: Any) -> Any:
            at()
            done = own(*given, **named)
            at()
            return done

        saver.put = putting  # type: ignore[method-assign]
    with open_assistant(settings=Settings(**settings)) as assistant:
        for text in texts:
            reply = assistant.ask(text, thread="killed", buyer="ann")
    print(json.dumps([each.status for each in reply.letters.letters] if reply.letters else []), passed)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
