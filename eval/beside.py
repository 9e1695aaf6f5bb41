"""What two sources of 200 ms cost a turn when they are asked at once, and one that hangs: `python -m daogou.eval.bench outside`."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from ..catalogue.store import Store
from ..graphs.assistant import build
from ..retrievers.outside.calls import Caller
from ..retrievers.outside.chain import Chain
from ..retrievers.outside.outside import Outside
from ..retrievers.outside.result import result
from ..retrievers.products import ProductRetriever
from ..retrievers.search import Questions, SearchRequest
from ..schema.evidence import Evidence
from ..tools.shop import Shopfront
from .report import Report, Samples, Timings, ratio
from .stores import Bench

SLOW_S = 0.2
SPEED_UP = 1.8
HUNG_S, DEADLINE_S = 30.0, 0.5
"""An engine that hangs, and the deadline at which it is left."""
QUESTION = "婴儿睡袋怎么选?"


class SlowEngine:
    """A search engine that takes its time."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name, self._seconds = name, seconds

    def search(self, request: SearchRequest) -> list[Evidence]:
        time.sleep(self._seconds)
        found = result(f"https://{self.name}.example.com/", "A page", "Some words.")
        return [found] if found else []


class SlowRetriever:
    """A product retriever whose first answer takes that much longer."""

    def __init__(self, retriever: ProductRetriever, seconds: float) -> None:
        self._retriever, self._seconds = retriever, seconds

    def retrieve(self, *args: Any, **options: Any) -> Any:
        seconds, self._seconds = self._seconds, 0.0
        time.sleep(seconds)
        return self._retriever.retrieve(*args, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._retriever, name)


def measure(products: int, turns: int, bench: Bench) -> Report:
    settings = bench.settings.model_copy(update={"cache": False, "search_timeout_s": 5.0, "retrieval_timeout_s": 5.0})
    shop = Shopfront(Store(bench.store(products)), settings).current()

    def turn(internal: float, outside: float, deadline: float = 5.0) -> None:
        slow = cast("ProductRetriever", SlowRetriever(shop.retriever, internal))
        slowed = replace(shop, retriever=slow, search=Outside([SlowEngine("guides", outside)], seconds=deadline))
        asyncio.run(build(lambda: slowed, settings).compile().ainvoke({"text": QUESTION}))

    def gather(*names: str) -> None:
        request = SearchRequest("bags", "en")
        engines = [Chain([Caller(SlowEngine(name, SLOW_S))]) for name in names]
        Outside(far=engines, seconds=5.0).gather(Questions(request, (request,), "bags"))

    def typical(work: Callable[..., None], *given: Any) -> float:
        samples = Samples()
        for _ in range(turns):
            with samples.timed():
                work(*given)
        return samples.p50

    turn(0, 0)
    timings = Timings()
    for _ in range(turns):  # in turn, so that a busy minute strikes all of them
        for case in ((0, 0), (SLOW_S, 0), (0, SLOW_S), (SLOW_S, SLOW_S)):
            with timings[str(case)].timed():
                turn(*case)
    base, internal, outer, both = (samples.p50 for samples in timings.values())
    hung = typical(turn, 0, HUNG_S, DEADLINE_S)
    report = Report("outside", "Two sources of 200 ms at once, and one that hangs", {"products": products, "turns": turns})
    report.figures += [
        ratio("catalogue and search engine, one after the other / at once", internal + outer - 2 * base, both - base, SPEED_UP, ">="),
        ratio("two search engines, one after the other / at once", 2 * typical(gather, "a"), typical(gather, "a", "b"), SPEED_UP, ">="),
        ratio("a turn whose search hangs / a turn without search and the deadline", hung, base + 1000 * DEADLINE_S, 1.1),
    ]
    return report
