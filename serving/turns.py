"""A turn as a LangChain runnable, for LangServe."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from typing import Annotated, Any

from langchain_core.callbacks import AsyncCallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import get_config_list, var_child_runnable_config
from langchain_core.runnables.utils import ConfigurableFieldSpec
from pydantic import BaseModel, Field

from ..schema.errors import DaogouError
from ..schema.event import Event
from ..schema.reply import Reply
from . import stream_errors
from .playground_form import FORM
from .tenants import Tenants
from .text import Message
from .turnstile import BESIDE


class TurnInput(BaseModel):
    """`thread_id`: the conversation to continue; without it (here or in `config.configurable`) a new one begins, and the reply names it.
    `product_id`: opens it on that product."""

    model_config = FORM

    text: Annotated[Message, Field(description="What the buyer says.")]
    thread_id: str | None = Field(default=None, min_length=1, max_length=200)
    buyer_id: str | None = Field(default=None, min_length=1, max_length=200)
    product_id: str | None = Field(default=None, min_length=1, max_length=200)


Input = Mapping[str, Any]


class TurnRunnable(Runnable[Input, dict[str, Any]]):
    """Invoke returns a `Reply` as JSON; stream yields its events, the last with the reply."""

    name = "assistant"

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    @property
    def InputType(self) -> type[Any]:
        return TurnInput

    @property
    def OutputType(self) -> type[Any]:
        return Reply

    @property
    def config_specs(self) -> list[ConfigurableFieldSpec]:
        return [ConfigurableFieldSpec(id="thread_id", annotation=str, name="Thread", description="The conversation to go on with.", default="")]

    def invoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> dict[str, Any]:
        asked = _asked(input, config)
        here = self._tenants.here(asked.buyer_id)
        return here.assistant.ask(asked.text, thread=asked.thread_id, buyer=here.buyer, product_id=asked.product_id).model_dump(mode="json")

    async def ainvoke(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> dict[str, Any]:
        return await self._acall_with_config(self._answer, input, config)

    async def astream(self, input: Input, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[dict[str, Any]]:
        async def once() -> AsyncIterator[Input]:
            yield input

        async for event in self._atransform_stream_with_config(once(), self._events, config):
            yield event

    async def abatch(
        self, inputs: list[Input], config: RunnableConfig | list[RunnableConfig] | None = None, *, return_exceptions: bool = False, **kwargs: Any
    ) -> list[Any]:
        """Run turns of one thread in order and threads concurrently, BESIDE at once, which leaves room for the buyer's other requests."""
        configs, beside = get_config_list(config, len(inputs)), asyncio.Semaphore(BESIDE)
        queues: dict[Any, list[int]] = defaultdict(list)
        for place, (one, its) in enumerate(zip(inputs, configs, strict=True)):
            queues[_asked(one, its).thread_id or place].append(place)
        replies: list[Any] = [None] * len(inputs)

        async def run(places: Sequence[int]) -> None:
            for place in places:
                try:
                    async with beside:
                        replies[place] = await self.ainvoke(inputs[place], configs[place])
                except Exception as error:
                    if not return_exceptions:
                        raise
                    replies[place] = error

        await asyncio.gather(*(run(places) for places in queues.values()))
        return replies

    async def _answer(self, input: Input, run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig) -> dict[str, Any]:
        asked = _asked(input, config)
        here = self._tenants.here(asked.buyer_id)
        _detach_callbacks()
        return (await here.answer(asked.text, asked.thread_id, asked.product_id)).model_dump(mode="json")

    async def _events(
        self, inputs: AsyncIterator[Input], run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig
    ) -> AsyncIterator[dict[str, Any]]:
        async for input in inputs:
            asked = _asked(input, config)
            here = self._tenants.here(asked.buyer_id)
            _detach_callbacks()
            try:
                async with aclosing(here.stream(asked.text, asked.thread_id, product_id=asked.product_id)) as events:
                    async for event in events:
                        yield as_json(event)
            except DaogouError as error:
                stream_errors.note(error)
                raise


def _detach_callbacks() -> None:
    """Detach the turn from the caller's callbacks: otherwise the graph's state, which has no JSON form, would be in the events."""
    var_child_runnable_config.set(None)


def as_json(event: Event) -> dict[str, Any]:
    return event.model_dump(mode="json")


def _asked(input: Input, config: RunnableConfig | None) -> TurnInput:
    """The input, with the config's thread if it names none."""
    asked = TurnInput.model_validate(input)
    thread = ((config or {}).get("configurable") or {}).get("thread_id")
    return asked if asked.thread_id or not thread else asked.model_copy(update={"thread_id": thread})
