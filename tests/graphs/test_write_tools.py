"""Turns that write (inquiries, a buyer's profile), and a worker that dies at a step of one: the message sent again ends as if nothing had happened.

Why no turn runs with LangGraph's durability `sync`: docs/decisions/state.md.
"""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from daogou.graphs.assistant import build
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.serializer import serializer
from daogou.schema.command import COMMANDS, AnyCommand
from daogou.schema.context import Context
from daogou.schema.settings import Settings
from langgraph.checkpoint.memory import InMemorySaver
from pydantic import SecretStr

from ..acting import do, nth, want
from ..long import few
from ..memory.servers import server

Commands = tuple[AnyCommand, ...]

TARGET, QUOTED = {"kind": "target", "unit_price": 40}, {"kind": "quote", "unit_price": 45}
SAID = [
    [do("seek", goods="婴儿睡袋"), want("price", "<=", 100), want("moq", "<=", 5)],
    [do("inquire", of=[nth(1), nth(2)], quantity=500, bids=[TARGET])],
    [do("inquire", act="sent")],
    [do("inquire", act="quote", of=[nth(1)], bids=[QUOTED])],
    [do("tell", fact="market", value="DE"), do("keep")],
    [do("vary", how="less", field="price", by_amount=10)],
]
STEPS = ("intent", "fusion", "follow_ups")
"""Dead at the beginning of one of these, before the turn is stored, or in the middle of storing it."""
STORING = {"folder": ("prepare", "append"), "redis": ("enlist",)}
BUYER, THREAD = "ann", "writes"


class Home:
    """Where conversations lie, and how they lay at moments: what a worker that died there would leave, once its lease has run out."""

    def __init__(self, store: Path, folder: Path | None, url: str) -> None:
        self._store, self._folder, self._url = store, folder, url
        self._moments = 0
        self.kind = "redis" if folder is None else "folder"

    def settings(self, moment: int = 0) -> Settings:
        if self._folder is not None:
            return Settings(store=self._store, state=self._folder / str(moment), cache=False)
        return Settings(store=self._store, redis_url=SecretStr(f"{self._url}/{moment}"), cache=False)

    def moment(self) -> int:
        self._moments += 1
        if self._folder is not None:
            shutil.copytree(self._folder / "0", self._folder / str(self._moments))
            return self._moments
        with redis.Redis.from_url(f"{self._url}/0") as client:
            for key in client.scan_iter():
                if not key.endswith(b":fence"):
                    client.copy(key.decode(), key.decode(), destination_db=self._moments)
        return self._moments


@pytest.fixture(params=few(["folder", "redis"], "folder"))
def home(request: pytest.FixtureRequest, six_store: Path, tmp_path: Path) -> Iterator[Home]:
    if request.param == "folder":
        yield Home(six_store, tmp_path, "")
        return
    with server(tmp_path, databases="64") as running:
        yield Home(six_store, None, running.url.rpartition("/")[0])


def ended(assistant: Assistant) -> dict[str, Any]:
    """All that a conversation leaves, but for times."""
    values = asyncio.run(assistant.graph.aget_state({"configurable": {"thread_id": THREAD}})).values
    return {
        "turn": values["turn"],
        "inquiries": [_timeless(each) for each in values.get("inquiries", [])],
        "conditions": [(each.name, each.status) for each in values["need"].conditions],
        "said": [(turn.turn, turn.text) for turn in assistant.threads.get(THREAD)],
    }


def traits(assistant: Assistant) -> list[str]:
    return [each.id for each in assistant.profiles.get(BUYER).traits]


def _timeless(each: Any) -> dict[str, Any]:
    found: dict[str, Any] = each.model_dump(mode="json")
    return {name: value for name, value in found.items() if not name.endswith("at") and name != "quotes"} | {"quotes": len(each.quotes)}


async def turn(assistant: Assistant, said: Commands, number: int, home: Home) -> list[int]:
    """The moments of a turn at which a worker may die."""
    moments: list[int] = []

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any) -> Any:
            moments.append(home.moment())
            return step(*arguments)

        return taken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assistant.threads, "keep", dying(assistant.threads.keep))
        for name in STORING[home.kind]:
            patch.setattr(assistant.threads.transcripts, name, dying(getattr(assistant.threads.transcripts, name)))
        async for event in assistant.stream("", thread=THREAD, buyer=BUYER, turn_id=f"turn-{number}", commands=said):
            if event.event == "progress" and event.data in STEPS:
                moments.append(await asyncio.to_thread(home.moment))
    return moments


def test_a_worker_that_dies_in_a_turn_that_writes_loses_and_doubles_nothing(home: Home) -> None:
    with open_assistant(settings=home.settings()) as assistant:
        for number, said in enumerate(map(COMMANDS.validate_python, SAID)):
            before = ended(assistant) if number else None
            moments = asyncio.run(turn(assistant, said, number, home))
            after, known = ended(assistant), traits(assistant)
            assert len(moments) == len(STEPS) + 1 + len(STORING[home.kind])
            for moment in moments:
                with open_assistant(settings=home.settings(moment)) as other:
                    reply = other.ask("", thread=THREAD, buyer=BUYER, turn_id=f"turn-{number}", commands=said)
                    assert (ended(other), traits(other)) == (after, known)
                    assert reply.turn == number + 1
            assert before != after
        assert [each["status"] for each in after["inquiries"]] == ["sent", "sent"]
        assert sum(each["quotes"] for each in after["inquiries"]) == 1
        assert known


def test_with_every_step_stored_the_message_sent_again_would_count_twice(assistant: Assistant) -> None:
    """What `sync` stores of a turn in a saver that keeps it, and what the same message makes of that."""
    graph = build(assistant.shopfront.current, assistant.settings).compile(
        checkpointer=InMemorySaver(serde=serializer()), store=assistant.profiles.store
    )

    async def played(dies: bool) -> list[Any]:
        config: Any = {"configurable": {"thread_id": str(dies)}}
        for said in (COMMANDS.validate_python(SAID[0]), COMMANDS.validate_python(SAID[-1])):
            if dies and said[0].command == "vary":
                async for _, part in graph.astream(
                    {"text": "", "commands": said}, config, context=Context(), stream_mode=["custom"], durability="sync"
                ):
                    if (getattr(part, "event", ""), getattr(part, "data", "")) == ("progress", "follow_ups"):
                        break
            await graph.ainvoke({"text": "", "commands": said}, config, context=Context(), durability="sync")
        values = (await graph.aget_state(config)).values
        return [values["turn"], *(each.value for each in values["need"].active if each.field == "price")]

    assert asyncio.run(played(dies=True)) != asyncio.run(played(dies=False))
