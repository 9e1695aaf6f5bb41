"""Prometheus metrics of the server: turns, stages, degraded replies, cache."""

import os
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from ..models.spans import turn_span
from ..schema.errors import LeaseLost, TurnRefused
from ..schema.event import Event
from ..schema.reply import Reply

if TYPE_CHECKING:
    from .tenants import Tenant

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
TURNS = Counter("daogou_turns", "Turns, by how they ended", ("tenant", "outcome"))
TURN_S = Histogram("daogou_turn_seconds", "Seconds from a message to its stored reply", ("tenant",), buckets=SECONDS)
CARDS_S = Histogram("daogou_cards_seconds", "Seconds from a message to its first cards", ("tenant",), buckets=SECONDS)
STAGE_S = Histogram("daogou_stage_seconds", "Seconds of a turn's stage", ("stage",), buckets=SECONDS)
DEGRADED = Counter("daogou_degraded", "Replies in which a part was missing", ("tenant", "part"))
REQUESTS = Counter("daogou_requests", "HTTP requests", ("method", "status"))
RECENT_S = 60.0


class Missing:
    """Parts missing in the turns of the last minute."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}

    def note(self, reply: Reply) -> None:
        now = monotonic()
        self._seen |= dict.fromkeys(reply.degraded, now)

    @property
    def now(self) -> tuple[str, ...]:
        since = monotonic() - RECENT_S
        return tuple(sorted(part for part, when in self._seen.items() if when >= since))


async def measured(events: AsyncGenerator[Event, None], tenant: "Tenant") -> AsyncGenerator[Event, None]:
    """Yield a turn's events, counting them within a span."""
    begin, outcome, cards = perf_counter(), "stopped", False
    with turn_span("daogou.turn", tenant=tenant.name) as current:
        try:
            async with aclosing(events):
                async for event in events:
                    if event.event == "cards" and not cards:
                        cards = True
                        CARDS_S.labels(tenant.name).observe(perf_counter() - begin)
                    if event.event == "reply":
                        outcome = "answered"
                        _answered(event.data, tenant, perf_counter() - begin)
                        current.set_attributes({"turn": event.data.turn, "intent": event.data.intent, "degraded": event.data.degraded})
                    yield event
        except Exception as error:
            outcome = "stopped" if isinstance(error, LeaseLost) else "refused" if isinstance(error, TurnRefused) else "failed"
            raise
        finally:
            current.set_attribute("outcome", outcome)
            TURNS.labels(tenant.name, outcome).inc()


def _answered(reply: Reply, tenant: "Tenant", seconds: float) -> None:
    TURN_S.labels(tenant.name).observe(seconds)
    tenant.missing.note(reply)
    for stage, ms in reply.timings_ms.items():
        STAGE_S.labels(stage).observe(ms / 1000)
    for part in reply.degraded:
        DEGRADED.labels(tenant.name, part).inc()


class Standing(Collector):
    """Current values: running and waiting turns, and cache counts."""

    def __init__(self, tenants: Iterable["Tenant"]) -> None:
        self._tenants = tenants

    def collect(self) -> Iterator[Any]:
        running = GaugeMetricFamily("daogou_turns_running", "Turns that are being answered", labels=["tenant"])
        waiting = GaugeMetricFamily("daogou_turns_waiting", "Turns that wait for an earlier one", labels=["tenant"])
        cache = CounterMetricFamily("daogou_cache", "Cache lookups, by outcome and kind", labels=["tenant", "answer", "kind"])
        for tenant in self._tenants:
            runs = tenant.runs.running()
            running.add_metric([tenant.name], sum(run.has_begun for run in runs))
            waiting.add_metric([tenant.name], sum(not run.has_begun for run in runs))
            for (answer, kind), count in list(tenant.assistant.shopfront.cache.counts.items()):
                cache.add_metric([tenant.name, answer, kind], count)
        yield from (running, waiting, cache)


def exposed(tenants: Iterable["Tenant"]) -> bytes:
    """All metrics in Prometheus's text format: counters of all workers if PROMETHEUS_MULTIPROC_DIR is set, gauges of this worker."""
    here = CollectorRegistry()
    here.register(Standing(tenants))
    every: Any = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import MultiProcessCollector

        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]
    return generate_latest(every) + generate_latest(here)
