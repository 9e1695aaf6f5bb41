"""No bias decides a comparison; the right judge's verdict comes through."""

from dataclasses import dataclass

import numpy as np
import pytest
from daogou.eval.judging.ballots import Ballot, Judge, Opinion, hear, winners
from daogou.eval.judging.controls import DESIGNS, Share, agreement, calibrate, consistency, controls, digits, leanings, padded
from daogou.eval.judging.verdict import judge_comparison, raw
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st

from .made import contest, many
from .scripted import AtRandom, First, Leaning, Longer, MoreNumbers, Right


@pytest.mark.parametrize(
    ("judge", "fault"),
    [
        (First(), "follow the truth"),
        (AtRandom(seed=1), "follow the truth"),
        (Longer(), "the longer"),
        (MoreNumbers(), "more numbers"),
        (Leaning(Right(), Longer(), 0.5), "the longer"),
    ],
)
def test_controls_disqualify_and_say_why(judge: Judge, fault: str) -> None:
    planted = controls(many())
    calibration = calibrate(planted, winners(hear([each.contest for each in planted], [judge]))[judge.name])
    assert any(fault in each for each in calibration.faults)


@dataclass(frozen=True)
class MuchLonger:
    """The longer one where it is more than twice as long, else what is right."""

    name: str = "much longer"

    def choose(self, ballot: Ballot) -> Opinion:
        lengths = sorted((len(reply), label) for reply, label in zip(ballot.replies, ballot.labels, strict=True))
        return Opinion(lengths[1][1]) if lengths[1][0] > 2 * lengths[0][0] else Right().choose(ballot)


@dataclass(frozen=True)
class ByLabel:
    """The label that comes first in the alphabet."""

    name: str = "by label"

    def choose(self, ballot: Ballot) -> Opinion:
        return Opinion(min(ballot.labels))


def test_what_is_planted_is_as_far_apart_as_the_real_replies() -> None:
    some = [one.model_copy(update={"replies": {**one.replies, "new": one.replies["new"] + " And so on, and so forth." * 8}}) for one in many()]
    planted = controls(some)
    calibration = calibrate(planted, winners(hear([each.contest for each in planted], [MuchLonger()]))["much longer"])
    assert any("the longer" in each for each in calibration.faults)


def test_a_label_decides_nothing() -> None:
    planted = controls(many())
    assert calibrate(planted, winners(hear([each.contest for each in planted], [ByLabel()]))["by label"]).faults


def test_controls_find_no_fault_in_the_right_one() -> None:
    planted = controls(many())
    assert calibrate(planted, winners(hear([each.contest for each in planted], [Right()]))["right"]).faults == ()


def test_planted_padding_has_nothing_to_do_with_merit() -> None:
    planted = controls(many(30), 120)
    seen = np.array([(one.better, one.longer, one.numbers) for one in planted])
    assert {tuple(row) for row in seen} == set(DESIGNS)
    assert np.allclose(seen.T @ seen, np.diag((seen**2).sum(0)))
    for one in planted:
        left, right = one.contest.replies["left"], one.contest.replies["right"]
        assert np.sign(len(left) - len(right)) == one.longer
        assert np.sign(digits(left) - digits(right)) == one.numbers


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["zh", "en"]), st.sampled_from([1, -1]), st.sampled_from([1, -1]))
def test_padding_makes_longer_and_numbered_whoever_is_to_be(left: str, right: str, language: str, longer: int, numbers: int) -> None:
    one, other = padded(left, right, language, longer, numbers)
    assert (len(one) > len(other)) == (longer > 0) and len(one) != len(other)
    assert (digits(one) > digits(other)) == (numbers > 0) and digits(one) != digits(other)
    assert one.startswith(left) and other.startswith(right)


def test_no_controls_can_be_made_of_one_question() -> None:
    with pytest.raises(InputError, match="two questions in en"):
        controls([contest()])


def test_leanings_are_what_the_judges_are() -> None:
    some = [one.model_copy(update={"replies": {**one.replies, "base": one.replies["base"] + " 12 34"}}) for one in many(40)]
    first, longer, numbers = (hear(some, [judge]) for judge in (First(), Longer(), MoreNumbers()))
    assert leanings(first, some)["the first"].value == 1 and consistency(first).value == 0
    assert leanings(longer, some)["longer"].value == 1 and leanings(longer, some)["the first"].value == 0.5
    assert leanings(numbers, some)["more numbers"].value == 1 and consistency(numbers).value == 1


def test_the_sides_are_exchangeable() -> None:
    some = many(60)
    planted = controls(some)
    votes, on_controls = hear(some, [Right()]), hear([one.contest for one in planted], [Right()])
    one = judge_comparison(some, planted, votes, on_controls, "base", "new")
    other = judge_comparison(some, planted, votes, on_controls, "new", "base")
    assert one.true is not None and other.true is not None
    assert one.true.preference == pytest.approx(-other.true.preference)
    assert {one.word, other.word} == {"better", "worse"}


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=60))
def test_no_sample_looks_certain(verdicts: list[float]) -> None:
    found = raw(np.array(verdicts))
    assert found.error > 0 and abs(found.preference) < 1
    assert -1 <= found.interval[0] < found.interval[1] <= 1


def test_people_decide_where_enough_of_them_rated() -> None:
    some, rated = many(60), {f"c{number}": 1.0 if number % 4 else -1.0 for number in range(60)}
    planted = controls(some)
    votes, on_controls = hear(some, [First()]), hear([one.contest for one in planted], [First()])
    assert judge_comparison(some, planted, votes, on_controls, "base", "new", rated).word == "better"
    assert judge_comparison(some, planted, votes, on_controls, "base", "new", dict(list(rated.items())[:20])).word == "undecided"


def test_agreement_of_krippendorff_s_nominal_example_with_gaps() -> None:
    rows = ["* * * * * 3 4 1 2 1 1 3 3 * 3", "1 * 2 1 3 3 4 3 * * * * * * *", "* * 2 1 3 4 4 * 2 1 1 3 3 * 4"]
    ratings = {f"r{n}": {f"i{at}": value for at, value in enumerate(row.split()) if value != "*"} for n, row in enumerate(rows)}
    assert agreement(ratings) == pytest.approx(0.691, abs=0.001)
    assert agreement({"a": {"x": "new"}, "b": {"y": "new"}}) is None


def test_an_interval_holds_its_share() -> None:
    assert Share(3, 4).interval[0] < 0.75 < Share(3, 4).interval[1] and Share(0, 0).interval == (0.0, 1.0)
