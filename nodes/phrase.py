"""Phrase: a language model words the reply's lines and its follow-ups anew; each is checked before it leaves; what fails leaves as code has it."""

from collections.abc import Callable
from contextlib import aclosing
from time import monotonic, perf_counter
from typing import NamedTuple

import structlog
from langchain_core.messages import AIMessage, BaseMessage
from langgraph.runtime import Runtime
from pydantic import ValidationError

from ..models.audience import attended
from ..models.composing import compose, window_within
from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.prompt_library import PromptLibrary
from ..models.spans import span
from ..models.spent import added
from ..models.structured import parsed, repair_messages
from ..schema.context import Context
from ..schema.errors import DaogouError, OutsideError
from ..schema.event import Event
from ..schema.reply import Reply, Suggestion, Usage
from ..schema.settings import Settings
from ..tools.phrasing.line import Line
from ..tools.phrasing.worded import Coming, Worded
from .asked_lines import asked_lines
from .replay import outcome
from .state import State, Update, prompted
from .worded_follow_ups import WordedFollowUps
from .worded_reply import WordedReply
from .work import Node, computed, context_of

log = structlog.get_logger("daogou")
_AROUND = 100
"""Tokens of an answer beside its lines."""
_LEAST_S = 0.2
"""Of the models' deadline that must be left for it: a model that gets no time has not failed."""
_AHEAD = 0.3
"""Of the deadline that must be left for refused lines to be worded once more."""


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
        begin, reply, asked = perf_counter(), state["reply"], Update()
        if models.write is not None:
            runtime.stream_writer(Event(event="progress", data="phrase"))
            with span("daogou.phrase"):
                reply, asked = await _phrased(state, models.write, models.prompts, deadline_s, context_of(runtime), runtime.stream_writer)
            runtime.stream_writer(Event(event="text", data=reply.text))
        if "suggestions" not in reply.degraded:
            runtime.stream_writer(Event(event="suggestions", data=[one.model_dump(mode="json") for one in reply.suggestions]))
        return {
            "reply": reply,
            "messages": [AIMessage(reply.text)],
            **asked,
            "timings_ms": {"phrase": round((perf_counter() - begin) * 1000, 2)},
        }

    run.__name__ = "phrase"
    return run


async def _phrased(
    state: State, model: LanguageModel, prompts: PromptLibrary, deadline_s: float, context: Context, send: Callable[[Event], None]
) -> tuple[Reply, Update]:
    """The reply, and that a model was asked by which prompt."""
    reply, silent, asked = state["reply"], tuple[str, ...](), Update()
    wording = WordedReply.of(reply, lambda text: send(Event(event="sentence", data=text)))
    left = deadline_s - _spent_s(state)
    if wording.whole and left < _LEAST_S:
        silent = ("model.write",)
    elif wording.whole:
        try:
            prompt = prompts.given("write", context.whom)
            asked = prompted(state, prompt)
            await attended(_worded(wording, model, _Manner.of(prompt, state["shop"].settings), left, context.tenant))
        except Exception as error:  # what has left can't be called back: no other hand may end this reply, whatever goes wrong
            log.warning("nobody worded the reply", error=str(error) if isinstance(error, DaogouError) else repr(error))
            silent = ("model.write",)
    wording.leave(len(wording.lines))
    said = {"text": wording.text, "suggestions": await _followed(wording.follow_ups, state, context)}
    return reply.model_copy(update={**said, "usage": added(reply.usage, wording.spent.usage), "degraded": (*reply.degraded, *silent)}), asked


async def _followed(worded: WordedFollowUps, state: State, context: Context) -> tuple[Suggestion, ...]:
    """Replayed where nothing waits for it, since the text has left."""
    try:
        return await computed(worded.now, lambda text: outcome(state, text, context))
    except Exception as error:
        log.warning("worded follow-ups could not be replayed", error=repr(error))
        return worded.own


class _Came(NamedTuple):
    """What a model answered, and what is wrong with its shape."""

    text: str
    wrong: ValidationError | None


async def _worded(wording: WordedReply, model: LanguageModel, manner: "_Manner", deadline_s: float, tenant: str) -> None:
    """The lines in their order, each leaving as soon as it is settled, and the follow-ups; then once more, with what was wrong, where no line of the
    answer was taken or it had another shape.

    Raises OutsideError where nothing came of it that can be used.
    """
    ends = monotonic() + deadline_s
    came = await _asked(wording, model, manner, deadline_s * (1 - _AHEAD), tenant, wording.whole)
    if came.wrong or wording.useless:
        wording.begin_again()
        again = wording.whole if came.wrong else wording.undone
        if again and (left := ends - monotonic()) > 0:
            came = await _asked(wording, model, manner, left, tenant, again, came if came.wrong else None)
    if came.wrong and wording.whole:
        raise OutsideError(f"{model.name} gave no {Worded.__name__} in two tries.")
    if wording.failed:
        raise OutsideError(f"{model.name} worded nothing as it is.")


async def _asked(
    wording: WordedReply,
    model: LanguageModel,
    manner: "_Manner",
    deadline_s: float,
    tenant: str,
    lines: dict[str, Line],
    before: _Came | None = None,
) -> _Came:
    ends = monotonic() + deadline_s
    window = await window_within(model, deadline_s)
    items = asked_lines(lines, window, ends - monotonic())
    asked = {item.key for item in items}
    wrong = [{"id": id, "text": text, "why": why} for id, (text, why) in wording.wrong.items() if id in asked]
    messages: list[BaseMessage]
    messages, fitted = compose(
        manner.prompt, window, items, _AROUND, kinds=("lines", "follow_ups"), wrong=wrong, tone=manner.tone, length=manner.length
    )
    if not fitted.kept:
        raise OutsideError(f"{model.name} has no room for a line of the reply: take a model with a larger window.")
    wording.asked = frozenset(item.key for item in fitted.kept if item.kind == "lines")
    if before is not None and before.wrong is not None:
        messages = [*repair_messages(messages, before.text, before.wrong)]
    most = _AROUND + sum(item.answer for item in fitted.kept)
    ask = Ask(messages, ends - monotonic(), Worded.model_json_schema(), max_tokens=most, salt=tenant, spent=wording.spent)
    text = await _taken(wording, model, ask)
    try:
        parsed(text, Worded)
    except ValidationError as error:
        return _Came(text, error)
    return _Came(text, None)


async def _taken(wording: WordedReply, model: LanguageModel, ask: Ask) -> str:
    """Each line as it comes; the answer's text."""
    coming, text = Coming(), ""
    async with aclosing(model.stream(ask)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Usage):
                continue
            text += piece
            for worded in coming.take(piece):
                wording.take(worded)
                wording.leave(wording.ready(worded.id))
    return text


def _spent_s(state: State) -> float:
    """What models have taken of the turn's deadline already."""
    timings = state.get("timings_ms", {})
    return (sum(timings.get(node, 0.0) for node in ("rerank", "summarise"))) / 1000
