"""Turns that the built-in reader reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings


@pytest.fixture(scope="module")
def learned(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_assistant(settings=Settings(store=six_store, state=tmp_path_factory.mktemp("state"), reader="built-in")) as assistant:
        yield assistant


@pytest.mark.parametrize("text", ["想找婴儿睡袋，90元以内", "looking for a baby sleeping bag under 90 yuan"])
def test_goods_and_their_limit_are_read(learned: Assistant, text: str) -> None:
    need = learned.ask(text, thread=text).need
    assert (need.category, [one.name for one in need.active]) == ("婴儿睡袋", ["price<=90"])


@pytest.mark.parametrize("text", ["想找婴儿睡袋，" + "要好看的，" * 300, "a baby sleeping bag, " + "and soft, number one please " * 120])
def test_what_is_cut_is_said(learned: Assistant, text: str) -> None:
    reply = learned.ask(text, thread=text[:20])
    assert reply.understood.left_out in (("cut",), ("repeated",))
