"""The scenario suite's files are well formed, and its runner finds what isn't as expected."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from daogou.eval.scenario import WORDINGS, Scenario, scenarios
from daogou.eval.scenarios import Outcome, play
from daogou.graphs.opening import Assistant
from daogou.schema.errors import InputError
from daogou.understanding.ledger.where import parse_where

SUITE = list(scenarios())
SAY = ("婴儿睡袋，100元以内", "婴儿睡袋,100元以内", "infant sleeping bags under 100 yuan", "你好，想要婴儿睡袋，100元以内的")
MORE = ("第一款多少钱？", "第一款多少钱", "how much is the first one?", "那第一款多少钱呢？")


def scenario(*expect: dict[str, object]) -> Scenario:
    says = [SAY, MORE, MORE]
    turns = [{"say": say, "expect": each} for say, each in zip(says, (*expect, {}, {}, {}), strict=False)]
    return Scenario.model_validate({"id": "s", "lang": "zh", "slice": "test", "turns": turns})


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(each.id for each in SUITE).items() if count > 1] == []


def test_half_of_the_scenarios_are_first_said_in_chinese() -> None:
    assert 0.4 <= sum(each.lang == "zh" for each in SUITE) / len(SUITE) <= 0.6


def test_every_turn_is_said_in_four_wordings() -> None:
    for turn in (turn for each in SUITE for turn in each.turns):
        assert turn.tap is not None or len(set(turn.say)) == len(WORDINGS), turn.say


def test_what_is_expected_can_be_read() -> None:
    for number, turn in (numbered for each in SUITE for numbered in enumerate(each.turns, 1)):
        expect = turn.expect
        for condition in (*expect.conditions, *expect.has):
            for one in condition.split("|"):
                assert len(parse_where(one.strip().removeprefix("?").removeprefix("~").removeprefix("&"))) == 1
        cards = expect.cards
        listed = [expect.about, expect.comparison, expect.suppliers, *((cards.ids, cards.none_of, cards.within) if cards else ())]
        assert all(which is None or 1 <= which.turn < number for which in listed), f"turn {number} points at a turn that is none before it"
        assert turn.tap is None or number > 1


def test_a_scenario_that_holds_is_right_in_every_wording(assistant: Assistant) -> None:
    right = scenario(
        {"category": "婴儿睡袋", "conditions": ["price<=100"], "cards": {"min": 1, "all": ["price<=100"]}},
        {"intent": "product_question", "about": {"turn": 1, "positions": [1]}, "asked": False, "cites": ["product"]},
    )
    outcome = run(assistant, right)
    assert outcome.failures == [] and len(outcome.replies) == 12


@pytest.mark.parametrize(
    "wrong",
    [
        {"intent": "compare"},
        {"category": "连衣裙"},
        {"conditions": ["price<=100", "moq<=5"]},
        {"facts": ["market=DE"]},
        {"cards": {"min": 9}},
        {"asked": "which"},
        {"inquiries": [{"status": "prepared"}]},
        {"language": "en"},
    ],
    ids=str,
)
def test_a_false_expectation_fails(assistant: Assistant, wrong: dict[str, object]) -> None:
    outcome = asyncio.run(play(assistant, scenario(wrong), ("plain",)))
    assert {(failure.wording, failure.turn) for failure in outcome.failures} >= {("plain", 1)}


def test_a_reference_to_another_product_fails(assistant: Assistant) -> None:
    outcome = run(assistant, scenario({}, {"about": {"turn": 1, "positions": [2]}}))
    assert {failure.turn for failure in outcome.failures} == {2}


def test_a_tap_that_was_not_offered_fails(assistant: Assistant) -> None:
    taps = scenario().model_dump(exclude_unset=True) | {"turns": [{"say": SAY}, {"tap": {"relaxation": 1}}, {"say": MORE}]}
    outcome = run(assistant, Scenario.model_validate(taps))
    assert {(failure.turn, failure.got) for failure in outcome.failures} == {(2, "nothing to tap")}


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text("- {id: odd, lang: zh, turns: [{say: [one]}, {say: [two]}, {say: [three]}]}", "utf-8")
    with pytest.raises(InputError, match=r"some\.yaml: odd"):
        list(scenarios(tmp_path))


def run(assistant: Assistant, played: Scenario) -> Outcome:
    return asyncio.run(play(assistant, played))
