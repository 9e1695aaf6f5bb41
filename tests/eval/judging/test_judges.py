"""No bias decides a comparison; the right judge's verdict comes through, with a true interval. `python -m daogou.eval judges` has 1,000 repeats."""

from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from daogou.eval.judging import ratings
from daogou.eval.judging.ballot import Ballot, Opinion
from daogou.eval.judging.biases import consistency, leanings
from daogou.eval.judging.calibration import calibrate
from daogou.eval.judging.controls import DESIGNS, controls, padded
from daogou.eval.judging.estimate import raw
from daogou.eval.judging.features import digits
from daogou.eval.judging.hearing import hear
from daogou.eval.judging.judge import Judge
from daogou.eval.judging.judges import BLIND, RIGHT
from daogou.eval.judging.scripted import AtRandom, First, Leaning, Longer, MoreNumbers, Right
from daogou.eval.judging.simulation import Tally, simulate
from daogou.eval.judging.verdict import RATED, judge_comparison
from daogou.eval.judging.votes import winners
from daogou.eval.judging.world import WORLDS, contests
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st

from .made import contest, many

REPEATS = 10


@pytest.fixture(scope="module")
def tallies() -> dict[str, dict[str, Tally]]:
    return {world.name: simulate(world, REPEATS, 100, named=(*BLIND, RIGHT, "right, in 30 % the longer")) for world in WORLDS}


def test_who_cannot_judge_decides_nothing(tallies: dict[str, dict[str, Tally]]) -> None:
    for by_judge in tallies.values():
        assert {name: by_judge[name].words["undecided"] for name in BLIND} == dict.fromkeys(BLIND, REPEATS)


def test_the_right_one_comes_through_and_its_interval_is_true(tallies: dict[str, dict[str, Tally]]) -> None:
    right = [by_judge[RIGHT] for by_judge in tallies.values()]
    assert np.mean([tally.coverage for tally in right]) > 0.9
    assert sum(tally.wrong for tally in right) <= 0.05 * REPEATS * len(right)
    assert all(tally.comes_through > 0.7 for tally in right if tally.world.preference)


def test_a_leaning_that_no_order_shows_does_not_decide(tallies: dict[str, dict[str, Tally]]) -> None:
    leaning = [by_judge["right, in 30 % the longer"] for by_judge in tallies.values()]
    assert sum(tally.wrong for tally in leaning) <= 0.03 * REPEATS * len(leaning)


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
    some = contests(WORLDS[0], 80, Random(1))
    first, longer, numbers = (hear(some, [judge]) for judge in (First(), Longer(), MoreNumbers()))
    assert leanings(first, some)["the first"].value == 1 and consistency(first).value == 0
    assert leanings(longer, some)["longer"].value == 1 and leanings(longer, some)["the first"].value == 0.5
    assert leanings(numbers, some)["more numbers"].value == 1 and consistency(numbers).value == 1


def test_the_sides_are_exchangeable() -> None:
    some = contests(WORLDS[2], 100, Random(5))
    planted = controls(some)
    votes, on_controls = hear(some, [Right()]), hear([one.contest for one in planted], [Right()])
    one = judge_comparison(some, planted, votes, on_controls, "base", "new")
    other = judge_comparison(some, planted, votes, on_controls, "new", "base")
    assert one.true is not None and other.true is not None
    assert one.true.preference == pytest.approx(-other.true.preference)
    assert {one.decision.word, other.decision.word} == {"better", "worse"}


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=60))
def test_no_sample_looks_certain(verdicts: list[float]) -> None:
    found = raw(np.array(verdicts))
    assert found.error > 0 and abs(found.preference) < 1
    assert -1 <= found.interval[0] < found.interval[1] <= 1


def test_people_s_ratings_take_the_place_of_assumptions() -> None:
    """A judge that leans to the new system is put right by ratings of a part of its contests, and still narrows the interval."""
    found = ratings.simulate(0.2, RATED, 200, seed=2)
    assert found.coverage > 0.91 and found.width < found.alone


def test_people_decide_alone_where_no_judge_may() -> None:
    some, rated = many(60), {f"c{number}": 1.0 if number % 4 else -1.0 for number in range(60)}
    planted = controls(some)
    votes, on_controls = hear(some, [First()]), hear([one.contest for one in planted], [First()])
    assert judge_comparison(some, planted, votes, on_controls, "base", "new", rated).decision.word == "better"
    assert judge_comparison(some, planted, votes, on_controls, "base", "new", dict(list(rated.items())[:20])).decision.word == "undecided"
