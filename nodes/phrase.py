"""Phrase: a language model words the reply's lines anew; each is checked before it leaves, and what fails stays as code has it."""

from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from math import ceil
from time import monotonic, perf_counter
from typing import NamedTuple

import structlog
from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from ..models.budget import Item
from ..models.composing import compose
from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.prompt_library import PromptLibrary
from ..models.spans import span
from ..models.structured import added
from ..models.window import Window
from ..schema.context import Context
from ..schema.errors import DaogouError, OutsideError
from ..schema.event import Event
from ..schema.reply import Reply, Usage
from ..schema.settings import Settings
from ..tools.phrasing.faults import faults, filled
from ..tools.phrasing.line import Line, line_of
from ..tools.phrasing.worded import Coming, Worded, WordedLine
from .state import State, Update
from .work import Node, context_of

log = structlog.get_logger("daogou")
_FIXED = ("> ", "| ", "#")
"""What a line begins with that is never worded anew: letters to suppliers, tables, headings. Numbered products neither."""
_AROUND = 100
"""Tokens of an answer beside its lines."""
_LEAST_S = 0.2
"""Of the models' deadline that must be left for it: a model that gets no time has not failed."""
_AHEAD = 0.3
"""Of the deadline that must be left for refused lines to be worded once more."""


@dataclass
class Wording:
    """A reply on its way: which lines may be worded, what became of each, and how far it has left."""

    lines: list[str]
    open: dict[str, Line]
    send: Callable[[str], None]
    done: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    left: int = 0

    @classmethod
    def of(cls, reply: Reply, send: Callable[[str], None]) -> "Wording":
        lines = reply.text.split("\n")
        found = {str(number): line_of(text, reply.language) for number, text in enumerate(lines, 1) if _may_be_worded(text)}
        return cls(lines, {id: line for id, line in found.items() if line is not None}, send)

    def take(self, worded: WordedLine) -> None:
        """Checks one line. The second refusal of a line leaves it as it was."""
        line = self.open.get(worded.id)
        if line is None or worded.id in self.done:
            return
        if why := faults(line, worded.text):
            self.wrong[worded.id] = (worded.text, why)
            return
        self.wrong.pop(worded.id, None)
        self.done[worded.id] = filled(line, worded.text)

    def leave(self, up_to: int) -> None:
        """Sends the lines before number `up_to` that have not left yet, as they are now."""
        if up_to > self.left:
            self.send("".join(f"{self._now(number)}\n" for number in range(self.left, up_to)))
            self.left = up_to

    @property
    def text(self) -> str:
        return "\n".join(self._now(number) for number in range(len(self.lines)))

    def _now(self, number: int) -> str:
        return self.done.get(str(number + 1), self.lines[number])


class _Manner(NamedTuple):
    """The prompt, and how it is to word."""

    prompt: Prompt
    tone: str
    length: str

    @classmethod
    def of(cls, prompt: Prompt, settings: Settings) -> "_Manner":
        return cls(prompt, settings.tone, settings.length)


def phrase(models: Models, deadline_s: float) -> Node:
    """The node over the models that the settings name; without one that writes the reply leaves as code has it."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin, reply = perf_counter(), state["reply"]
        if models.write is not None and state.get("opening") is None:
            with span("daogou.phrase"):
                reply = await _phrased(state, models.write, models.prompts, deadline_s, context_of(runtime), runtime.stream_writer)
        runtime.stream_writer(Event(event="text", data=reply.text))
        return {"reply": reply, "messages": [AIMessage(reply.text)], "timings_ms": {"phrase": round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = "phrase"
    return run


async def _phrased(
    state: State, model: LanguageModel, prompts: PromptLibrary, deadline_s: float, context: Context, send: Callable[[Event], None]
) -> Reply:
    reply, usage, silent = state["reply"], Usage(), tuple[str, ...]()
    wording = Wording.of(reply, lambda text: send(Event(event="sentence", data=text)))
    left = deadline_s - _spent_s(state)
    if wording.open and left < _LEAST_S:
        silent = ("model.write",)
    elif wording.open:
        try:
            usage = await _worded(wording, model, _Manner.of(prompts.get("write"), state["shop"].settings), left, context.tenant)
        except DaogouError as error:
            log.warning("nobody worded the reply", error=str(error))
            silent = ("model.write",)
    wording.leave(len(wording.lines))
    return reply.model_copy(update={"text": wording.text, "usage": added(reply.usage, usage), "degraded": (*reply.degraded, *silent)})


async def _worded(wording: Wording, model: LanguageModel, manner: "_Manner", deadline_s: float, tenant: str) -> Usage:
    """The lines in their order, each leaving as soon as it and all before it are right; then once more what was refused."""
    ends = monotonic() + deadline_s
    usage = await _asked(wording, model, manner, deadline_s * (1 - _AHEAD), tenant, wording.open)
    if wording.wrong and (left := ends - monotonic()) > 0:
        usage = added(usage, await _asked(wording, model, manner, left, tenant, {id: wording.open[id] for id in wording.wrong}))
    return usage


async def _asked(wording: Wording, model: LanguageModel, manner: "_Manner", deadline_s: float, tenant: str, lines: dict[str, Line]) -> Usage:
    wrong = [{"id": id, "text": text, "why": ", ".join(why)} for id, (text, why) in wording.wrong.items()]
    window = await model.window()
    items = [_item(id, line, window) for id, line in lines.items()]
    messages, fitted = compose(manner.prompt, window, items, _AROUND, wrong=wrong, tone=manner.tone, length=manner.length)
    if not fitted.kept:
        raise OutsideError(f"{model.name} has no room for a line of the reply: take a model with a larger window.")
    most = _AROUND + sum(item.answer for item in fitted.kept)
    ask = Ask(messages, deadline_s, Worded.model_json_schema(), max_tokens=most, salt=tenant)
    usage, coming = Usage(), Coming()
    async with aclosing(model.stream(ask)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Usage):
                usage = piece
                continue
            for worded in coming.take(piece):
                wording.take(worded)
                wording.leave(_ready(wording, worded.id))
    return usage


def _ready(wording: Wording, id: str) -> int:
    """How many lines may leave once `id` was taken: all up to it, but none behind one that is refused and may come right."""
    waiting = [int(each) - 1 for each in wording.wrong]
    reached = int(id) if id in wording.done else 0
    return min([reached, *waiting])


def _may_be_worded(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith(_FIXED) and not text.lstrip()[:1].isdecimal()


def _item(id: str, line: Line, window: Window) -> Item:
    """The first lines go in first. A wording is hardly longer than its line."""
    answer = ceil((len(line.masked) + 40) * max(1.0, window.rate))
    return Item("lines", id, line.masked, worth=-float(id), value={"id": id, "masked": line.masked}, answer=answer)


def _spent_s(state: State) -> float:
    """What models have taken of the turn's deadline already."""
    timings = state.get("timings_ms", {})
    return (sum(timings.get(node, 0.0) for node in ("consider", "rerank", "summarise"))) / 1000
