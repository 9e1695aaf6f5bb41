"""A turn is stored whole or not at all: one that is ended, or that fails, leaves the conversation as it was."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.nodes import answer as answering
from daogou.schema.errors import LeaseLost
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings


@pytest.fixture
def assistant(home: Settings, six_store: Path) -> Iterator[Assistant]:
    with open_assistant(six_store, settings=home) as opened:
        opened.threads.delete("whole")
        opened.ask("婴儿睡袋 100元以内", thread="whole")
        yield opened


async def until(assistant: Assistant, node: str, text: str = "再便宜10元的") -> None:
    async with aclosing(assistant.stream(text, thread="whole")) as events:
        async for event in events:
            if (event.event, event.data) == ("progress", node):
                return


def state(assistant: Assistant) -> tuple[int, list[object]]:
    values = asyncio.run(assistant.graph.aget_state({"configurable": {"thread_id": "whole"}})).values
    return values["turn"], [condition.value for condition in values["need"].active if condition.field == "price"]


@pytest.mark.parametrize("node", ["internal_retrieval", "fusion", "answer", "follow_ups"])
def test_a_listener_who_goes_leaves_no_half_turn(assistant: Assistant, node: str) -> None:
    before = state(assistant)
    asyncio.run(until(assistant, node))
    assert state(assistant) == before
    assert assistant.ask("有机棉的", thread="whole").turn == 2


def test_a_turn_that_fails_is_asked_again_as_if_it_had_not_been(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(assistant)

    def fails(*_: object) -> Reply:
        raise RuntimeError("the answer failed")

    with monkeypatch.context() as patch:
        patch.setattr(answering, "write", fails)
        with pytest.raises(RuntimeError):
            assistant.ask("再便宜10元的", thread="whole")
    assert state(assistant) == before
    assert assistant.ask("有机棉的", thread="whole").turn == 2


def test_a_turn_that_another_ended_leaves_nothing(assistant: Assistant) -> None:
    async def both() -> Reply:
        first = asyncio.ensure_future(until(assistant, "never", "评分4.5以上的"))
        await asyncio.sleep(0.01)
        second = await assistant.aask("有机棉的", thread="whole", strategy="interrupt")
        try:
            await first
        except LeaseLost:
            assert "rating" not in [condition.field for condition in second.need.active]
        return second

    reply = asyncio.run(both())
    assert [turn.turn for turn in assistant.threads.get("whole")] == list(range(1, reply.turn + 1))


def test_work_that_nobody_listens_to_any_more_is_ended(assistant: Assistant) -> None:
    async def leave() -> set[str]:
        listening = asyncio.ensure_future(until(assistant, "never"))
        await asyncio.sleep(0.01)
        listening.cancel()
        await asyncio.wait([listening])
        return {task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()}

    assert asyncio.run(leave()) == set()
