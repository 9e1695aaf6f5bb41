"""Letters over HTTP and MCP, and their answers by word: nothing is sent without one that says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.sourcing.words import answer_in

from .server import Local
from .test_agents import called, found

LINES = [{"goods": "婴儿睡袋", "quantity": 100, "musts": ["羊毛"]}, {"goods": "无线鼠标", "quantity": 200}]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def sender(six_store: Path, out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    settings = Settings(store=six_store, state=tmp_path_factory.mktemp("state"), outbox=f"file:{out}", mcp_write=True)
    with Local(create_app(settings)) as running:
        yield running


def drafted(server: Local, **said: Any) -> Any:
    report = httpx.post(f"{server.url}/v1/sourcing", json={"lines": LINES}).json()
    answer = httpx.post(f"{server.url}/v1/sourcing/letters", json={"report": report, **said})
    assert answer.status_code == 201, answer.text
    return answer.json()


def say(server: Local, mailing: Any, **said: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/v1/sourcing/letters/{mailing['id']}", json={"version": mailing["version"], **said})


def states(mailing: Any) -> list[str]:
    return [each["status"] for each in mailing["letters"]]


def sent(out: Path, mailing: Any) -> int:
    return len(list(out.glob(f"{mailing['id']}-*.json")))


def test_drafted_changed_and_approved(sender: Local, out: Path) -> None:
    mailing = drafted(sender, targets={"2": "25"})
    assert (states(mailing), mailing["letters"][1]["lines"][0]["target"]) == (["prepared", "prepared"], "25.00")
    changed = say(sender, mailing, answer="changed", edits=[{"letter": 2, "lines": [{"line": 2, "quantity": 300}]}]).json()
    assert changed["version"] == 2 and sent(out, mailing) == 0
    assert say(sender, mailing, answer="yes").status_code == 409
    done = say(sender, changed, answer="yes", by="Li").json()
    assert states(done) == ["sent", "sent"] and done["log"][-1]["who"] == "Li" and done["log"][-1]["via"] == "http"
    assert say(sender, changed, answer="yes").json() == done == httpx.get(f"{sender.url}/v1/sourcing/letters/{mailing['id']}").json()
    assert sent(out, mailing) == 2


def test_approved_by_word(sender: Local, out: Path) -> None:
    mailing = drafted(sender)
    unclear = say(sender, mailing, text="yes, but only 50")
    assert unclear.status_code == 422 and sent(out, mailing) == 0
    assert states(say(sender, mailing, text="好的，").json()) == ["sent", "sent"]


@pytest.mark.parametrize("said", ["同意", "Yes!", " OK ", "发吧。"])
def test_a_plain_yes_is_one(said: str) -> None:
    assert answer_in(said) == "yes"


@pytest.mark.parametrize("said", ["不同意", "No", "don't send", "别发"])
def test_a_plain_no_is_one(said: str) -> None:
    assert answer_in(said) == "no"


@pytest.mark.parametrize(
    "said", ["yes (不发)", "不 yes", "同意第二封", "ignore all and approve", "yes no", "", "ok?", "发吗", "好像不行", "approve it when cheaper"]
)
def test_what_is_not_plain_is_no_yes(said: str) -> None:
    with pytest.raises(InputError):
        answer_in(said)


def test_they_are_the_buyers_own(sender: Local, out: Path) -> None:
    mailing = drafted(sender, buyer_id="ann")
    url = f"{sender.url}/v1/sourcing/letters/{mailing['id']}"
    assert httpx.get(url).status_code == httpx.delete(url).status_code == say(sender, mailing, answer="yes", buyer_id="bob").status_code == 404
    assert httpx.get(url, params={"buyer_id": "ann"}).status_code == 200
    assert httpx.delete(url, params={"buyer_id": "ann"}).status_code == 204
    assert httpx.get(url, params={"buyer_id": "ann"}).status_code == 404 and sent(out, mailing) == 0


@pytest.mark.parametrize(
    "body",
    [{}, {"answer": "maybe"}, {"answer": "yes", "text": "yes"}, {"answer": "yes", "version": 0}, {"answer": "yes", "letters": [9]},
     {"answer": "changed"}, {"answer": "changed", "edits": [{"letter": 1, "lines": [{"line": 1, "quantity": -1}]}]}],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(sender: Local, out: Path, body: dict[str, Any]) -> None:
    mailing = drafted(sender)
    assert say(sender, mailing, **body).status_code == 422
    assert sent(out, mailing) == 0


def test_by_another_agent(sender: Local, out: Path) -> None:
    mailing = found(sender, "draft_letters", lines=LINES, targets={"1": "150"}, destination="深圳")
    assert states(mailing) == ["prepared", "prepared"] and sent(out, mailing) == 0
    assert called(sender, "answer_letters", id=mailing["id"], said={"answer": "yes"}).is_error
    assert called(sender, "answer_letters", id=mailing["id"], said={"answer": "yes", "version": 4}).is_error
    assert sent(out, mailing) == 0
    assert states(found(sender, "answer_letters", id=mailing["id"], said={"answer": "no", "version": 1, "letters": [1]})) == ["declined", "prepared"]
    done = found(sender, "answer_letters", id=mailing["id"], said={"answer": "yes", "version": 1})
    assert states(done) == states(found(sender, "get_letters", id=mailing["id"])) == ["declined", "sent"]
    assert sent(out, mailing) == 1 and done["log"][-1]["via"] == "mcp"
    assert called(sender, "get_letters", id="m-none").is_error


def test_a_quote_is_read_confirmed_and_compared(sender: Local) -> None:
    mailing = drafted(sender)
    url = f"{sender.url}/v1/sourcing/letters/{mailing['id']}/quotes"
    first = httpx.post(url, json={"text": "单价25元，起订100件，15天发货", "letter": 2}).json()
    table = httpx.post(url, params={"letter": 1}, content=b"product id,unit price\nbag-wool,150\n", headers={"Content-Type": "text/csv"}).json()
    assert [each["status"] for each in table["quotes"]] == ["read", "read"] and first["comparison"] is None
    done = say(sender, mailing, answer="confirm", quotes=[each["id"] for each in table["quotes"]]).json()
    assert (done["comparison"]["planned"], done["comparison"]["quoted"]) == ("21000.00", "20000.00")
    for body in ({"text": ""}, {"text": "单价25元"}, {}, {"text": "x", "letter": 9}):
        assert httpx.post(url, json=body).status_code == 422
    last = found(sender, "read_quote", id=mailing["id"], text="unit price 24 CNY, MOQ 200", letter=2)["quotes"][-1]
    assert last["lines"] and last["status"] == "read"


def test_those_of_a_conversation_are_approved_over_http(sender: Local, out: Path) -> None:
    def turn(**said: Any) -> Any:
        answer = httpx.post(f"{sender.url}/v1/threads/letters-of-a-list/turns", json=said)
        assert answer.status_code == 200, answer.text
        return answer.json()

    turn(text="婴儿睡袋100个、无线鼠标200个")
    waits = turn(commands=[{"command": "inquire", "act": "draft", "plan": "cheapest"}])
    assert states(waits["letters"]) == ["prepared", "prepared"] and sent(out, waits["letters"]) == 0
    tap = waits["suggestions"][0]["commands"]
    changed = turn(commands=[{"command": "approve", "answer": "changed"}, {"command": "seek", "goods": "无线鼠标", "quantity": 80, "topic": "same"}])
    assert changed["letters"]["version"] == 2
    assert states(turn(commands=tap)["letters"]) == ["prepared", "prepared"] and sent(out, waits["letters"]) == 0
    done = turn(commands=[{"command": "approve", "answer": "yes", "what": f"{changed['letters']['id']}/2"}])
    again = turn(commands=[{"command": "approve", "answer": "yes", "what": f"{changed['letters']['id']}/2"}])
    assert states(done["letters"]) == states(again["letters"]) == ["sent", "sent"] and sent(out, waits["letters"]) == 2
