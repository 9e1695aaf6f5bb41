"""Words of a wish that nothing decides: what the records state beside them is quoted of each product, and nothing is denied."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply

from .commanded import shop_of

LAMPS = (("a", "夹子", "Clip", "蓝色", "Blue", 20), ("b", "底座", "Stand", "白色", "White", 30), ("c", None, None, "灰色", "Grey", 40))
WISH = {"zh": "能夹在书架", "en": "clips onto a bookshelf"}
NEEDED = {"zh": "夹在床边", "en": "clips onto the bed"}
"""A wish that a need of the trade knows."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three lamps, of which one states no base."""
    folder = tmp_path_factory.mktemp("lamps")
    rows = [
        {
            "id": name,
            "title": f"台灯 {name}",
            "category": ["台灯"],
            "price": price,
            "currency": "CNY",
            "lang": "zh",
            "attributes": {"style": "台灯", "color": color, **({"base": base} if base else {})},
            "translations": {
                "en": {
                    "title": f"Desk Lamp {name}",
                    "category": ["Desk lamps"],
                    "attributes": {"style": "Desk lamps", "color": english, **({"base": called} if called else {})},
                }
            },
        }
        for name, base, called, color, english, price in LAMPS
    ]
    with shop_of(folder, rows) as assistant:
        yield assistant


def wished(shop: Assistant, language: Literal["zh", "en"], words: str, **more: Any) -> Reply:
    text = f"台灯，{words}" if language == "zh" else f"desk lamps, {words}"
    commands = [{"command": "seek", "goods": "台灯" if language == "zh" else "desk lamps"}, {"command": "want", "value": words}]
    return shop.ask(text, thread=f"{language} {words}", commands=COMMANDS.validate_python(commands))


def wrong(shop: Assistant, reply: Reply, words: str) -> list[str]:
    return [fault.why for fault in faults(reply, shop.shopfront.current().catalogue, datetime.now(UTC).date(), (words,))]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("words", [WISH, NEEDED])
def test_what_a_wish_goes_by_is_told_of_those_that_state_it(shop: Assistant, language: Literal["zh", "en"], words: dict[str, str]) -> None:
    reply = wished(shop, language, words[language])
    first, second = [row[1] if language == "zh" else row[2].casefold() for row in LAMPS[:2] if row[1] and row[2]]
    of = {card.product_id: line for card, line in zip(reply.cards, re.findall(r"^\d+\. .*", reply.text, re.M), strict=True)}
    assert first in of["a"] and second in of["b"] and not {first, second} & set(re.split(r"[，, .。]+", of["c"]))
    assert not wrong(shop, reply, words[language])


@pytest.mark.parametrize(("language", "words"), [("zh", "生日那天"), ("en", "retro style")])
def test_of_what_nothing_is_near_to_no_record_is_spoken(shop: Assistant, language: Literal["zh", "en"], words: str) -> None:
    reply = wished(shop, language, words)
    line = "".join(line for line in reply.text.splitlines() if words in line)  # none where a note tells what such goods need for it
    assert "record" not in line and "记录" not in line and not wrong(shop, reply, words)
    assert "台灯" not in line and "desk lamp" not in line.casefold()
