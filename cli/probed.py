"""What `daogou doctor` finds of language models by asking: each role's model something tiny, in the way and by the schema by which a turn asks it."""

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
        "which knows no JSON schema: serve it with vLLM (docs/vllm.md), or with a server that knows `response_format` of the type `json_schema`",
    ),
    ({"salt": None}, "which refuses `cache_salt`: take a server that leaves aside what it doesn't know, or put a router before it that takes it out"),
)
"""What a server may refuse of a request, and what is then to be done."""


def probed(models: Models, deadline_s: float) -> None:
    """Raises OutsideError, with how to mend it, for the first model that doesn't do what turns ask of it."""

    async def ask_all() -> list[BaseException | None]:
        await warm()
        return await asyncio.gather(*(_probe(*each, deadline_s) for each in _asked(models)), return_exceptions=True)

    for error in asyncio.run(ask_all()):
        if error is not None:
            raise error


def _asked(models: Models) -> Iterator[tuple[str, LanguageModel, type[BaseModel], str]]:
    """A judge's own model isn't asked: no turn has need of it, and it may be a dear one."""
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
        return  # what it wrote, it wrote by the schema or not: nobody can tell, and a turn goes on without
    except ValidationError as error:
        raise OutsideError(
            f"The language model {model.name} answers, but not by the JSON schema that it is given: serve it with vLLM (docs/vllm.md), "
            "turn its thoughts aloud off, or take a larger one."
        ) from error
    except Unreachable as error:
        raise OutsideError(f"{error} Take a quicker server or a smaller model, or raise DAOGOU_LLM_TIMEOUT_S.") from error
    except Unserved as error:
        raise OutsideError(f"{error} Its own log says why.") from error
    except OutsideError as error:
        raise await _told(role, model, ask, error) from error


async def _told(role: str, model: LanguageModel, ask: Ask, error: OutsideError) -> OutsideError:
    """What of the request was refused, found by asking without."""
    for change, mend in _WITHOUT:
        try:
            await _answer(role, model, replace(ask, **change))
        except Overrun:
            pass
        except OutsideError:
            continue
        return OutsideError(f"The server refuses every request of a turn to {model.name}, {mend}. It said: {error}")
    return OutsideError(f"{error} Each request of a turn is refused so; its own log says why.")


async def _answer(role: str, model: LanguageModel, ask: Ask) -> str:
    """Streamed from who words, as in a turn."""
    if role == "write":
        return "".join([piece async for piece in model.stream(ask) if isinstance(piece, str)])
    return (await model.complete(ask)).text
