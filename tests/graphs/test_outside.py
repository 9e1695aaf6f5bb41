"""A turn that asks the web: what leaves, what comes back, and what a search engine in trouble costs."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.nodes.state import Message
from daogou.schema.settings import Settings
from langchain_core.runnables import RunnableConfig

from ..retrievers.web.site import Site, send, site, status

PLANTED = yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text("utf-8"))
ITEMS = [(kind, item) for kind, items in PLANTED.items() for item in items]
RESULTS = (Path(__file__).parents[1] / "retrievers" / "outside" / "answers" / "searxng.json").read_bytes()


@pytest.fixture(scope="module")
def searxng() -> Iterator[Site]:
    with site() as opened:
        opened.paths["/search"] = send(RESULTS, "application/json")
        yield opened


@pytest.fixture(scope="module")
def shop(searxng: Site, six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("state")
    settings = Settings(
        store=six_store, state=folder, search_provider="guides,searxng", search_url=searxng.url, search_pages=0, search_timeout_s=10, cache=False
    )
    with open_assistant(settings=settings) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _fresh(searxng: Site, shop: Assistant) -> None:
    searxng.paths["/search"] = send(RESULTS, "application/json")
    searxng.asked.clear()
    searxng.headers.clear()
    shop.shopfront.current().search.memory.__init__()  # type: ignore[misc]


def queries(searxng: Site) -> list[tuple[str, str]]:
    """(query, language) of what was asked."""
    asked = [parse_qs(urlsplit(path).query) for path in searxng.asked]
    return [(each["q"][0], each["language"][0]) for each in asked]


def pieces(item: str) -> set[str]:
    """What of it would tell: runs of letters and digits, and each two Chinese characters side by side."""
    latin = {run.lower() for run in re.findall(r"[^\W_\u4e00-\u9fff]{3,}", item)}
    return latin | {run[place : place + 2] for run in re.findall(r"[\u4e00-\u9fff]+", item) for place in range(len(run) - 1)}


def test_there_are_sixty_planted_items() -> None:
    assert len({item for _, item in ITEMS}) == 60


@pytest.mark.parametrize(("kind", "item"), ITEMS, ids=[item for _, item in ITEMS])
def test_nothing_private_leaves(shop: Assistant, searxng: Site, kind: str, item: str) -> None:
    thread, slip = (item, "") if kind == "threads" else (None, item)
    for text in (
        f"找婴儿睡袋,{slip}",
        f"这几款怎么选?{slip}",
        f"有什么品牌推荐?{slip}",
        f"什么是{slip or 'TOG'}",
        f"what is {slip or 'TOG'}",
        f"{slip} 怎么选婴儿睡袋",
    ):
        thread = shop.ask(text, thread=thread, buyer="buyer-of-" + (thread or "x") if kind == "threads" else "13800000000").thread_id
    sent = " ".join(query for query, _ in queries(searxng))
    assert sent or kind == "addresses"  # a city in it is read as the supplier's, and asked back about
    assert pieces(item) & pieces(sent) == set(), sent
    everything = " ".join([*searxng.asked, sent, *map(str, searxng.headers)]).lower()
    assert not any(secret in everything for secret in ("13800000000", str(thread).lower(), item.lower()))


def test_queries_ask_from_several_angles_in_both_languages(shop: Assistant, searxng: Site) -> None:
    thread = shop.ask("给宝宝找一款纯棉的婴儿睡袋").thread_id
    assert searxng.asked == []  # a search is answered from the catalogue
    shop.ask("怎么选?", thread=thread)
    asked = queries(searxng)
    assert {language for _, language in asked} == {"zh-CN", "en"} and len(asked) == 4
    assert asked[0][0] != asked[1][0] and any("标准" in query for query, _ in asked) and any("价格" in query for query, _ in asked)
    assert all("睡袋" in query or "sleeping bag" in query.lower() for query, _ in asked)
    searxng.asked.clear()
    shop.ask("有什么品牌推荐?", thread=thread)
    assert any("品牌" in query for query, _ in queries(searxng)) and any("brands" in query for query, _ in queries(searxng))


def test_what_the_web_says_is_among_the_evidence(shop: Assistant, searxng: Site) -> None:
    values = _passages(shop, "how do I choose an infant sleeping bag?")
    assert {"guide", "web"} <= {kind for kind, _ in values}


def _passages(shop: Assistant, text: str) -> list[tuple[str, str]]:
    async def seen() -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        config: RunnableConfig = {"configurable": {"thread_id": "t-passages"}}
        async for update in shop.graph.astream(Message(text=text), config, stream_mode="updates"):
            found += [(piece.kind, piece.ref) for piece in (update.get("external_search") or {}).get("passages", ())]
        return found

    return asyncio.run(seen())


@pytest.mark.parametrize("trouble", ["hung", "slow", "500", "garbage", "huge"])
def test_an_engine_in_trouble_costs_the_turn_nothing_but_its_part(six_store: Path, tmp_path: Path, searxng: Site, trouble: str) -> None:
    troubles: dict[str, Callable[[], object]] = {
        "hung": lambda: searxng.hang("/search"),
        "slow": lambda: searxng.drip("/search", "application/json"),
        "500": lambda: searxng.paths.update({"/search": status(500)}),
        "garbage": lambda: searxng.add("/search", b"\xff<html>", "application/json"),
        "huge": lambda: searxng.add("/search", b"[" * 9_000_000, "application/json"),
    }
    troubles[trouble]()
    settings = Settings(
        store=six_store, state=tmp_path, search_provider="guides,searxng", search_url=searxng.url, search_pages=0, search_timeout_s=1.0
    )
    with open_assistant(settings=settings) as shop:
        reply = shop.ask("婴儿睡袋怎么选?")
    assert reply.cards and {citation.kind for citation in reply.citations} >= {"product", "guide"}
    assert reply.degraded == ("search.searxng",) and "searxng" in reply.text


def test_an_engine_that_finds_nothing_is_no_trouble(shop: Assistant, searxng: Site) -> None:
    searxng.paths["/search"] = send(json.dumps({"results": []}), "application/json")
    reply = shop.ask("婴儿睡袋怎么选?")
    assert reply.degraded == () and "guide" in {citation.kind for citation in reply.citations}
