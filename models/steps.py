"""The sourcing agent's next step: chosen by rules, or by a language model among the steps they allow; emitted as tool calls of a chat model."""

import re
from collections.abc import Sequence
from typing import Any, Literal
from uuid import uuid4

import structlog
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import BaseModel, ConfigDict

from ..schema.errors import DaogouError
from ..schema.sourcing_plan import PlanKind
from .composing import compose, window_within
from .language_model import Ask, LanguageModel
from .prompt import Prompt
from .structured import structured

log = structlog.get_logger("daogou")
CHANGED = "the letters were changed, and are shown again"
"""Result of a tool, or of the buyer's answer, when the letters differ from those shown."""
Name = Literal["plan_list", "draft_letters", "send_letters", "say"]
_ANSWER = 200
"""Tokens of a step's answer: JSON with two sentences."""
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
ROWS: tuple[tuple[Name, frozenset[str], frozenset[str]], ...] = (
    ("plan_list", frozenset(), frozenset({"planned"})),
    ("draft_letters", frozenset({"planned", "letters"}), frozenset({"drafted"})),
    ("send_letters", frozenset({"drafted"}), frozenset({"answered"})),
    ("say", frozenset(), frozenset()),
)
"""Each step with the facts it requires and those that exclude it; without a model, the first that fits is taken. "letters": the buyer wants them."""


class Step(BaseModel):
    """A model's choice of the next step."""

    step: Name
    plan: PlanKind = "cheapest"
    text: str = ""


class Steps(BaseChatModel):
    """Chat model that emits the next step. `model` None: the rules decide. `wants`: the buyer asked for letters, for this `plan`. `silent`: names of
    model steps that code rejected."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    model: Any = None
    prompt: Any = None
    deadline_s: float = 10.0
    wants: bool = False
    plan: PlanKind = "cheapest"
    silent: list[str] = []

    @property
    def _llm_type(self) -> str:
        return "daogou"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "Steps":  # its tools are fixed
        return self

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any
    ) -> ChatResult:
        return _result(self._by_rows(messages))

    async def _agenerate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: AsyncCallbackManagerForLLMRun | None = None, **kwargs: Any
    ) -> ChatResult:
        own = self._by_rows(messages)
        possible = allowed(facts(messages, self.wants))
        if self.model is None or (len(possible) < 2 and own.step != "say"):
            return _result(own)
        try:
            chosen = await _chosen(self.model, self.prompt, messages, possible, self.deadline_s)
        except DaogouError as error:
            log.warning("the rows choose the step", error=str(error))
            self.silent.append("model.step")
            return _result(own)
        if chosen.step not in possible or (chosen.step == "say" and not faithful(chosen.text, messages)):
            self.silent.append("model.step")
            return _result(own)
        return _result(chosen if self.plan == "cheapest" else chosen.model_copy(update={"plan": self.plan}))  # a plan that the buyer named stays

    def _by_rows(self, messages: Sequence[BaseMessage]) -> Step:
        return Step(step=allowed(facts(messages, self.wants))[0], plan=self.plan)


def facts(messages: Sequence[BaseMessage], wants: bool) -> frozenset[str]:
    """Facts so far: "planned", "drafted", "answered" (by the buyer), and "letters" if the buyer wants them."""
    done = {"letters"} if wants else set[str]()
    for message in messages:
        if not isinstance(message, ToolMessage):
            continue
        kind, ok = message.name, message.status != "error"
        if kind == "plan_list" and ok:
            done.add("planned")
        elif kind == "plan_list":
            done |= {"planned", "drafted", "answered"}  # nothing can be planned, so only "say" remains
        elif kind == "draft_letters":
            done |= {"drafted"} if ok else {"drafted", "answered"}
        elif kind == "send_letters" and CHANGED not in message.text:
            done.add("answered")
    return frozenset(done)


def allowed(so: frozenset[str]) -> list[Name]:
    """The allowed steps in the order of ROWS; any other choice is rejected."""
    steps = [name for name, must, mustnt in ROWS if must <= so and not mustnt & so]
    return [name for name in steps if name != "say" or ("planned" in so and "send_letters" not in steps)]


async def _chosen(model: LanguageModel, prompt: Prompt, messages: Sequence[BaseMessage], steps: Sequence[Name], deadline_s: float) -> Step:
    request = next((message.text for message in messages if isinstance(message, HumanMessage)), "")
    done = [f"{message.name}: {message.text[:600]}" for message in messages if isinstance(message, ToolMessage)]
    window = await window_within(model, deadline_s)
    asked = compose(prompt, window, [], _ANSWER, request=request[:2000], done=done, steps=list(steps)).messages
    return await structured(model, Ask(asked, deadline_s, max_tokens=_ANSWER, task="step"), Step)


def faithful(text: str, messages: Sequence[BaseMessage]) -> bool:
    """True if every number of `text` occurs in the messages and `text` is in the request's script (Han or not)."""
    request = next((message.text for message in messages if isinstance(message, HumanMessage)), "")
    told = {_plain(each) for message in messages for each in _NUMBER.findall(message.text)}
    own = bool(_HAN.search(text)) == bool(_HAN.search(request))
    return own and bool(text.strip()) and all(_plain(each) in told for each in _NUMBER.findall(text))


def _plain(number: str) -> str:
    bare = number.replace(",", "")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare


def _result(step: Step) -> ChatResult:
    calls = (
        [] if step.step == "say" else [{"name": step.step, "args": {"plan": step.plan} if step.step == "draft_letters" else {}, "id": uuid4().hex}]
    )
    return ChatResult(generations=[ChatGeneration(message=AIMessage(content=step.text, tool_calls=calls))])
