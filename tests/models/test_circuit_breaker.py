"""A breaker: who is let through after failures, and when."""

import pytest
from daogou.models.circuit_breaker import FAILURES, LONGEST_S, PAUSE_S, CircuitBreaker
from daogou.schema.errors import Unreachable


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tripped(clock: Clock) -> CircuitBreaker:
    breaker = CircuitBreaker("It", clock=clock)
    for _ in range(FAILURES):
        breaker.check()
        breaker.trip()
    return breaker


def refused(breaker: CircuitBreaker) -> bool:
    try:
        breaker.check()
    except Unreachable:
        return True
    return False


def test_one_tries_after_the_pause_and_the_others_wait_for_him(tripped: CircuitBreaker, clock: Clock) -> None:
    assert refused(tripped)
    clock.now += PAUSE_S
    assert [refused(tripped) for _ in range(3)] == [False, True, True]
    tripped.mend()
    assert not refused(tripped)


def test_each_try_that_fails_doubles_the_pause_up_to_a_bound(tripped: CircuitBreaker, clock: Clock) -> None:
    pause = PAUSE_S
    for _ in range(8):
        clock.now += pause - 0.01
        assert refused(tripped)
        clock.now += 0.01
        assert not refused(tripped)
        tripped.trip()
        pause = min(2 * pause, LONGEST_S)
    assert pause == LONGEST_S


def test_what_works_again_pauses_as_at_first(tripped: CircuitBreaker, clock: Clock) -> None:
    clock.now += PAUSE_S
    tripped.check()
    tripped.trip()
    clock.now += 2 * PAUSE_S
    tripped.check()
    tripped.mend()
    for _ in range(FAILURES):
        tripped.trip()
    clock.now += PAUSE_S
    assert not refused(tripped)


def test_requests_that_were_under_way_together_make_no_pause_longer(clock: Clock) -> None:
    breaker = CircuitBreaker("It", clock=clock)
    for _ in range(5 * FAILURES):
        breaker.trip()
    clock.now += PAUSE_S
    assert not refused(breaker)


def test_a_server_that_says_when_is_taken_at_its_word_within_a_bound(clock: Clock) -> None:
    breaker = CircuitBreaker("It", clock=clock)
    breaker.rest(10 * LONGEST_S)
    assert refused(breaker)
    clock.now += LONGEST_S
    assert not refused(breaker)
