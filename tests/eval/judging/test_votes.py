"""Disagreement is a tie, of orders and of judges; what wasn't asked in every order wasn't judged."""

from daogou.eval.judging.ballots import Vote, hear, majority, panel, winners
from hypothesis import given
from hypothesis import strategies as st

from .made import contest, many
from .scripted import AtRandom, First, Longer, Right, Silent

NAMES = st.sampled_from(["a", "b", "c", None])


def test_who_always_says_the_first_decides_nothing() -> None:
    votes = hear([contest(a="x", b="yy")], [First()])
    assert len(votes) == 2 and winners(votes)["first"] == {"c1": None}


def test_a_judge_that_fails_in_one_order_has_not_judged() -> None:
    votes = [Vote("c1", "j", ("a", "b"), "a"), Vote("c1", "j", ("b", "a"), failed="too slow")]
    assert winners(votes)["j"] == {}
    assert winners(hear(many(3), [Silent()]))["silent"] == {}


def test_a_panel_backs_who_more_than_half_back() -> None:
    assert panel({"x": {"c": "a"}, "y": {"c": "a"}, "z": {"c": None}}) == {"c": "a"}
    assert panel({"x": {"c": "a"}, "y": {"c": None}, "z": {"c": None}}) == {"c": None}
    assert panel({"x": {"c": "a"}, "y": {"c": "b"}}) == {"c": None}
    assert panel({"x": {"c": "a"}, "y": {}}) == {"c": "a"}


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_a_winner_has_more_than_half(choices: list[str | None]) -> None:
    found = majority(choices)
    assert found is None or 2 * choices.count(found) > len(choices)


@given(st.permutations(["a", "b", "a", None, "a"]))
def test_the_order_of_votes_does_not_matter(choices: list[str | None]) -> None:
    assert majority(choices) == "a"


def test_hearing_with_several_workers_is_the_same() -> None:
    assert hear(many(20), [Longer(), Right()], workers=4) == hear(many(20), [Longer(), Right()])


def test_a_random_judge_with_a_seed_is_the_same_again() -> None:
    assert hear(many(9), [AtRandom(seed=4)]) == hear(many(9), [AtRandom(seed=4)])
