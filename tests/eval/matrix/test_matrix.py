"""Prompts times models, on scripted models of different skill behind a real server: each cell, what carries over, and a rerun for nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from daogou.eval.cassette import Cassette
from daogou.eval.matrix.carrying import carried, sentences, steps
from daogou.eval.matrix.case import Check, MatrixCase, read_cases
from daogou.eval.matrix.checks import malformed, unmet
from daogou.eval.matrix.example import CASES, PROMPTS
from daogou.eval.matrix.label import ordered
from daogou.eval.matrix.models import named, opened
from daogou.eval.matrix.promptfoo import configured
from daogou.eval.matrix.run import Result, prompts_in, run
from daogou.eval.matrix.skilled import SKILLS
from daogou.eval.matrix.told import told
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st

from ...models.chat_server import ChatServer, serving

MODELS = ["able", "weak", "plain"]
EXAMPLE = read_cases(CASES)
NOBODY = ChatServer(url="http://127.0.0.1:9/v1")


def skilled(body: dict[str, Any]) -> str:
    return SKILLS[body["model"]](body["messages"][0]["content"], body["messages"][-1]["content"])


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving(ChatServer(say=skilled)) as chat:
        yield chat


def results(server: ChatServer, cassette: Path, replay: bool = False, models: list[str] = MODELS) -> list[Result]:
    served = named(models, server.url)
    return run(prompts_in(PROMPTS), opened(served, None, cassette, replay), EXAMPLE, deadline_s=300, pause_s=0)


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's 360 answers, recorded once."""
    file = tmp_path_factory.mktemp("matrix") / "tape.jsonl"
    with serving(ChatServer(say=skilled)) as chat:
        first = results(chat, file)
        assert len(first) == 360 and not any(result.failed for result in first)
        assert chat.asked[0]["response_format"]["json_schema"]["name"] == "Price"
    return file


@pytest.fixture(scope="module")
def found(tape: Path) -> list[Result]:
    return results(NOBODY, tape, replay=True)


def cell(found: list[Result], prompt: str, model: str) -> tuple[int, int]:
    """(well formed, right) of 40."""
    some = [result for result in found if (result.prompt, result.model) == (prompt, model)]
    return sum(result.formed for result in some), sum(result.right for result in some)


def test_each_cell_is_what_its_model_can(found: list[Result]) -> None:
    assert {cell(found, f"price@{version}", "able") for version in (1, 2, 3)} == {(40, 40)}
    assert cell(found, "price@1", "weak") == (0, 40) and cell(found, "price@2", "weak") == (40, 40)
    assert cell(found, "price@3", "plain") == (40, 0)
    assert all(result.prompt_tokens and result.completion_tokens for result in found)


def test_what_carries_over_is_said_plainly(found: list[Result]) -> None:
    words = {(one.prompt, one.away): one.word for one in carried(found, "able")}
    assert words == {
        ("price@1", "weak"): "does not carry over",
        ("price@1", "plain"): "carries over",
        ("price@2", "weak"): "carries over",
        ("price@2", "plain"): "carries over",
        ("price@3", "weak"): "carries over",
        ("price@3", "plain"): "does not carry over",
    }
    assert {(step.newer, step.model): step.change.sign for step in steps(found) if step.change.sign} == {
        ("price@2", "weak"): 1,
        ("price@3", "plain"): -1,
    }
    said = sentences(found, "able")
    assert "price@1 does not carry over from able to weak: right answers change by -100 points (-100 to -87), of 40 cases." in said
    (second,) = [sentence for sentence in said if sentence.startswith("price@2 is")]
    assert "not shown to differ from price@1 on able" in second and "better than price@1 on weak" in second
    assert told(found, "able").tables[1]["rows"]


def test_an_improvement_that_turns_round_is_said() -> None:
    rows = {("p@1", "big"): 10, ("p@2", "big"): 30, ("p@1", "small"): 30, ("p@2", "small"): 10}
    found = [Result(prompt, model, str(case), missed=() if case < right else ("x",)) for (prompt, model), right in rows.items() for case in range(40)]
    assert "what it changes on big turns round on small" in " ".join(sentences(found, "big"))


def test_few_cases_tell_nothing() -> None:
    found = [Result("p@1", model, str(case)) for model in ("a", "b") for case in range(3)]
    (one,) = carried(found, "a")
    assert one.word == "can't be told" and "can't be told from 3 cases" in one.sentence


def test_a_rerun_costs_nothing_and_says_the_same(server: ChatServer, tape: Path, found: list[Result]) -> None:
    again = results(server, tape)
    assert server.asked == [] and all(result.replayed for result in again)
    assert [(result.text, result.seconds) for result in again] == [(result.text, result.seconds) for result in found]


def test_what_is_not_recorded_fails_where_nobody_is_asked(server: ChatServer, tape: Path, tmp_path: Path) -> None:
    found = results(server, tape, replay=True, models=["able", "other"])
    assert all(("no reply of other" in result.failed) == (result.model == "other") for result in found)
    said = " ".join(sentences(found, "able"))
    assert "able to other can't be told: no case has an answer of both" in said and "+0 points" not in said.split("able to other")[1].split(".")[0]
    assert "on other (no case has both answers)" in said
    with pytest.raises(InputError, match="no recordings to replay"):
        results(server, tmp_path / "none.jsonl", replay=True, models=["able"])


def test_a_model_that_answers_nothing_is_no_worse_than_unknown(server: ChatServer, tmp_path: Path) -> None:
    server.always = "500"
    found = results(server, tmp_path / "tape.jsonl", models=["able"])
    assert all(result.failed for result in found) and not (tmp_path / "tape.jsonl").exists()
    assert told(found, "able").tables[0]["rows"][0][2] == "none answered"


def test_a_torn_last_line_of_a_killed_run_is_left_out_and_asked_again(server: ChatServer, tape: Path, tmp_path: Path) -> None:
    whole, torn = tape.read_text(), tmp_path / "tape.jsonl"
    torn.write_text(whole[:-20])
    assert len(Cassette(torn)) == whole.count("\n") - 1
    results(server, torn)
    assert 1 <= len(server.asked) <= 2  # two cases may ask the same
    assert len(Cassette(torn)) == len(Cassette(tape)) and torn.read_text().count("\n") == whole.count("\n")
    last = whole.rstrip("\n").rsplit("\n", 1)[1]
    for cut in range(1, len(last)):  # wherever it was torn, behind an inner bracket too
        torn.write_text(whole.rstrip("\n")[:-cut])
        assert len(Cassette(torn)) == whole.count("\n") - 1
    torn.write_text(whole.rstrip("\n"))
    assert len(Cassette(torn)) == len(Cassette(tape))
    torn.write_text("torn\n" + whole)
    with pytest.raises(InputError, match="line 1"):
        Cassette(torn)
    torn.write_bytes(b"\x89PNG of somebody")
    with pytest.raises(InputError, match="line 1"):
        Cassette(torn)
    assert torn.read_bytes() == b"\x89PNG of somebody"


@pytest.mark.parametrize(
    ("text", "kind", "value", "at", "holds"),
    [
        (' {"price": 80}', "json", 80, "price", True),
        ('{"price": 80.0}', "json", 80, "price", True),
        ('So: {"price": 80}.', "json", 80, "price", True),
        ('{"price": true}', "json", 1, "price", False),
        ('{"a": [{"b": null}]}', "json", None, "a.0.b", True),
        ("{}", "json", None, "price", False),
        ("no", "json", None, "", False),
        ("About 1,200 yuan", "numbers_from", "message", "", True),
        ("About 1300 yuan", "numbers_from", "message", "", False),
        ("No numbers", "numbers_from", "message", "", True),
        ("红色的", "contains", "红色", "", True),
        ("Red ones", "contains_any", ["red", "blue"], "", True),
        ("Red ones", "not_contains", "red", "", False),
        (" Yes ", "equals", "yes", "", True),
    ],
)
def test_checks(text: str, kind: Any, value: Any, at: str, holds: bool) -> None:
    case = MatrixCase(id="c", language="en", values={"message": "1200 pieces"}, checks=(Check(kind=kind, value=value, at=at),))
    assert (unmet(text, case) == ()) is holds


@given(st.text(max_size=60) | st.sampled_from(['{"price": 80}', '[{"price"', "80"]))
def test_any_answer_is_judged(text: str) -> None:
    missed = unmet(text, EXAMPLE.cases[0])
    assert set(missed) <= {f"json price {json.dumps(EXAMPLE.cases[0].checks[0].value)}", 'numbers_from "message"'}
    assert malformed(text, EXAMPLE) or set(json.loads(text)) == {"price"}


def test_versions_are_ordered_as_numbers() -> None:
    assert sorted(["p@10", "p@9", "p@9.1", "a@1"], key=ordered) == ["a@1", "p@9", "p@9.1", "p@10"]


def test_promptfoo_gets_what_was_measured(server: ChatServer) -> None:
    prompts, cases = prompts_in(PROMPTS), read_cases(CASES)
    told = yaml.safe_load(configured(prompts, named(["able", "b=http://127.0.0.1:1/v1"], server.url), cases))
    assert set(told) == {"description", "prompts", "providers", "defaultTest", "tests"}
    assert told["prompts"][0] == {"id": "price@1", "label": "price@1", "raw": "{{ price_1 | dump }}"}
    assert [provider["config"]["apiBaseUrl"] for provider in told["providers"]] == [server.url, "http://127.0.0.1:1/v1"]
    assert told["defaultTest"]["assert"][0]["type"] == "is-json" and len(told["tests"]) == 40
    rendered = [
        {"role": {"system": "system", "human": "user"}[one.type], "content": one.text} for one in prompts[1].messages(**cases.cases[0].values)
    ]
    assert told["tests"][0]["vars"]["price_2"] == rendered
    assert {one["type"] for one in told["tests"][0]["assert"]} == {"javascript"}


def test_wrong_input_is_told(tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text("cases: [{id: a, language: zh, values: {}, checks: [{kind: contains, value: 3}]}]")
    with pytest.raises(InputError, match="contains takes a text"):
        read_cases(tmp_path / "cases.yaml")
    with pytest.raises(InputError, match="no prompts"):
        prompts_in(tmp_path)
    with pytest.raises(InputError, match="no scripted model"):
        opened(named(["scripted:x"], None), None, tmp_path / "t")
    with pytest.raises(InputError, match="Where is the model"):
        opened(named(["x"], None), None, tmp_path / "t")
    with pytest.raises(InputError, match="called 'x'"):
        named(["x", "x=http://a"], None)
    with pytest.raises(InputError, match="undefined"):
        run(prompts_in(PROMPTS), [], read_cases_of(tmp_path))


def read_cases_of(folder: Path) -> Any:
    (folder / "c.yaml").write_text("cases: [{id: a, language: zh, values: {other: x}, checks: [{kind: contains, value: x}]}]")
    return read_cases(folder / "c.yaml")
