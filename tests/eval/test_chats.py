"""Chats for fine-tuning: each answer is a line that comes to the message's commands, under the prompt that turns have."""

import json
from pathlib import Path

import pytest
import yaml
from daogou.cli.main import main
from daogou.eval.chats import Message, chat, of_corpus
from daogou.eval.compare.suites.threads import held_in
from daogou.eval.live.traces import of_log
from daogou.graphs.opening import open as open_assistant
from daogou.models.prompt_library import PromptLibrary
from daogou.reader.corpus import corpus
from daogou.reader.line_form import parsed
from daogou.reader.written import alike
from daogou.schema.settings import Settings
from daogou.understanding.tokens.fact_names import market_in

EVERY = 45
"""Of so many rows one: all of them take a minute."""


def test_every_answer_comes_to_the_commands_that_were_annotated() -> None:
    found = list(of_corpus(list(corpus())[::EVERY]))
    said = [(one, line) for one in found if (line := one.line) is not None]
    assert len(said) / len(found) > 0.8
    for one, line in said:
        read = parsed(line, one.text, len(one.titles), market_in)
        assert (read.ungrounded, alike(read.commands, one.commands)) == ((), True), line


def test_a_chat_is_what_a_turn_asks_and_the_line() -> None:
    message = Message("does the second come in black?", (), "backpack", ("1. Urban backpack", "2. Trek backpack"))
    system, user, answer = chat(message, "check black of #2", PromptLibrary().get("commands"))["messages"]
    assert [each["role"] for each in (system, user, answer)] == ["system", "user", "assistant"]
    assert user["content"] == "1. Urban backpack\n2. Trek backpack\n[backpack] does the second come in black? =>"
    assert answer["content"] == "check black of #2"


def test_of_a_log_only_confirmed_turns_are_taken(six_store: Path, tmp_path: Path) -> None:
    log, cases, rows, out = tmp_path / "log", tmp_path / "kept.yaml", tmp_path / "rows.txt", tmp_path / "chats.jsonl"
    with open_assistant(settings=Settings(store=six_store, state=tmp_path / "state", turn_log=log)) as assistant:
        for text in ("婴儿睡袋，100元以内", "第二款有什么认证？", "谢谢"):
            assistant.ask(text, thread="t")
        assistant.ask("婴儿睡袋，80元以内", thread="other")
    assert len(of_log(log).all) == 2
    held = {"id": "a", "lang": "zh", "turns": [{"say": "婴儿睡袋，100元以内"}, {"say": "第二款有什么认证？"}]}
    later = {"id": "b", "lang": "zh", "proposed": True, "turns": [{"say": "婴儿睡袋，80元以内"}]}
    cases.write_text(yaml.safe_dump([held, later], allow_unicode=True), "utf-8")
    assert len(list(held_in(cases))) == 2
    rows.write_text("backpack | ask: does [the third one](ref) come in [black](value)?\n", "utf-8")
    with pytest.raises(SystemExit, match="0"):
        main(["eval", "export", str(out), "--rows", str(rows), "--log", str(log), "--cases", str(cases)])
    chats = [json.loads(line)["messages"] for line in out.read_text("utf-8").splitlines()]
    said = [each[1]["content"].splitlines()[-1] for each in chats]
    assert "does the third one come in black? =>" in said[0]
    assert [text for text in said if "婴儿睡袋，100元以内" in text] and not [text for text in said if "80元" in text or "谢谢" in text]
    assert [each[2]["content"] for each in chats][:2] == ["check black of #3", "seek 婴儿睡袋; want price <= 100元"]
