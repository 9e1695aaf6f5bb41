"""What "cheaper" is measured against in a list longer than the reply names."""

import json
from pathlib import Path
from statistics import median

import pytest
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings

from .commanded import seek, turn

NAMED = 5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine towels whose prices differ."""
    rows = [
        {
            "id": f"t{number}",
            "title": f"纯棉毛巾 {number} 号",
            "category": ["家纺", "毛巾"],
            "price": [{"min_qty": 1, "unit_price": str(10 + number)}],
            "currency": "CNY",
            "lang": "zh",
            "translations": {"en": {"title": f"Cotton Towel No. {number}", "category": ["Home", "Towels"]}},
        }
        for number in range(9)
    ]
    folder = tmp_path_factory.mktemp("towels")
    (folder / "products.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    ingest([folder / "products.jsonl"], folder / "store")
    return folder / "store"


def test_by_the_products_that_the_reply_named(store: Path, tmp_path: Path) -> None:
    assistant = open_assistant(settings=Settings(store=store, state=tmp_path / "state"))
    listed = turn(assistant, "t", seek("毛巾"))
    assert len(listed.cards) > NAMED
    typical = median(float(card.price or 0) for card in listed.cards[:NAMED])
    (price,) = [one for one in turn(assistant, "t", {"command": "vary", "how": "less", "field": "price"}).need.active if one.field == "price"]
    assert price.value == typical
    assistant.close()


@pytest.mark.parametrize(("limit", "foreign"), [("毛巾，15元以内", "30美元以内"), ("towels under 15 yuan", "under $30")])
def test_a_price_that_nobody_can_judge_takes_the_place_of_no_limit(store: Path, tmp_path: Path, limit: str, foreign: str) -> None:
    assistant = open_assistant(settings=Settings(store=store, state=tmp_path / "state"))
    assistant.ask(limit, thread="t")
    reply = assistant.ask(foreign, thread="t")
    assert [(one.value, one.hard) for one in reply.need.active if one.field == "price"] == [(15, True), (30, False)]
    assert reply.cards and all(float(card.price or 0) <= 15 for card in reply.cards)
    assistant.close()
