"""The nodes of the sourcing sub-graph: the task is read, each line searched by itself, and all of them joined into plans."""

import asyncio
from collections.abc import Callable
from operator import add
from time import monotonic, perf_counter
from typing import Annotated, Any, Literal

import structlog
from langgraph.graph import END
from langgraph.runtime import Runtime
from langgraph.types import Command, Send
from pydantic import ValidationError
from typing_extensions import TypedDict

from ..models.spans import span
from ..schema.context import Context
from ..schema.errors import InputError
from ..schema.event import Event
from ..schema.reading import Language
from ..schema.settings import Settings
from ..schema.sourcing_report import SourcingReport
from ..schema.sourcing_task import SourcingLine, SourcingTask, WrittenTask
from ..sourcing.grounding import LineNeed, stating
from ..sourcing.listed import ListedTask
from ..sourcing.message import written
from ..sourcing.programme import warm
from ..sourcing.reorder import is_report, since, written_again
from ..sourcing.report import read_report, reported
from ..sourcing.search import FoundLine, search, unsearched
from ..sourcing.sheets import PACKED, decoded, sheets
from ..sourcing.table import Read, Said, read
from ..sourcing.task import understood
from ..tools.shop import Shop
from ..understanding.language.text import language_of, legible
from .learned import learned, spoken
from .work import POOL, computed

log = structlog.get_logger("daogou")


class Asked(TypedDict, total=False):
    """What a task comes as: written out, a file's bytes with its name, words, or a list of a conversation; `whole` is what is said beside these of
    all lines."""

    written: WrittenTask
    content: bytes
    name: str
    text: str
    whole: WrittenTask
    listed: ListedTask


class SourcingState(Asked, total=False):
    """`shop` is the generation that all lines are searched in; `until` is when the time for them is over."""

    task: SourcingTask
    shop: Shop
    until: float
    found: Annotated[list[FoundLine], add]
    degraded: Annotated[list[str], add]
    report: SourcingReport
    timings_ms: Annotated[dict[str, float], lambda old, new: {**old, **new}]


class LineState(TypedDict):
    """What a line's own sub-task is given."""

    line: SourcingLine
    task: SourcingTask
    shop: Shop
    until: float
    need: LineNeed | None
    pick: str | None


Update = dict[str, Any]
_WHOLE = {"budget", "currency", "deadline", "destination", "suppliers", "sellers", "factories"}
"""What a task says of all its lines."""


def read_task(current: Callable[[], Shop], settings: Settings) -> Any:
    """The node that reads the task; each line is sent to a sub-task of its own."""

    async def run(state: SourcingState, *, runtime: Runtime[Context]) -> Command[Literal["line", "plan"]]:
        begin, context = perf_counter(), runtime.context or Context()
        runtime.stream_writer(Event(event="progress", data="read_task"))
        with span("daogou.sourcing.read_task"):
            POOL.submit(warm)  # beside the lines' searches
            shop, task = await computed(_task, state, current, context)
        runtime.stream_writer(Event(event="task", data=task.model_dump(mode="json")))
        until = monotonic() + settings.sourcing_timeout_s
        update: Update = {"task": task, "shop": shop, "until": until, "timings_ms": {"read_task": round((perf_counter() - begin) * 1000, 2)}}
        known = state.get("listed") or ListedTask(task)
        lines = [
            Send(
                "line", LineState(line=line, task=task, shop=shop, until=until, need=known.needs.get(line.number), pick=known.picks.get(line.number))
            )
            for line in task.lines
        ]
        return Command(update=update, goto=lines or "plan")

    run.__name__ = "read_task"
    return run


def search_line(settings: Settings) -> Any:
    """The sub-task of one line, by its deadline: what fails or comes too late is a note of the line, and the others go on."""

    async def run(state: LineState, *, runtime: Runtime[Context]) -> Update:
        line, task, context = state["line"], state["task"], runtime.context or Context()
        degraded: list[str] = []
        left = min(settings.sourcing_line_timeout_s, state["until"] - monotonic())
        try:
            with span("daogou.sourcing.line"):
                if left <= 0:
                    raise TimeoutError
                async with asyncio.timeout(left):
                    found = await computed(search, line, task, state["shop"], context.today, state["need"], state["pick"])
        except TimeoutError:
            over = state["until"] <= monotonic()
            seconds = settings.sourcing_timeout_s if over else settings.sourcing_line_timeout_s
            found = unsearched(line, task, "late", seconds)
            degraded.append("sourcing.late")
        except Exception as error:  # whatever a line's search fails by, the other lines are planned
            log.warning("a line of a sourcing task was lost", line=line.number, error=repr(error))
            found = unsearched(line, task, "failed")
            degraded.append("sourcing.line")
        runtime.stream_writer(Event(event="line", data=found.report.model_dump(mode="json")))
        return {"found": [found], "degraded": degraded}

    run.__name__ = "line"
    return run


def plan(settings: Settings) -> Any:
    """The node that joins the lines into plans."""

    async def run(state: SourcingState, *, runtime: Runtime[Context]) -> Command[str]:
        begin, context = perf_counter(), runtime.context or Context()
        runtime.stream_writer(Event(event="progress", data="plan"))
        found = state.get("found", [])
        with span("daogou.sourcing.plan"):
            report = await computed(reported, state["task"], found, state["shop"], context.today, context.clock(), state.get("degraded", ()))
        timings = {**state.get("timings_ms", {}), "plan": round((perf_counter() - begin) * 1000, 2)}
        return Command(update={"report": report.model_copy(update={"timings_ms": timings})}, goto=END)

    run.__name__ = "plan"
    return run


def _task(state: SourcingState, current: Callable[[], Shop], context: Context) -> tuple[Shop, SourcingTask]:
    """As it comes: written, as a file, in words. Raises InputError where it is none of them, or no table can be read."""
    shop = current().of(context.tenant)
    language: Language | None = "en" if context.language == "en" else "zh" if context.language else None
    if "listed" in state:
        return state.get("shop") or shop, state["listed"].task
    said: tuple[Said, ...] = ()
    before: SourcingReport | None = None
    if "written" in state:
        given = state["written"]
    elif "content" in state and (table := _table(state["content"], state.get("name", ""))) is not None:
        if not table.found:
            raise InputError("The table has no heads that are known; name columns for goods and quantity, or begin with the template.")
        given, said = table.task, table.said
    elif "content" in state and is_report(state["content"]):
        before = read_report(state["content"])
        given = written_again(before)
    elif "content" in state and state["content"].lstrip()[:1] == b"{":
        given = _written_out(state["content"])
    else:
        text = legible(decoded(state["content"]) if "content" in state else state.get("text", ""))
        if not text.strip():
            raise InputError("The list is empty; write what is to be bought, each with its number.")
        spoken_in: Language = language or language_of(text) or "zh"
        given, said = written(text, lambda words: learned(spoken({}, shop, context, words), shop).commands, spoken_in, stating(shop))
    if "whole" in state:
        given = given.model_copy(update={name: getattr(state["whole"], name) for name in state["whole"].model_fields_set & _WHOLE})
    task = understood(given, said, language)
    return shop, task if before is None else since(before, task, shop)


def _table(content: bytes, name: str) -> Read | None:
    """By its name, else by its beginning: text is a table where it has heads of one, and a task in JSON where it opens so; None where it is none."""
    if name.lower().endswith((".csv", ".tsv", ".xlsx", ".xlsm", ".xls")) or content.startswith(PACKED):
        return read(sheets(content, name))
    if name.lower().endswith((".txt", ".json")) or content.lstrip()[:1] == b"{":
        return None
    table = read(sheets(content, name))
    return table if table.found else None


def _written_out(content: bytes) -> WrittenTask:
    try:
        return WrittenTask.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the task"
        raise InputError(f"The task in JSON is wrong at {where}: {first['msg'][:1].lower()}{first['msg'][1:]}; see docs/sourcing.md.") from error
