"""Live turns become cases: the surprising first, near-duplicates once, and none is played before a person has confirmed it."""

from pathlib import Path

import pytest
import yaml
from daogou.cli.main import main
from daogou.eval.compare.suites.threads import Threads
from daogou.eval.live.cases import again, merged, propose_cases, sample, spots, surprises
from daogou.eval.live.traces import Traces, of_log
from daogou.graphs.opening import Assistant
from daogou.memory.conversations import open_conversations
from daogou.memory.turnlog.labels import Labels
from daogou.schema.errors import InputError


def by_first(traces: Traces, said: str) -> int:
    return next(place for place, trace in enumerate(traces.all) if trace.turns[0].said == said)


def test_a_log_is_read_back_by_conversation_with_its_ratings(traces: Traces) -> None:
    assert len(traces.all) == 6 and all(trace.whole for trace in traces.all) and traces.unread == 0
    ann = traces.all[by_first(traces, "婴儿睡袋，100元以内")]
    assert [turn.said for turn in ann.turns] == ["婴儿睡袋，100元以内", "第一款有什么认证？", "怎么选"]
    assert (ann.ratings[2].score, ann.ratings[2].comment) == (-1, "没有回答认证")


def test_lines_that_are_none_are_counted_and_a_folder_without_a_log_is_told_of(log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "turns-2026-11-25-0001.jsonl"
    copy.write_bytes(next(log.glob("*.jsonl")).read_bytes() + b'{"kind": "turn"}\nnonsense\n[1]\n\xff\n')
    assert of_log(tmp_path).unread == 4 and len(of_log(copy).all) == 6
    with pytest.raises(InputError, match="DAOGOU_TURN_LOG"):
        of_log(tmp_path / "elsewhere")


def test_what_was_kept_is_read_where_nothing_was_logged(shop: Assistant) -> None:
    with open_conversations(shop.settings) as conversations:
        kept = of_conversations_labelled(conversations)
    assert {tuple(trace.ratings) for trace in kept.all} == {(2,)} and len(kept.all) == 2
    assert not [trace for trace in kept.all if "talk-of" in trace.thread + trace.turns[0].model_dump_json()]


def of_conversations_labelled(conversations: object) -> Traces:
    from daogou.eval.live.traces import of_conversations

    return of_conversations(conversations, Labels(b"k" * 32))  # type: ignore[arg-type]


def test_surprise_is_what_the_buyer_did_and_what_we_noticed(traces: Traces) -> None:
    ann, kim = traces.all[by_first(traces, "婴儿睡袋，100元以内")], traces.all[by_first(traces, "飞机发动机")]
    assert surprises(ann, 1) == () and surprises(ann, 2) == ("down",)
    assert {"rephrased", "nothing"} <= set(surprises(kim, 1))


@pytest.mark.parametrize(
    ("said", "then", "same"),
    [
        ("婴儿睡袋 纯棉的", "纯棉的婴儿睡袋", True),
        ("sleeping bag for babies, cotton", "cotton sleeping bag for babies please", True),
        ("婴儿睡袋", "婴儿睡袋", False),
        ("婴儿睡袋", "第一款有什么认证", False),
        ("what about wool?", "compare the first two", False),
    ],
)
def test_a_rephrase_is_the_same_wish_in_other_words(said: str, then: str, same: bool) -> None:
    assert again(said, then) == same


def test_near_duplicates_are_one_case_and_another_figure_in_the_same_words_too(traces: Traces) -> None:
    groups = merged(list(spots(traces.all, {"language": "zh", "turn": "1", "intent": "search"})))
    sizes = {spot.trace.turns[0].said: size for spot, size in groups}
    assert sizes["婴儿睡袋，100元以内"] == 3 and "婴儿睡袋，80元以内" not in sizes


def test_every_slice_has_its_share_and_the_most_surprising_come_first(traces: Traces) -> None:
    found = list(spots(traces.all, {}))
    drawn = sample(found, len(found), seed=1)
    assert {(id(spot.trace), spot.turn) for spot in drawn} == {(id(spot.trace), spot.turn) for spot in found} and len(drawn) == len(found)
    few = sample(found, 6, seed=1)
    assert {spot.trace.turns[0].reply.language for spot in few} == {"zh", "en"}


def test_a_case_is_played_only_once_a_person_confirmed_it(traces: Traces, log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "live.yaml"
    run("eval", "cases", str(log), "--to", str(file), "-n", "50")
    rows = yaml.safe_load(file.read_text("utf-8"))
    assert 4 <= len(rows) <= 10 and all(row["proposed"] for row in rows) and list(Threads(tmp_path).cases()) == []
    down = next(row for row in rows if "rated -1" in row["note"])
    assert "没有回答认证" in down["note"] and "expect" not in down["turns"][0] and down["turns"][-1]["expect"]["intent"] == "product_question"
    assert any(row["turns"][0]["say"] == "飞机发动机" and "rephrased" in row["note"] for row in rows) and not any("谢谢" in str(row) for row in rows)
    keep, drop = rows[0]["id"], rows[1]["id"]
    run("eval", "confirm", str(file), "--keep", keep, "--drop", drop)
    assert "1 confirmed, 1 dropped" in capsys.readouterr().err
    assert [case.id for case in Threads(tmp_path).cases()] == [keep]
    assert run("eval", "confirm", str(file), "--keep", keep) == 2  # it is proposed no more
    assert propose_cases(traces, file, 50).known >= len(rows) - 1 and file.read_text("utf-8").startswith("#")


def run(*line: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(list(line))
    return int(done.value.code or 0)


def test_a_person_goes_through_them_at_the_terminal(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import click

    file = tmp_path / "live.yaml"
    run("eval", "cases", str(log), "--to", str(file), "-n", "4")
    ids = [row["id"] for row in yaml.safe_load(file.read_text("utf-8"))]
    answers = iter("kedl")
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr(click, "edit", lambda text, **_: text.replace("intent: ", "intent: pick #"))
    assert run("eval", "confirm", str(file)) == 0
    rows = {row["id"]: row for row in yaml.safe_load(file.read_text("utf-8"))}
    assert list(rows) == [ids[0], ids[1], ids[3]] and [rows[each].get("proposed", False) for each in rows] == [False, False, True]
    assert rows[ids[1]]["turns"][-1]["expect"]["intent"] == "pick"
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "e")
    monkeypatch.setattr(click, "edit", lambda text, **_: text.replace("say:", "says:"))
    before = file.read_text("utf-8")
    assert run("eval", "confirm", str(file)) == 2 and file.read_text("utf-8") == before
