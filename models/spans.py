"""OpenTelemetry spans, no-ops unless tracing is set up. No span contains what the buyer said."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def span(name: str, **attributes: str | int | float | bool) -> Iterator[Any]:
    with _tracer().start_as_current_span(name, attributes=attributes) as current:
        yield current


@contextmanager
def turn_span(name: str, **attributes: str | int | float | bool) -> Iterator[Any]:
    """Span around a generator, which may be closed in another context than it began in: restore the previous context instead of detaching."""
    from opentelemetry import context, trace

    before = context.get_current()
    current = _tracer().start_span(name, attributes=attributes)
    context.attach(trace.set_span_in_context(current))
    try:
        yield current
    finally:
        current.end()
        context.attach(before)


@cache
def _tracer() -> Any:
    from opentelemetry import trace

    return trace.get_tracer("daogou")
