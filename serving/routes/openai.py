"""`/v1/chat/completions` and `/v1/models`: OpenAI-compatible API for any chat client."""

import hashlib
import json
from collections.abc import AsyncIterator
from time import time
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from ...memory.names import LONGEST, checked
from ...schema.errors import InputError
from ...schema.reply import Reply
from ..errors import told
from ..markdown import cards_of
from ..openai_errors import error_of
from ..place import Here, Place
from ..refusal import Refusal
from ..stream.run import Run
from ..text import LONGEST as LONGEST_TEXT
from ..text import Text
from .turns import ProductId, Said, begun

router = APIRouter(prefix="/v1", tags=["openai"])
MODEL = "daogou"
THIS = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
SAME = 100
"""Conversations that a buyer may open with the same words."""


class Part(BaseModel):
    model_config = ConfigDict(extra="allow")

    type: str
    text: Text = ""


class ChatMessage(BaseModel):
    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | list[Part] | None = None

    @property
    def said(self) -> str:
        parts = self.content if isinstance(self.content, list) else []
        return self.content if isinstance(self.content, str) else "\n".join(part.text for part in parts if part.type == "text")


class StreamOptions(BaseModel):
    include_usage: bool = False


class Metadata(BaseModel):
    """The client's metadata, of which only `product_id` is used."""

    model_config = ConfigDict(extra="allow")

    product_id: ProductId = None


class Chat(BaseModel):
    """`messages`: only the last is read, earlier turns are stored here. `user`: as `buyer_id`. `metadata.product_id`: opens the conversation on that
    product; send it with each request, like the messages."""

    model_config = ConfigDict(extra="allow")

    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=2000)]
    model: Annotated[str, Field(max_length=200)] = MODEL
    n: int | None = None
    stream: bool = False
    stream_options: StreamOptions | None = None
    user: Annotated[str | None, Field(max_length=LONGEST)] = None
    metadata: Metadata | None = None

    @field_validator("n")
    @classmethod
    def _one(cls, n: int | None) -> int | None:
        if n not in (None, 1):
            raise ValueError("a turn has one answer; leave it out, or send 1")
        return n


@router.get("/models")
async def models() -> dict[str, Any]:
    return {"object": "list", "data": [THIS]}


@router.get("/models/{model}", responses={404: {"description": "There is no such model"}})
async def model(model: str) -> dict[str, Any]:
    _known(model)
    return THIS


def _known(model: str) -> None:
    if model != MODEL:
        raise Refusal(404, "model_not_found", f"The model {model[:80]!r} does not exist; {MODEL!r} is the only one here.")


@router.post("/chat/completions", response_model=None, responses={404: {"description": "There is no such model, or conversation of this buyer"}})
async def complete(here: Here, request: Request, chat: Chat, x_thread_id: Annotated[str | None, Header(max_length=LONGEST)] = None) -> Response:
    """Run a turn. The conversation is `X-Thread-Id`, or else the one that this buyer opened with the same first messages; the response header names
    it."""
    here = here.asking_for(chat.user)
    _known(chat.model)
    text = chat.messages[-1].said
    if chat.messages[-1].role != "user" or not text.strip():
        raise InputError("The last message must be the user's and must not be empty.", "message_empty")
    if len(text) > LONGEST_TEXT:
        raise InputError(f"The message has {len(text):,} characters; {LONGEST_TEXT:,} are the most.", "message_too_long")
    thread = checked(x_thread_id, "thread id") if x_thread_id else await derived(here, chat)
    await here.find(thread)
    run = begun(here, thread, Said(text=text, product_id=chat.metadata.product_id if chat.metadata else None))
    completion = Completion(run)
    headers = {"X-Thread-Id": thread} if thread.isascii() and thread.isprintable() else {}
    if not chat.stream:
        return JSONResponse(completion.whole(await run.outcome_for(request.is_disconnected)), headers=headers)
    usage = chat.stream_options is not None and chat.stream_options.include_usage
    return StreamingResponse(completion.pieces(usage), media_type="text/event-stream", headers={**headers, "X-Accel-Buffering": "no"})


async def derived(here: Place, chat: Chat) -> str:
    """Thread id from the buyer, the instructions and the first message, which the client repeats in every request. Among several such threads, the
    one with as many turns as the request, else the latest."""
    said = sum(message.role == "user" for message in chat.messages) - 1
    name, latest = _opening(here, chat), ""
    for number in range(1, SAME + 1):
        thread = f"chat-{name}-{number}"
        known = await here.find(thread)
        if known is None or (known.turns == said and said == 0):
            return thread if said == 0 or not latest else latest
        if known.turns == said:
            return thread
        latest = thread
    return latest


def _opening(here: Place, chat: Chat) -> str:
    first = [message.said for message in chat.messages if message.role in ("system", "developer")][:1]
    first += [message.said for message in chat.messages if message.role == "user"][:1]
    product = [chat.metadata.product_id] if chat.metadata and chat.metadata.product_id else []
    return hashlib.sha256(json.dumps([here.caller.tenant, here.buyer, *product, *first]).encode()).hexdigest()[:32]


class Completion:
    """A completion, whole or streamed."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._id, self._created = f"chatcmpl-{uuid4().hex}", int(time())

    def whole(self, reply: Reply) -> dict[str, Any]:
        message = {"role": "assistant", "content": content(reply), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return self._object("chat.completion", [choice], usage=_usage(reply))

    async def pieces(self, usage: bool) -> AsyncIterator[str]:
        """Yield the text as it is written, then the cards, or an error."""
        yield self._piece({"role": "assistant", "content": ""})
        async for come in self._run.events():
            for sent in come:
                if sent.kind == "TEXT_MESSAGE_CONTENT":
                    yield self._piece({"content": json.loads(sent.data)["delta"]})
        try:
            reply = await self._run.outcome()
        except Exception as error:
            found = told(error)
            yield _line({"error": error_of(found.status, found.detail, found.code)})
            return
        if rest := cards_of(reply):
            yield self._piece({"content": f"\n\n{rest}"})
        yield self._piece({}, "stop")
        if usage:
            yield _line(self._object("chat.completion.chunk", [], usage=_usage(reply)))
        yield "data: [DONE]\n\n"

    def _piece(self, delta: dict[str, str], finish: str | None = None) -> str:
        return _line(self._object("chat.completion.chunk", [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]))

    def _object(self, kind: str, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
        return {"id": self._id, "object": kind, "created": self._created, "model": MODEL, "choices": choices, **more}


def content(reply: Reply) -> str:
    """The reply's text and its cards, as Markdown."""
    return "\n\n".join(filter(None, (reply.text, cards_of(reply))))


def _line(told: dict[str, Any]) -> str:
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"


def _usage(reply: Reply) -> dict[str, int]:
    read, written = reply.usage.prompt_tokens, reply.usage.completion_tokens
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
