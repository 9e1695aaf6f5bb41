"""Prometheus metrics of language model requests, by role, task and model, in the default registry."""

from collections.abc import Callable
from functools import cache
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Any

from ..schema.reply import Usage

BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


_guard = Lock()


def registered() -> dict[str, Any]:
    with _guard:  # two first requests at once would register them twice
        return _made()


@cache
def _made() -> dict[str, Any]:
    from prometheus_client import Counter, Histogram

    names = ("role", "task", "model")
    return {
        "requests": Counter("daogou_model_requests", "Requests to language models, by outcome", (*names, "outcome")),
        "tokens": Counter("daogou_model_tokens", "Tokens read and written by language models", (*names, "kind")),
        "left_out": Counter("daogou_model_left_out", "Records that didn't fit into a prompt", ("prompt", "kind")),
        "seconds": Histogram("daogou_model_seconds", "Seconds of a request to a language model", names, buckets=BUCKETS_S),
        "first": Histogram("daogou_model_first_seconds", "Seconds to the first chunk of a streamed answer", names, buckets=BUCKETS_S),
    }


def left_out(prompt: str, kind: str, count: int) -> None:
    """Count `count` records of `kind` that didn't fit into a prompt."""
    registered()["left_out"].labels(prompt, kind).inc(count)


class Meter:
    """Context manager that measures one request. Set `usage` to the tokens that the server reports."""

    def __init__(self, role: str, task: str, model: str, clock: Callable[[], float] = perf_counter) -> None:
        self._names, self._clock = (role, task, model), clock
        self._begin, self._streaming = 0.0, False
        self.usage = Usage()

    def __enter__(self) -> "Meter":
        self._begin = self._clock()
        return self

    def first(self) -> None:
        """Record the first chunk of a stream."""
        if not self._streaming:
            self._streaming = True
            registered()["first"].labels(*self._names).observe(self._clock() - self._begin)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        outcome = "answered" if kind is None else "cancelled" if kind.__name__ in ("CancelledError", "GeneratorExit") else "failed"
        metrics = registered()
        metrics["requests"].labels(*self._names, outcome).inc()
        metrics["seconds"].labels(*self._names).observe(self._clock() - self._begin)
        for name, count in (("prompt", self.usage.prompt_tokens), ("completion", self.usage.completion_tokens)):
            metrics["tokens"].labels(*self._names, name).inc(count)
