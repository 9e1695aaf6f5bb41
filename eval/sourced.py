"""A purchase list of twelve lines: how soon its first line is known, and all of its plan. `python -m daogou.eval.bench sourcing`"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random
from time import perf_counter, process_time

from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.reading import Language
from ..schema.sourcing_report import SourcingReport
from ..schema.sourcing_task import WrittenLine, WrittenTask
from ..sourcing.plans import plans
from ..sourcing.search import FoundLine, search
from ..sourcing.task import understood
from ..tools.searching.linked import money
from .assistants import catalogue_of, opened
from .report import Figure, Report, Timings
from .stores import Bench

LINES, FEW, DEALS = 12, 3, 40
"""Lines of a list; of so many, each cut to so many deals, every combination is tried."""
_LONGEST = 16
"""Letters of an attribute's value that a buyer would write."""


def measure(products: int, lists: int, bench: Bench) -> Report:
    """Each list has other goods, numbers and musts than the one before, and nothing comes from a cache; a list before them, uncounted, warms up."""
    timings, worst, planned, tried, heard = Timings(), list[float](), 0, 0, 0
    with opened(bench.store(products), bench.settings) as assistant:
        tasks = list(written(assistant, lists + 1))
        asyncio.run(timed(assistant, tasks[0], Timings()))
        for task in tasks[1:]:
            report = asyncio.run(timed(assistant, task, timings))
            planned += sum(each.status == "planned" for each in report.lines)
            tried += len(report.lines)
            worst += against_every(assistant, task)
            heard += asyncio.run(said(assistant, task, timings))
    setting = {"products": products, "lists": lists, "lines": LINES, "planned": f"{planned} of {tried}", "model": bench.model}
    found = Report("sourcing", "A purchase list of twelve lines, no model", setting)
    found.times("from the list to", timings)
    found.figures += [
        Figure("first line known, p50", timings["first line"].p50 / 1000, 0.5, "<=", " s"),
        Figure("whole plan, p50", timings["whole plan"].p50 / 1000, 3.0, "<=", " s"),
        Figure("whole plan, p50 of a processor's time", timings["whole plan, of a processor"].p50 / 1000, None, "<=", " s"),
        Figure("a message of all lines to the reply of a conversation, p50", timings["reply"].p50 / 1000, 3.0, "<=", " s"),
        Figure("lines of the message that the reply has in their numbers", heard / tried, 0.95, ">=", "", f"{heard} of {tried}"),
        Figure("cheapest plan against exhaustive search", max(worst, default=float("nan")), 1.0, "=", "x", f"the worst of {len(worst)}"),
    ]
    return found


def written(assistant: Assistant, count: int, seed: int = 1) -> Iterator[WrittenTask]:
    """Lists of what the catalogue has: a shelf's name, a value that some product of it states as its must, a number."""
    catalogue, rng = catalogue_of(assistant), Random(seed)
    rows = [row for row, alive in enumerate(catalogue.columns.alive) if alive]
    for number in range(count):
        language: Language = "zh" if number % 2 else "en"
        lines: list[WrittenLine] = []
        for row in rng.sample(rows, len(rows)):
            if len(lines) == LINES:
                break
            record = catalogue.products([catalogue.columns.ids[row]])[0]
            shelf = record.text(language).category[-1:]
            if not shelf or shelf[0] in [each.goods for each in lines]:
                continue
            said = [value for value in record.all_attributes(language).values() if isinstance(value, str) and 1 < len(value) <= _LONGEST]
            lines.append(WrittenLine(goods=shelf[0], quantity=rng.randint(5, 300), musts=tuple(rng.sample(said, 1)) if said else ()))
        yield WrittenTask(lines=tuple(lines), budget=rng.randint(10, 200) * 1000, language=language)


async def timed(assistant: Assistant, task: WrittenTask, timings: Timings) -> SourcingReport:
    begin, spent, first = perf_counter(), process_time(), False
    report: SourcingReport | None = None
    async for event in assistant.stream_source(task):
        if event.event == "line" and not first:
            first = True
            timings["first line"].add((perf_counter() - begin) * 1000)
        elif event.event == "report":
            report = event.data
    timings["whole plan"].add((perf_counter() - begin) * 1000)
    timings["whole plan, of a processor"].add((process_time() - spent) * 1000)
    assert report is not None
    return report


async def said(assistant: Assistant, task: WrittenTask, timings: Timings) -> int:
    """The lines as one message of a conversation; how many of them the reply has, each in its number."""
    zh = task.language == "zh"
    lines = [f"{each.goods}{each.quantity}个" if zh else f"{each.quantity} {each.goods}" for each in task.lines]
    text = f"{'、'.join(lines)}，总预算{task.budget}" if zh else f"{', '.join(lines)}, total budget {task.budget}"
    begin = perf_counter()
    reply = await assistant.aask(text)
    timings["reply"].add((perf_counter() - begin) * 1000)
    found = Counter(item.need.quantity for item in reply.purchase.items) if reply.purchase is not None and reply.plans else Counter[int | None]()
    return sum((found & Counter(each.quantity if isinstance(each.quantity, int) else None for each in task.lines)).values())


def against_every(assistant: Assistant, task: WrittenTask) -> Iterator[float]:
    """The cost of the cheapest plan of one seller, and of as many as there are, over that of the best of all combinations."""
    shop, today = assistant.shopfront.current(), Context().today
    own = understood(task)
    found = [search(line, own, shop, today) for line in own.lines[:FEW]]
    few = [FoundLine(each.report, choices=each.choices[:DEALS]) for each in found if each.choices]
    for sellers in ("best", "one"):
        made = plans(few, own.model_copy(update={"sellers": sellers}), None, money(shop)[0])
        for plan in made[:1]:
            every = list(product(*(each.choices for each in few)))
            most = len(plan.sellers)
            fitting = [chosen for chosen in every if sellers == "best" or len({one.seller for one in chosen}) <= most]
            least = min(sum((one.cost or Decimal(0) for one in chosen), Decimal(0)) for chosen in fitting)
            yield float(plan.total / least) if least else 1.0
