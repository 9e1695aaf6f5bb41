"""A program that takes cases, a line of JSON each, and forks a worker for each: it drafts letters, answers them, and is killed on its way, at a
step of the saver or of the outbox. It tells the steps that were passed, and the letters' states last where the worker came so far."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from daogou.graphs.opening import open as open_assistant
from daogou.memory import keys
from daogou.memory.checkpoints import SqliteCheckpoints
from daogou.memory.fallback_saver import FallbackSaver
from daogou.memory.redis_locks import RedisTurnLocks
from daogou.schema.mailing import Answer
from daogou.schema.settings import Settings
from daogou.schema.sourcing_report import SourcingReport
from daogou.sourcing.outbox import FolderOutbox, WebhookOutbox
from daogou.tools.shop import Shopfront
from daogou.understanding.language import dictionaries

T = TypeVar("T")
ID = "m-killed"
LEASE_MS = 1_000
"""Of a worker that died: the next waits for its end."""


class Steps:
    """Counts the beginning and the end of each step, and ends the process at the one that it is to die at."""

    def __init__(self, dies_at: int) -> None:
        self.dies_at, self.passed = dies_at, list[str]()

    def at(self, name: str) -> None:
        self.passed.append(name)
        if len(self.passed) == self.dies_at:
            tell(self.passed)
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, kind: type[Any], name: str) -> None:
        own = getattr(kind, name)

        def step(*given: Any, **named: Any) -> Any:
            self.at(f"before {name}")
            done = own(*given, **named)
            self.at(f"after {name}")
            return done

        setattr(kind, name, step)

    def around_async(self, kind: type[Any], name: str) -> None:
        own: Callable[..., Awaitable[Any]] = getattr(kind, name)

        async def step(*given: Any, **named: Any) -> Any:
            self.at(f"before {name}")
            done = await own(*given, **named)
            self.at(f"after {name}")
            return done

        setattr(kind, name, step)


def work(settings: dict[str, Any], report: str, answers: list[str], dies_at: int) -> None:
    """Drafts, and gives each of the answers."""
    steps = Steps(dies_at)
    for name in ("put", "put_writes"):
        for saver in (FallbackSaver, SqliteCheckpoints):
            steps.around(saver, name)
    for kind in (FolderOutbox, WebhookOutbox):
        steps.around_async(kind, "hand_over")
    with open_assistant(settings=Settings(**settings)) as assistant:

        async def all() -> list[str]:
            mailing = await assistant.letters.draft(SourcingReport.model_validate_json(report), id=ID, buyer="ann")
            for answer in answers:
                mailing = await assistant.letters.answer(ID, Answer.model_validate({"answer": answer, "version": 1}), buyer="ann")
            return [each.status for each in mailing.letters]

        states = asyncio.run(all())
    tell([*steps.passed, *states])


def tell(passed: list[str]) -> None:
    print(json.dumps(passed), flush=True)


def main() -> None:
    dictionaries.load()
    Shopfront._warm = lambda self, shop: None  # type: ignore[method-assign]  # letters search for nothing
    RedisTurnLocks.__init__.__defaults__ = (keys.PREFIX, LEASE_MS)
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    for line in sys.stdin:
        if (worker := os.fork()) == 0:
            work(**json.loads(line))
            os._exit(0)
        _, status = os.waitpid(worker, 0)
        print(json.dumps(status), flush=True)


if __name__ == "__main__":
    main()
