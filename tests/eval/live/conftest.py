"""A turn log as a shop over the six products would have it: some conversations of each language, some of them gone wrong."""

from pathlib import Path

import pytest
from daogou.eval.live.traces import Traces, of_log
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings

TALKS = (
    ("ann", "婴儿睡袋，100元以内", "第一款有什么认证？", "怎么选"),
    ("bob", "婴儿睡袋,100元以内!", "第一款有什么认证"),
    ("eve", "婴儿睡袋，80元以内", "第二款有什么认证？"),
    ("joe", "baby sleeping bag under 100 yuan", "what certificates does the first one have?"),
    ("kim", "飞机发动机", "飞机的发动机"),
    ("lee", "谢谢"),
)


@pytest.fixture(scope="module")
def shop(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("live")
    opened = open_assistant(settings=Settings(store=six_store, state=home / "state", turn_log=home / "log"))
    for buyer, *says in TALKS:
        for text in says:
            opened.ask(text, thread=f"talk-of-{buyer}", buyer=buyer)
    opened.feedback.add("talk-of-ann", 2, -1, "没有回答认证", buyer="ann")
    opened.feedback.add("talk-of-joe", 2, 1, buyer="joe")
    opened.close()
    return opened


@pytest.fixture(scope="module")
def log(shop: Assistant) -> Path:
    assert shop.settings.turn_log is not None
    return shop.settings.turn_log


@pytest.fixture(scope="module")
def traces(log: Path) -> Traces:
    return of_log(log)
