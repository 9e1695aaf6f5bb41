"""A language model on an OpenAI-compatible server (vLLM or another), reached through langchain-openai."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from langchain_core.messages import AIMessage, AIMessageChunk
from pydantic import SecretStr

from ..schema.errors import OutsideError, Overrun, Unreachable, Unserved
from ..schema.reply import Usage
from ..schema.secret import NO_KEY, masked
from .circuit_breaker import CircuitBreakers, ModelBreakers
from .language_model import Answer, Ask
from .metrics import Meter
from .pace import Stream, pace_at, tokens_in
from .request_slots import slots_at
from .tokens import counter
from .warming import warm
from .window import ServerWindow, Window

if TYPE_CHECKING:
    from openai import APIStatusError

    from .chat_client import ChatClient

_REQUEST_FAULTS = (400, 413, 422)
"""Statuses caused by the request; all others are the server's fault."""
_LEAST_SHARE = 0.5
"""Least share of the deadline left after queueing at which a timeout counts as the server's failure."""


class ServerModel:
    """`retries`: repetitions of a request that got no connection, 408, 409, 429 or 5xx; openai's client waits between them with jitter or
    `Retry-After` (openai-python, "Retries"). `at_once`: concurrent requests of this process to the server; more of them queue, which is no
    failure. `window`: tokens of prompt and answer (None: as the server reports). `breakers`: circuit breakers shared by the roles of a model."""

    def __init__(
        self,
        model: str,
        base_url: str,
        api_key: SecretStr | None,
        role: str,
        *,
        retries: int = 1,
        at_once: int = 8,
        window: int | None = None,
        breakers: ModelBreakers | None = None,
    ) -> None:
        self.name, self.role = model, role
        self._base_url, self._api_key = base_url, api_key or NO_KEY
        self._retries, self._slots, self._pace = retries, slots_at(base_url, at_once), pace_at(base_url, model)
        self._breakers = breakers or ModelBreakers(f"The language model {model} at {base_url}")
        self._window = ServerWindow(base_url, self._api_key, model, window)
        self._loops: WeakKeyDictionary[asyncio.AbstractEventLoop, ChatClient] = WeakKeyDictionary()

    async def window(self) -> Window:
        await warm()
        return replace(await self._window.get(), pace=self._pace.now)

    async def complete(self, ask: Ask) -> Answer:
        async with self._request(ask, self._breakers.whole) as (client, meter, arguments):
            message = await client.ainvoke(ask.messages, **arguments)
            meter.usage = _usage(message)
            self._check_end(message.response_metadata.get("finish_reason"), ask)
            return Answer(message.text, meter.usage)

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        ends, length = monotonic() + ask.deadline_s, 0
        async with self._request(ask, self._breakers.streamed) as (client, meter, arguments), client.closing(), self._timed(ask, meter) as stream:
            pieces: Any = client.astream(ask.messages, stream_usage=True, **arguments)
            end: str | None = None
            async with aclosing(pieces):
                async for piece in pieces:
                    if monotonic() > ends:  # fast chunks may leave no await for a cancellation
                        raise TimeoutError
                    client.check_length(length := length + len(piece.text))
                    if piece.text:
                        meter.first()
                        stream.take(piece.text)
                        yield piece.text
                    if piece.usage_metadata:
                        meter.usage = _usage(piece)
                    end = piece.response_metadata.get("finish_reason") or end
            yield meter.usage
            if end is None:
                self._breakers.streamed.trip()
                raise Unserved(f"{self._base_url} broke off within an answer.")
            self._check_end(end, ask)

    @asynccontextmanager
    async def _timed(self, ask: Ask, meter: Meter) -> AsyncIterator[Stream]:
        """Record the stream's pace; if it breaks off, estimate its usage, which the server reports only at the end."""
        stream = Stream()
        try:
            yield stream
        except BaseException:
            if stream.texts and not meter.usage.prompt_tokens:
                read = sum(map(counter(), (each.text for each in ask.messages)))
                meter.usage = Usage(prompt_tokens=read, completion_tokens=tokens_in("".join(stream.texts)))
            raise
        finally:
            self._pace.note(stream)

    def _error_text(self, error: Any) -> str:
        """The server's error text, at most 200 characters, with the key masked: a server may echo it."""
        return masked(" ".join(str(error.message).split()), self._api_key)[:200]

    def _check_end(self, end: str | None, ask: Ask) -> None:
        if end == "length":
            raise Overrun(f"{self.name} wrote more than the {ask.max_tokens} tokens that were asked for.")

    @asynccontextmanager
    async def _request(self, ask: Ask, breakers: CircuitBreakers) -> AsyncIterator[tuple["ChatClient", Meter, dict[str, Any]]]:
        """Hold a slot and the deadline over the request, and translate its failures into our errors."""
        ends = monotonic() + ask.deadline_s
        breakers.refuse()  # before waiting for a slot
        try:
            async with asyncio.timeout(max(ask.deadline_s, 0)):
                await warm()
        except TimeoutError as error:
            raise Unreachable(f"The language model client wasn't loaded within {ask.deadline_s:g} s; the next turn finds it.") from error
        import httpx
        import openai

        client = self._loop_client()
        async with self._metered(ask) as meter, self._slot(ends):
            breakers.check()
            left = ends - monotonic()
            try:
                async with asyncio.timeout(left):
                    yield client, meter, _arguments(ask, ends, (await self._window.get()).server if ask.grammar else "")
            except TimeoutError as error:
                if left >= ask.deadline_s * _LEAST_SHARE:
                    breakers.trip()
                raise Unreachable(f"{self.name} didn't answer within {ask.deadline_s:g} s.") from error
            except (openai.APIConnectionError, httpx.HTTPError) as error:  # its time-outs too; httpx's own occur within a stream
                breakers.trip()
                raise Unreachable(f"{self._base_url} could not be reached: {masked(str(error), self._api_key)}.") from error
            except openai.APIStatusError as error:
                raise self._refused(error, ends, breakers) from error
            except openai.APIError as error:  # an error event within the stream
                breakers.trip()
                raise OutsideError(f"{self._base_url} broke off: {self._error_text(error)}.") from error
            except (openai.OpenAIError, ValueError, TypeError, KeyError, AttributeError) as error:  # no valid answer of the protocol
                raise Unserved(f"{self._base_url} answered outside the protocol: {type(error).__name__}.") from error
            breakers.mend()

    @asynccontextmanager
    async def _metered(self, ask: Ask) -> AsyncIterator[Meter]:
        with Meter(self.role, ask.task or self.role, self.name) as meter:
            try:
                yield meter
            finally:
                ask.spent.add(meter.usage)

    @asynccontextmanager
    async def _slot(self, ends: float) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(max(ends - monotonic(), 0)):
                    await stack.enter_async_context(self._slots.one())
            except TimeoutError as error:
                raise Unreachable(
                    f"No slot among {self._slots.limit} concurrent requests to {self._base_url} was free in time (DAOGOU_LLM_AT_ONCE)."
                ) from error
            yield

    def _refused(self, error: "APIStatusError", ends: float, breakers: CircuitBreakers) -> OutsideError:
        """Return the error for an HTTP status, and update the breakers and the known window by it."""
        from .chat_client import retry_after

        if error.status_code >= 500 or error.status_code in (408, 429):
            breakers.trip()
            if (wait := retry_after(error.response.headers)) > ends - monotonic():
                breakers.rest(wait)
        if error.status_code == 400:  # perhaps the prompt exceeded the window
            self._window.forget()
        kind = OutsideError if error.status_code in _REQUEST_FAULTS else Unserved
        return kind(f"{self._base_url} answered {error.status_code}: {self._error_text(error)}.")

    def _loop_client(self) -> "ChatClient":
        """The client of the running event loop: an HTTP client belongs to one loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._loops:
            self._loops[loop] = self._client()
        return self._loops[loop]

    def _client(self) -> "ChatClient":
        from .chat_client import ChatClient, http_client

        return ChatClient(
            model=self.name,
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=self._retries,
            http_async_client=http_client(self._slots.limit),
            use_responses_api=False,
            stream_chunk_timeout=None,  # its `asyncio.wait_for` may lose the deadline's cancellation on Python 3.11
        )


def _arguments(ask: Ask, ends: float, server: str) -> dict[str, Any]:
    """Keyword arguments of a request. The schema goes into `extra_body`: as an argument, openai's client would parse answers itself and
    refuse valid ones."""
    from .chat_client import ENDS

    extra: dict[str, Any] = {}
    if ask.shape is not None:
        shape = {"name": ask.shape.get("title", "answer"), "schema": ask.shape, "strict": True}
        extra["response_format"] = {"type": "json_schema", "json_schema": shape}
    if ask.grammar is not None and server == "llamacpp":
        extra["grammar"] = ask.grammar
    elif ask.grammar is not None and server == "vllm":
        extra["structured_outputs"] = {"grammar": ask.grammar}  # vLLM, "Structured Outputs"; `guided_grammar` before 0.12
    if ask.line:
        extra["stop"] = ["\n"]
    if ask.salt is not None:
        extra["cache_salt"] = ask.salt
    return {
        "max_tokens": ask.max_tokens,
        "temperature": ask.temperature,
        "timeout": ask.deadline_s,
        "extra_headers": {ENDS: str(ends)},
        "extra_body": extra,
    }


def _usage(message: AIMessage | AIMessageChunk) -> Usage:
    told = message.usage_metadata
    return Usage(prompt_tokens=told["input_tokens"], completion_tokens=told["output_tokens"]) if told else Usage()
