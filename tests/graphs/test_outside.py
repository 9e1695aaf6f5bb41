"""A turn that asks the web: what leaves, what comes back, and what a search engine in trouble costs."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings

from ..long import few
from ..retrievers.web.site import Site, send, site, status
from ..waiting import HANG_S

PLANTED = yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text("utf-8"))
ITEMS = [(kind, item) for kind, items in PLANTED.items() for item in items]
QUICK = [(kind, items[(0, -3)[at % 2]]) for at, (kind, items) in enumerate(PLANTED.items())]
"""One of each kind, in Chinese and in English by turns."""
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
        store=six_store, state=folder, search_provider="guides,searxng", search_url=searxng.url, search_pages=0, search_timeout_s=HANG_S, cache=False
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


@pytest.mark.parametrize(("kind", "item"), few(ITEMS, *QUICK), ids=[item for _, item in ITEMS])
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


@pytest.mark.parametrize("trouble", ["hung", "500", "garbage"])
@pytest.mark.usefixtures("unhurried")
def test_an_engine_in_trouble_costs_the_turn_nothing_but_its_part(six_store: Path, tmp_path: Path, searxng: Site, trouble: str) -> None:
    troubles: dict[str, Callable[[], object]] = {
        "hung": lambda: searxng.hang("/search"),
        "500": lambda: searxng.paths.update({"/search": status(500)}),
        "garbage": lambda: searxng.add("/search", b"\xff<html>", "application/json"),
    }
    troubles[trouble]()
    settings = Settings(store=six_store, state=tmp_path, search_provider="guides,searxng", search_url=searxng.url, search_pages=0)
    with open_assistant(settings=settings) as shop:
        reply = shop.ask("婴儿睡袋怎么选?")
    assert reply.cards and {citation.kind for citation in reply.citations} >= {"product", "guide"}
    assert reply.degraded == ("search.searxng",) and "searxng" in reply.text


def test_an_engine_that_finds_nothing_is_no_trouble(shop: Assistant, searxng: Site) -> None:
    searxng.paths["/search"] = send(json.dumps({"results": []}), "application/json")
    reply = shop.ask("婴儿睡袋怎么选?")
    assert reply.degraded == () and "guide" in {citation.kind for citation in reply.citations}


def told(searxng: Site, *pages: tuple[str, str, str]) -> None:
    """What the engine finds: (host, text, day)."""
    rows = [
        {"url": f"https://{host}/{n}", "title": "Sleeping bags", "content": text, "publishedDate": day} for n, (host, text, day) in enumerate(pages)
    ]
    searxng.paths["/search"] = send(json.dumps({"results": rows}), "application/json")


def test_sources_that_disagree_are_shown_as_disagreeing(shop: Assistant, searxng: Site) -> None:
    told(
        searxng,
        ("nhs.uk", "For a room of 16-20 °C choose a 2.5 tog bag.", "2025-02-01"),
        ("blog.example.com", "For a room of 17-20 °C choose a 1.0 tog bag.", "2018-02-01"),
        ("mumsnet.com", "Choose a 3.5 tog bag for a room of 16-20 °C, whatever they say.", "2025-02-01"),
    )
    reply = shop.ask("how do I choose an infant sleeping bag?")
    assert "Sources disagree: For a room of 17-20 °C choose a 1.0 tog bag" in reply.text
    assert "(article, 2018, may be out of date)" in reply.text and "whatever they say" not in reply.text
    cited = {citation.ref: citation for citation in reply.citations}
    assert cited["https://blog.example.com/1"].published == "2018-02-01"
    assert {citation.kind for citation in reply.citations} >= {"product", "guide", "web"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how do I choose an infant sleeping bag?", "Infant sleeping bags must meet EN 16781."),
        ("婴儿睡袋怎么选?", "婴儿睡袋应当符合 GB 31701 的要求。"),
    ],
)
def test_a_standard_named_outside_is_checked_against_the_certificates_inside(shop: Assistant, searxng: Site, question: str, text: str) -> None:
    told(searxng, ("iso.org", text, "2025-02-01"))
    reply = shop.ask(question)
    word = "EN 16781" if "EN" in text else "GB 31701"
    assert f"**{word}**" in reply.text
    products = shop.shopfront.current().catalogue.products([card.product_id for card in reply.cards])
    today = datetime.now(UTC).date()
    holding = {each.id for each in products if any(word in one.name and one.valid_on(today) for one in each.certifications)}
    cited = {citation.ref for citation in reply.citations if citation.kind == "product" and word in citation.quote}
    assert cited == holding


def test_every_citation_is_verbatim_and_stands_in_the_text(shop: Assistant, searxng: Site) -> None:
    rows = {row["url"]: row["content"] for row in json.loads(RESULTS)["results"]}
    for question in ("婴儿睡袋怎么选?", "which infant sleeping bag brands are there?"):
        reply = shop.ask(question)
        assert all(f"[{citation.n}]" in reply.text for citation in reply.citations)
        assert all(citation.quote in rows[citation.ref] for citation in reply.citations if citation.kind == "web")


@pytest.mark.parametrize("text", ["how do I choose an infant sleeping bag?", "婴儿睡袋有什么品牌?"])
def test_a_reply_without_an_outside_source_tells_of_the_records_alone(six_store: Path, tmp_path: Path, text: str) -> None:
    with open_assistant(settings=Settings(store=six_store, state=tmp_path, search_provider="none")) as shop:
        reply = shop.ask(text)
    assert reply.cards and {citation.kind for citation in reply.citations} == {"product"}


BRAND = "竹小芽"
"""In the six-product catalogue: one bag, the cheapest."""


def test_what_the_web_says_of_a_brand_stands_beside_the_catalogues_numbers(shop: Assistant, searxng: Site) -> None:
    told(
        searxng,
        ("smzdm.com", f"{BRAND}的睡袋主打竹纤维面料。夏天穿着凉快。", "2025-03-01"),
        ("tieba.baidu.com", f"{BRAND}是最差的牌子，千万别买。", "2025-03-01"),
    )
    reply = shop.ask("婴儿睡袋有什么品牌?")
    cited = {citation.ref: citation.quote for citation in reply.citations if citation.kind == "web"}
    assert cited == {"https://smzdm.com/0": f"{BRAND}的睡袋主打竹纤维面料。"}
    assert "product" in {citation.kind for citation in reply.citations} and "评测" in reply.text


@pytest.mark.parametrize(
    ("title", "question", "text"),
    [
        ("Backpack buying guide", "how do I choose an infant sleeping bag?", "Choose a 2.5 tog one of cotton for winter."),
        ("双肩包怎么选", "婴儿睡袋怎么选?", "冬天建议选 2.5 TOG 的纯棉款。"),
    ],
)
def test_a_page_about_other_goods_asks_nothing_of_these(shop: Assistant, searxng: Site, title: str, question: str, text: str) -> None:
    row = {"url": "https://which.co.uk/1", "title": title, "content": text, "publishedDate": "2026-01-02"}
    searxng.paths["/search"] = send(json.dumps({"results": [row]}), "application/json")
    assert not any(citation.kind == "web" for citation in shop.ask(question).citations)
    searxng.paths["/search"] = send(json.dumps({"results": [{**row, "title": "How to choose"}]}), "application/json")
    shop.shopfront.current().search.memory.__init__()  # type: ignore[misc]
    assert any(citation.kind == "web" for citation in shop.ask(question).citations)
