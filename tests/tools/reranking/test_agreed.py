"""What rotations agree on: no order of showing, and no liking for places, ever decides."""

from collections.abc import Callable, Sequence
from random import Random

from daogou.tools.reranking.agreed import agreed, reordered, rotations
from hypothesis import given
from hypothesis import strategies as st

things = st.lists(st.integers(0, 99), unique=True, min_size=2, max_size=9)


def judged(shown: Sequence[int], judge: Callable[[Sequence[int]], Sequence[int]]) -> frozenset[tuple[int, int]]:
    return agreed([judge(order) for order in rotations(shown)], shown)


@given(things, st.lists(st.floats(0, 1), min_size=9, max_size=9))
def test_a_judge_of_places_changes_nothing_whatever_places_he_likes(shown: list[int], liking: list[float]) -> None:
    def judge(order: Sequence[int]) -> list[int]:
        return [one for _, one in sorted(zip(liking, order, strict=False), key=lambda pair: pair[0])]

    assert judged(shown, judge) == frozenset()


@given(things, st.data())
def test_a_judge_of_things_is_followed_whatever_the_order(shown: list[int], data: st.DataObject) -> None:
    taste = data.draw(st.permutations(shown))
    named = taste[: data.draw(st.integers(0, len(taste)))]
    again = data.draw(st.permutations(shown))
    before = judged(shown, lambda order: named)
    assert before == judged(again, lambda order: named)
    assert list(reordered(shown, before)) == [*named, *(one for one in shown if one not in named)]


@given(things, st.randoms())
def test_judges_who_contradict_themselves_leave_an_order_and_no_circle(shown: list[int], chance: Random) -> None:
    before = judged(shown, lambda order: chance.sample(list(order), len(order)))
    after = reordered(shown, before)
    assert sorted(after) == sorted(shown)
    assert all(after.index(one) < after.index(other) for one, other in before)
