"""An engine that dies while it answers, and comes back."""

import asyncio
from contextlib import aclosing

import pytest
from daogou.schema.errors import OutsideError

from .conftest import Opened, Served
from .server import Vllm
from .test_roles import UNREAD
from .test_serving import LONG, ask, turn


def test_a_killed_engine_costs_a_turn_nothing_else_and_is_found_again(own: Vllm, served: Served, opened: Opened) -> None:
    assistant = opened(llm_write_model="none", llm_retries=0, llm_timeout_s=10.0)
    assert turn(assistant, "zh") == ()

    async def killed() -> None:
        async with aclosing(served(retries=0).stream(ask(max_tokens=LONG))) as pieces:
            await anext(pieces)
            await asyncio.to_thread(own.kill_engine)
            async for _ in pieces:
                pass

    with pytest.raises(OutsideError):
        asyncio.run(killed())
    assert [turn(assistant, language) for language in UNREAD] == [("model.read",), ("model.read",)]
    own.stop()
    own.start()
    assert [turn(assistant, language) for language in UNREAD] == [(), ()]
