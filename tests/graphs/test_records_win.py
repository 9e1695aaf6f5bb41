"""An outside page that says something else of the catalogue's own products: the record stands, the disagreement is told or the sentence left out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.catalogue.verdicts import FAILED, MET, UNKNOWN
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from daogou.tools.brands.disputes import of_few

from ..retrievers.web.site import Site, send, site
from ..waiting import HANG_S

ASKED = {"zh": "婴儿睡袋有什么品牌?", "en": "which infant sleeping bag brands are there?"}
CHOICE = {"zh": "婴儿睡袋怎么选?", "en": "how do I choose an infant sleeping bag?"}


@pytest.fixture(scope="module")
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened


@pytest.fixture(scope="module")
def shop(web: Site, six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(
        store=six_store, state=tmp_path_factory.mktemp("state"), search_provider="guides,searxng", search_url=web.url, search_pages=0,
        search_timeout_s=HANG_S, cache=False,
    )  # fmt: skip
    with open_assistant(settings=settings) as opened:
        yield opened


def says(web: Site, shop: Assistant, *texts: str, host: str = "www.which.co.uk") -> None:
    rows = [{"url": f"https://{host}/{n}", "title": "Bags", "content": text, "publishedDate": "2026-01-02"} for n, text in enumerate(texts)]
    web.paths["/search"] = send(json.dumps({"results": rows}), "application/json")
    shop.shopfront.current().search.memory.__init__()  # type: ignore[misc]


def quoted(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations if citation.kind == "web"]


WRONG = [
    ("zh", "竹小芽的睡袋起订量 5000 件。", ("起订量", "")),
    ("en", "Zhuya's bag is made of merino wool.", ("material", "amboo")),
    ("zh", "竹小芽睡袋通过了 GOTS 认证。", ("证书", "")),
    ("zh", "竹小芽的睡袋评分 1.2 星。", ("评分", "4.")),
    ("en", "Zhuya has sold two million bags.", ("sales", "")),
]


@pytest.mark.parametrize(("language", "text", "told"), WRONG, ids=[text for _, text, _ in WRONG])
def test_what_contradicts_a_record_is_told_as_such(shop: Assistant, web: Site, language: str, text: str, told: tuple[str, str]) -> None:
    says(web, shop, text)
    before = {card.product_id: card for card in shop.ask(ASKED[language]).cards}
    reply = shop.ask(ASKED[language])
    assert quoted(reply) == [text]
    line = next(line for line in reply.text.splitlines() if text.rstrip("。.") in line)
    following = reply.text.splitlines()[reply.text.splitlines().index(line) + 1]
    assert ("以目录为准" if language == "zh" else "catalogue's record stands") in following
    assert all(word in following for word in told)
    assert all(before[card.product_id] == card for card in reply.cards)


UNHELD = [
    ("zh", "竹小芽有 300 款睡袋。"),
    ("en", "Zhuya has three hundred styles."),
    ("zh", "竹小芽的睡袋 9 块 9 起。"),
    ("en", "All infant sleeping bags on the market are certified to EN 16781."),
    ("en", "Zhuya sleeping bags cost 299 yuan each."),
    ("en", "Zhuya bags come in black."),
]
"""Counts, prices, and what no record states: that is no other value, and nothing to hold the page against."""


@pytest.mark.parametrize(("language", "text"), UNHELD, ids=[text for _, text in UNHELD])
def test_what_no_record_can_be_held_against_is_left_out(shop: Assistant, web: Site, language: str, text: str) -> None:
    says(web, shop)
    without = shop.ask(ASKED[language])
    says(web, shop, text)
    reply = shop.ask(ASKED[language])
    assert quoted(reply) == [] and [card.price for card in reply.cards] == [card.price for card in without.cards]


@pytest.mark.parametrize(("language", "text"), [("zh", "竹小芽 2012 年起做睡袋。"), ("en", "Zhuya has made bags since 2012.")])
def test_a_year_is_no_count_and_is_told_of_an_authority(shop: Assistant, web: Site, language: str, text: str) -> None:
    says(web, shop, text)
    assert quoted(shop.ask(ASKED[language])) == []
    says(web, shop, text, host="www.gov.uk")
    assert quoted(shop.ask(ASKED[language])) == [text]


RIGHT = [
    ("zh", "竹小芽的睡袋用竹纤维做面料。"),
    ("en", "Zhuya's bag is made of bamboo viscose."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT, ids=[text for _, text in RIGHT])
def test_what_agrees_with_the_records_is_quoted_alone(shop: Assistant, web: Site, language: str, text: str) -> None:
    says(web, shop, text)
    reply = shop.ask(ASKED[language])
    assert quoted(reply) == [text]
    assert "以目录为准" not in reply.text and "catalogue's record stands" not in reply.text


def test_a_supplier_named_outside_is_checked_too(shop: Assistant, web: Site) -> None:
    catalogue = shop.shopfront.current().catalogue
    own = {each.supplier_id for each in catalogue.products(sorted(catalogue.columns.row_of)) if each.brand == "竹小芽"}
    other = next(facet for facet in catalogue.facets().suppliers if facet.id not in own)
    for language, text in (("zh", f"竹小芽睡袋由{other.name}供货。"), ("en", f"Zhuya bags are supplied by {[*other.aliases, other.name][0]}.")):
        says(web, shop, text)
        reply = shop.ask(ASKED[language])
        assert ("以目录为准" if language == "zh" else "catalogue's record stands") in reply.text, reply.text


PUSHED = [
    ("zh", "推荐选竹小芽的羊毛睡袋，只要 9 元。"),
    ("en", "Look for Zhuya, which is certified to GOTS."),
]


@pytest.mark.parametrize(("language", "text"), PUSHED, ids=[text for _, text in PUSHED])
def test_what_is_said_of_one_brand_is_no_criterion_for_all(shop: Assistant, web: Site, language: str, text: str) -> None:
    says(web, shop)
    without = shop.ask(CHOICE[language])
    says(web, shop, text)
    reply = shop.ask(CHOICE[language])
    assert quoted(reply) == [] and reply.text == without.text


@pytest.mark.parametrize(
    ("question", "said", "stands"),
    [
        ("充电宝有什么牌子?", "电澜的充电宝全线 3C", "以目录为准"),
        ("which power bank brands are there?", "CCC throughout", "catalogue's record stands"),
    ],
)
def test_a_certificate_that_a_guide_gives_to_all_of_a_brands_goods_is_counted(demo: Assistant, question: str, said: str, stands: str) -> None:
    lines = demo.ask(question).text.splitlines()
    place = next(place for place, line in enumerate(lines) if said in line)
    assert stands in lines[place + 1] and "CCC" in lines[place + 1]
    assert len(re.findall(r"\d+", lines[place + 1].split("[")[0])) == 2


@pytest.mark.parametrize(("met", "told"), [(1, False), (5, True), (9, True)])
def test_what_few_of_a_brands_records_have_is_told_by_no_page(met: int, told: bool) -> None:
    assert of_few([MET] * met + [FAILED] * (9 - met) + [UNKNOWN]) is not told


@pytest.mark.parametrize("question", ["婴儿睡袋哪个品牌好？", "Which infant sleeping bag brand is good?"])
def test_papers_without_a_name_contradict_no_record(demo: Assistant, question: str) -> None:
    """A guide says that Norbranch adds a report to each batch; that some of its goods have none on file denies nothing of that."""
    reply = demo.ask(question, thread=f"papers-{question}")
    assert any(word in citation.quote for citation in reply.citations for word in ("检测报告", "test report") if citation.kind == "guide")
    assert "以目录为准" not in reply.text and "record stands" not in reply.text
