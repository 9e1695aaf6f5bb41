"""A patrol of a running server: what breaks and what moves is raised with its case; whatever the server does is told of."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from daogou.cli.main import main
from daogou.eval.patrol.patrol import Orders, patrol
from daogou.eval.patrol.round import BEAT, Round, Step, cases_of
from daogou.eval.patrol.watch import Report, watched
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from ...serving.server import free_port
from ...waiting import HANG_S, until

CASES = """
- id: bags
  lang: zh
  turns:
    - {say: 婴儿睡袋，100元以内, expect: {intent: search, category: 婴儿睡袋, conditions: [price<=100], cards: {min: 1}}}
    - {say: 第一款有什么认证？, expect: {intent: product_question}}
- id: in-english
  lang: en
  turns:
    - {say: baby sleeping bag under 100 yuan, expect: {intent: search, category: 婴儿睡袋, conditions: [price<=100], cards: {min: 1}}}
- id: not-confirmed
  lang: en
  proposed: true
  turns:
    - {say: hello, expect: {intent: search}}
"""


@pytest.fixture(scope="module")
def url(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, app = free_port(), create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("patrolled")))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started, "the server")
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(HANG_S)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "cases.yaml"
    file.write_text(CASES, "utf-8")
    return file


def go(*line: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(["eval", "patrol", *line])
    return int(done.value.code or 0)


def test_what_breaks_and_what_moves_is_raised_with_its_case(url: str, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, prom = tmp_path / "kept" / "base.json", tmp_path / "patrol.prom"
    line = [url, "--cases", str(cases), "--baseline", str(base), "--metrics", str(prom), "--json"]
    assert go(*line) == 0
    first = Report.model_validate_json(capsys.readouterr().out)
    assert (first.turns, first.right, first.found, first.first) == (3, 3, (), True) and base.exists()
    assert go(*line, "--every", "0.1s", "--rounds", "2") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    text = prom.read_text()
    assert 'daogou_patrol_case_ok{case="bags"} 1.0' in text and "daogou_patrol_up 1.0" in text and 'daogou_patrol_turns{outcome="right"} 3.0' in text
    cases.write_text(
        CASES.replace("[price<=100], cards: {min: 1}}}\n    - {say: 第一款", "[price<=90], cards: {min: 1}}}\n    - {say: 第一款"), "utf-8"
    )
    kept = json.loads(base.read_text("utf-8"))
    kept["steps"][2]["offered"] = ["gone-1", "gone-2"]
    base.write_text(json.dumps(kept), "utf-8")
    assert go(*line) == 1
    found = {(one.kind, one.case, one.turn) for one in Report.model_validate_json(capsys.readouterr().out).found}
    assert found == {("regression", "bags", 1), ("drift", "in-english", 1)}
    text = prom.read_text()
    assert 'daogou_patrol_case_ok{case="bags"} 0.0' in text and 'daogou_patrol_found{kind="drift"} 1.0' in text
    go(*line, "--accept")
    capsys.readouterr()
    assert go(*line) == 0
    assert [one.kind for one in Report.model_validate_json(capsys.readouterr().out).found] == ["known"]


def test_a_first_round_that_is_wrong_is_no_baseline_by_itself(url: str, cases: Path, tmp_path: Path) -> None:
    cases.write_text(CASES.replace("intent: product_question", "intent: compare"), "utf-8")
    line, base = [url, "--cases", str(cases), "--baseline", str(tmp_path / "base.json")], tmp_path / "base.json"
    assert go(*line) == 1 and not base.exists()
    assert go(*line, "--accept") == 1 and base.exists() and go(*line) == 0


def test_what_a_patrol_said_is_forgotten_again(url: str, cases: Path, tmp_path: Path) -> None:
    go(url, "--cases", str(cases), "--baseline", str(tmp_path / "base.json"))
    listed = httpx.get(f"{url}/v1/threads")
    assert listed.status_code != 200 or not [one for one in listed.json()["threads"] if one["thread_id"].startswith("patrol-")]


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server of ours that does with each connection what it is told."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    caller, _ = door.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(caller,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"


def saying(content: bytes, status: str = "200 OK") -> Callable[[socket.socket], None]:
    def answer(caller: socket.socket) -> None:
        with caller:
            caller.recv(65536)
            caller.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n".encode() + content)

    return answer


def hang(caller: socket.socket) -> None:
    with caller:
        while caller.recv(65536):
            pass


def drip(caller: socket.socket) -> None:
    """An answer that never ends, a byte at a time."""
    with caller:
        caller.recv(65536)
        caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(200):
            try:
                caller.sendall(b" ")
            except OSError:
                return
            time.sleep(0.05)


def mumble(caller: socket.socket) -> None:
    with caller:
        caller.recv(65536)
        caller.sendall(b"\x00\x01 not http at all\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (hang, "slow"),
        (drip, "slow"),
        (mumble, "garbage"),
        (saying(b"<html>welcome</html>"), "garbage"),
        (saying(b'{"output": {"text": "hi"}}'), "garbage"),
        (saying(b'{"other": 1}'), "garbage"),
        (saying(b"[]"), "garbage"),
        (saying(b"\xff\xfe"), "garbage"),
        (saying(b"", "502 Bad Gateway"), "refused"),
        (saying(b"", "307 Temporary Redirect"), "refused"),
        (saying(b'{"detail": "no"}', "401 Unauthorized"), "refused"),
    ],
)
def test_whatever_a_server_does_is_told_of(answer: Callable[[socket.socket], None], kind: str, tmp_path: Path) -> None:
    with listening(answer) as url:
        said: list[Report] = []
        patrol(Orders(url, tmp_path / "base.json", patience_s=0.5 if kind == "slow" else HANG_S), cases_of(BEAT)[:2], said.append)
    assert {one.kind for one in said[0].found} == {kind} and len(said[0].found) == 2 and not (tmp_path / "base.json").exists()


def test_a_server_that_is_down_is_asked_once_a_round(tmp_path: Path) -> None:
    port, prom = free_port(), tmp_path / "p.prom"
    report = patrol(Orders(f"http://127.0.0.1:{port}", tmp_path / "base.json", textfile=prom), cases_of(BEAT), lambda _: None)
    assert [one.kind for one in report.found] == ["down"] and "daogou_patrol_up 0.0" in prom.read_text()


@pytest.mark.parametrize("line", [["ftp://x"], ["http://"], ["http://x", "--every", "soon"], ["http://x", "--cases", "/none.yaml"], ["http://[::1"]])
def test_wrong_usage_is_one_sentence(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert go(*line) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_cases_that_nobody_confirmed_are_not_said(cases: Path) -> None:
    assert [held.id for held in cases_of(cases)] == ["bags", "in-english"]


def test_a_slower_server_has_drifted() -> None:
    def round_(ms: float) -> Round:
        return Round.model_validate(
            {"at": "2026-11-25T00:00:00Z", "steps": [Step(case="c", turn=number, said="s", ms=ms).model_dump() for number in range(1, 4)]}
        )

    assert [one.kind for one in watched(round_(400), round_(100)).found] == ["drift"]
    assert watched(round_(180), round_(100)).found == () == watched(round_(20), round_(5)).found


def test_metrics_can_be_scraped_and_a_taken_port_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    port, seen = free_port(), list[str]()

    def scrape(_: float) -> None:
        seen.append(httpx.get(f"http://127.0.0.1:{port}/metrics").text)

    with listening(saying(b"{}")) as url:
        patrol(Orders(url, tmp_path / "base.json", every_s=1, rounds=2, port=port), cases_of(BEAT)[:1], lambda _: None, wait=scrape)
    assert 'daogou_patrol_found{kind="garbage"} 1.0' in seen[0]
    assert go(url, "--port", str(port)) == 2 and "Port" in capsys.readouterr().err
