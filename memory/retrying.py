"""Retries Redis commands within one deadline."""

import time
from collections.abc import Callable
from threading import local
from typing import Any, TypeVar

from redis.backoff import ExponentialBackoff
from redis.exceptions import AuthenticationError
from redis.retry import Retry

T = TypeVar("T")
TRIES = 4
LAST_START_S = 2.0  # latest start of a retry: with a socket time-out of 1 s a command ends within 3 s
_running = local()  # true within a command: connecting is part of it and has no retries of its own


class PatientRetry(Retry):
    """redis-py's Retry with one deadline for a command, its connecting and its health check; theirs multiply to a minute on a frozen server."""

    def __init__(self) -> None:
        super().__init__(ExponentialBackoff(cap=0.4, base=0.05), TRIES - 1)  # a restarting server is back within this time

    def call_with_retry(
        self,
        do: Callable[[], T],
        fail: Callable[..., Any],
        is_retryable: Callable[[Exception], bool] | None = None,
        with_failure_count: bool = False,
    ) -> T:
        outermost = not getattr(_running, "inside", False)
        _running.inside = True
        try:
            return self._tried(do, fail, is_retryable, with_failure_count, self._retries if outermost else 0)
        finally:
            _running.inside = not outermost

    def _tried(
        self, do: Callable[[], T], fail: Callable[..., Any], is_retryable: Callable[[Exception], bool] | None, counted: bool, retries: int
    ) -> T:
        end, failures = time.monotonic() + LAST_START_S, 0
        while True:
            try:
                return do()
            except self._supported_errors as error:
                if isinstance(error, AuthenticationError) or (is_retryable is not None and not is_retryable(error)):
                    raise  # a refused password would be refused again
                failures += 1
                fail(error, failures) if counted else fail(error)
                wait = self._backoff.compute(failures)
                if failures > retries or time.monotonic() + wait > end:
                    raise
                time.sleep(wait)
