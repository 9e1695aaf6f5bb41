"""A fuse: who is let through after failures, and when."""

import pytest
from daogou.models.fuse import FAILURES, LONGEST_S, PAUSE_S, Fuse
from daogou.schema.errors import Unreachable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def blown(clock: Clock) -> Fuse:
    fuse = Fuse("It", clock=clock)
    for _ in range(FAILURES):
        fuse.check()
        fuse.trip()
    return fuse


def refused(fuse: Fuse) -> bool:
    try:
        fuse.check()
    except Unreachable:
        return True
    return False


def test_one_tries_after_the_pause_and_the_others_wait_for_him(blown: Fuse, clock: Clock) -> None:
    assert refused(blown)
    clock.now += PAUSE_S
    assert [refused(blown) for _ in range(3)] == [False, True, True]
    blown.mend()
    assert not refused(blown)


def test_each_try_that_fails_doubles_the_pause_up_to_a_bound(blown: Fuse, clock: Clock) -> None:
    pause = PAUSE_S
    for _ in range(8):
        clock.now += pause - 0.01
        assert refused(blown)
        clock.now += 0.01
        assert not refused(blown)
        blown.trip()
        pause = min(2 * pause, LONGEST_S)
    assert pause == LONGEST_S


def test_what_works_again_pauses_as_at_first(blown: Fuse, clock: Clock) -> None:
    clock.now += PAUSE_S
    blown.check()
    blown.trip()
    clock.now += 2 * PAUSE_S
    blown.check()
    blown.mend()
    for _ in range(FAILURES):
        blown.trip()
    clock.now += PAUSE_S
    assert not refused(blown)


def test_requests_that_were_under_way_together_make_no_pause_longer(clock: Clock) -> None:
    fuse = Fuse("It", clock=clock)
    for _ in range(5 * FAILURES):
        fuse.trip()
    clock.now += PAUSE_S
    assert not refused(fuse)


def test_a_server_that_says_when_is_taken_at_its_word_within_a_bound(clock: Clock) -> None:
    fuse = Fuse("It", clock=clock)
    fuse.rest(10 * LONGEST_S)
    assert refused(fuse)
    clock.now += LONGEST_S
    assert not refused(fuse)
