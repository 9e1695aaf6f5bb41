"""A worker, or Redis, is killed at each step from the draft of letters to the last that is sent: none is lost, and none comes twice."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import DaogouError, OutsideError
from daogou.schema.mailing import Answer
from daogou.schema.settings import Settings
from daogou.schema.sourcing_report import SourcingReport
from daogou.schema.sourcing_task import WrittenTask
from pydantic import SecretStr

from ..long import few
from ..sourcing.receiver import Receiver
from .servers import Server, server

LINES = (
    {"goods": "婴儿睡袋", "quantity": 100, "musts": ["羊毛"]},
    {"goods": "婴儿睡袋", "quantity": 60, "musts": ["竹纤维"]},
    {"goods": "无线鼠标", "quantity": 200},
)
SELLERS = {"sup-norbranch", "sup-mianyun", "sup-qingqiao"}
ID = "m-killed"
HOMES = ("redis", "folder")


class Workers:
    """Each a process of its own, of a program that has only imported."""

    def __init__(self, report: str) -> None:
        command = [sys.executable, "-P", str(Path(__file__).with_name("letters_worker.py"))]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._report = report

    def run(self, settings: dict[str, Any], *answers: str, dies_at: int = 0) -> list[str]:
        """What one passed, its letters' states last where it came so far."""
        assert self._program.stdin is not None and self._program.stdout is not None
        case = {"settings": settings, "report": self._report, "answers": answers, "dies_at": dies_at}
        print(json.dumps(case), file=self._program.stdin, flush=True)
        passed: list[str] = json.loads(self._program.stdout.readline())
        status = int(self._program.stdout.readline())
        assert (status != 0) == bool(dies_at)
        return passed

    def close(self) -> None:
        self._program.communicate()


@pytest.fixture(scope="module")
def report(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    settings = Settings(store=six_store, state=tmp_path_factory.mktemp("plans"))
    with open_assistant(settings=settings) as assistant:
        return assistant.source(WrittenTask.model_validate({"lines": LINES, "language": "zh"})).model_dump_json()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Server]:
    with server(tmp_path / "valkey", appendonly="yes", appendfsync="always") as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture(scope="module")
def workers(report: str) -> Iterator[Workers]:
    running = Workers(report)
    yield running
    running.close()


def sent(out: Path) -> Counter[str]:
    return Counter(json.loads(each.read_text("utf-8"))["letter"]["supplier_id"] for each in out.glob("*.json"))


def steps(settings: dict[str, Any], workers: Workers) -> list[str]:
    """Those from the draft to the last letter."""
    passed = workers.run(settings, "yes")
    assert passed[-3:] == ["sent"] * 3
    return passed[:-3]


@pytest.mark.parametrize(
    ("home", "each"),
    [
        pytest.param("redis", False, id="redis-sent"),
        *(pytest.param(each, True, id=f"{each}-each", marks=pytest.mark.long) for each in HOMES),
    ],
)
def test_a_worker_killed_at_a_step_loses_and_doubles_no_letter(
    valkey: Server, receiver: Receiver, six_store: Path, tmp_path: Path, workers: Workers, home: str, each: bool
) -> None:
    """What it had begun goes on as the buyer, who got no answer, says yes again."""
    webhook = {"outbox": receiver.url, "outbox_secret": "s"}

    def kept(name: str) -> dict[str, Any]:
        where = {"redis_url": valkey.url} if home == "redis" else {"state": str(tmp_path / name)}
        with valkey.client() as client:
            client.flushall()
        return {"store": str(six_store), "cache": False, **where}

    passed = steps({**kept("first"), **webhook}, workers)
    assert len(passed) > 12
    for dies_at in range(1, len(passed) + 1) if each else [passed.index("after hand_over") + 1]:
        out = tmp_path / f"out-{dies_at}"
        for name, outbox in (("file", {"outbox": f"file:{out}"}), ("webhook", webhook)):
            settings = {**kept(f"{name}-{dies_at}"), **outbox}
            receiver.forget()
            passed = workers.run(settings, "yes", dies_at=dies_at)
            assert workers.run(settings, "yes", "yes")[-3:] == ["sent"] * 3, passed
        assert sent(out) == Counter(SELLERS), dies_at
        assert {json.loads(body)["letter"]["supplier_id"] for body in receiver.taken.values()} == SELLERS and len(receiver.taken) == 3
        bodies = {(each.headers["idempotency-key"], json.loads(each.body)["letter"]["text"]) for each in receiver.requests}
        assert len(bodies) == 3  # what came a second time is the same letter under its key


@pytest.mark.parametrize("answer", [pytest.param((), marks=pytest.mark.long), ("no",)])
def test_killed_before_a_yes_nothing_is_ever_sent(valkey: Server, six_store: Path, tmp_path: Path, workers: Workers, answer: tuple[str, ...]) -> None:
    settings = {"store": str(six_store), "redis_url": valkey.url, "cache": False, "outbox": f"file:{tmp_path / 'out'}"}
    for dies_at in (1, 3, 4) if not answer else (4,):
        workers.run(settings, "no", dies_at=dies_at)
    workers.run(settings, *answer)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("letter", few([1, 2, 3], 2))
def test_redis_killed_in_the_midst_of_sending(valkey: Server, receiver: Receiver, six_store: Path, report: str, letter: int) -> None:
    settings = Settings(store=six_store, redis_url=SecretStr(valkey.url), cache=False, outbox=receiver.url, outbox_secret=SecretStr("s"))
    receiver.on_letter = lambda id: valkey.kill() if id.endswith(f"-{letter}") and len(receiver.requests) == letter else None
    yes = Answer(answer="yes", version=1)
    with open_assistant(settings=settings) as assistant:
        asyncio.run(assistant.letters.draft(SourcingReport.model_validate_json(report), id=ID))
        with pytest.raises(OutsideError):
            asyncio.run(assistant.letters.answer(ID, yes))
        valkey.start()
        while True:
            try:
                found = asyncio.run(assistant.letters.answer(ID, yes))
                break
            except OutsideError:  # it hasn't noticed yet
                continue
    assert [each.status for each in found.letters] == ["sent"] * 3
    assert len(receiver.taken) == 3 and len({(each.headers["idempotency-key"], each.body) for each in receiver.requests}) == 3


def test_a_yes_while_redis_is_away_is_refused_and_sends_nothing(valkey: Server, receiver: Receiver, six_store: Path, report: str) -> None:
    settings = Settings(store=six_store, redis_url=SecretStr(valkey.url), cache=False, outbox=receiver.url, outbox_secret=SecretStr("s"))
    with open_assistant(settings=settings) as assistant:
        asyncio.run(assistant.letters.draft(SourcingReport.model_validate_json(report), id=ID))
        valkey.kill()
        with pytest.raises(DaogouError):
            asyncio.run(assistant.letters.answer(ID, Answer(answer="yes", version=1)))
        assert receiver.requests == []
        valkey.start()


STEPS = [pytest.param(home, step, marks=pytest.mark.long) for home in HOMES for step in range(1, 8)]


@pytest.mark.parametrize(("home", "step"), STEPS)
def test_a_turn_killed_while_it_sends_loses_and_doubles_no_letter(valkey: Server, six_store: Path, tmp_path: Path, home: str, step: int) -> None:
    """The buyer, who got no reply, says yes again."""
    where = {"redis_url": valkey.url} if home == "redis" else {"state": str(tmp_path / "state")}
    settings = json.dumps({"store": str(six_store), "cache": False, "outbox": f"file:{tmp_path / 'out'}", **where})

    def talk(dies_at: int, *texts: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-P", str(Path(__file__).with_name("talk_killed.py")), settings, str(dies_at), *texts]
        return subprocess.run(program, capture_output=True, text=True, check=False)

    assert talk(0, "婴儿睡袋100个、无线鼠标200个", "给他们写信").returncode == 0 and not (tmp_path / "out").exists()
    assert talk(step, "可以,发吧").returncode == -9
    done = talk(0, "可以,发吧")
    assert done.returncode == 0, done.stderr
    assert sorted(sent(tmp_path / "out").values()) == [1, 1]
