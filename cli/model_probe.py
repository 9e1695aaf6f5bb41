"""Probes each role's language model for `daogou doctor`: a tiny request, sent with the schema and in the way of a turn."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ValidationError

from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.structured import parsed
from ..models.warming import warm
from ..schema.errors import OutsideError, Overrun, Unreachable, Unserved
from ..tools.phrasing.worded import Worded
from ..tools.reranking.fitting import Fitting

_MOST = 100
_WITHOUT: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"shape": None},
        "which doesn't support JSON schemas: serve it with vLLM (docs/vllm.md), or with a server that supports a `response_format` of `json_schema`",
    ),
    ({"salt": None}, "which refuses `cache_salt`: use a server that ignores unknown fields, or put a router before it that removes the field"),
)
"""Fields that a server may refuse, and what to do then."""


def probe_models(models: Models, deadline_s: float) -> None:
    """Raise OutsideError, with the remedy, for the first model that doesn't do what turns ask of it."""

    async def ask_all() -> list[BaseException | None]:
        await warm()
        return await asyncio.gather(*(_probe(*each, deadline_s) for each in _asked(models)), return_exceptions=True)

    for error in asyncio.run(ask_all()):
        if error is not None:
            raise error


def _asked(models: Models) -> Iterator[tuple[str, LanguageModel, type[BaseModel], str]]:
    """The requests to send. The judge isn't probed: turns don't use it, and it may be expensive."""
    if models.read is not None:
        yield "read", models.read, Fitting, '{"fits": []}'
    if models.write is not None:
        yield "write", models.write, Worded, '{"lines": []}'


async def _probe(role: str, model: LanguageModel, shape: type[BaseModel], answer: str, deadline_s: float) -> None:
    messages = [SystemMessage("Answer with JSON alone."), HumanMessage(f"There is nothing to do. Answer {answer}")]
    ask = Ask(messages, deadline_s, shape.model_json_schema(), max_tokens=_MOST, salt="doctor", task="doctor")
    try:
        parsed(await _answer(role, model, ask), shape)
    except Overrun:
        return  # truncated, so whether it follows the schema is unknown; a turn goes on without it
    except ValidationError as error:
        raise OutsideError(
            f"The language model {model.name} ignores the JSON schema it is given: serve it with vLLM (docs/vllm.md), "
            "turn its reasoning output off, or use a larger one."
        ) from error
    except Unreachable as error:
        raise OutsideError(f"{error} Use a faster server or a smaller model, or raise DAOGOU_LLM_TIMEOUT_S.") from error
    except Unserved as error:
        raise OutsideError(f"{error} The server's log says why.") from error
    except OutsideError as error:
        raise await _told(role, model, ask, error) from error


async def _told(role: str, model: LanguageModel, ask: Ask, error: OutsideError) -> OutsideError:
    """The error with the refused field, found by leaving fields out."""
    for change, mend in _WITHOUT:
        try:
            await _answer(role, model, replace(ask, **change))
        except Overrun:
            pass
        except OutsideError:
            continue
        return OutsideError(f"The server refuses every request of a turn to {model.name}, {mend}. It said: {error}")
    return OutsideError(f"{error} Every request of a turn is refused like this; the server's log says why.")


async def _answer(role: str, model: LanguageModel, ask: Ask) -> str:
    """Stream the answer for the role "write", as in a turn."""
    if role == "write":
        return "".join([piece async for piece in model.stream(ask) if isinstance(piece, str)])
    return (await model.complete(ask)).text
