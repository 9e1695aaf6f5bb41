"""The bundled guides: their front matter, their languages, and that every criterion can be quoted."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

DEMO = Path(__file__).resolve().parents[2] / "demo"
GUIDES = DEMO / "guides"
PATHS = sorted(GUIDES.glob("*.md"))
TOPICS = {"choosing", "certificate", "brands", "care", "sourcing"}
LANGUAGES = {"zh", "en"}
SOURCE_KINDS = {"standard", "authority", "retailer", "review_site", "forum", "seller", "guide"}
OPERATORS = {">=", "<=", "=", "contains"}
REQUIRED = {"title", "topic", "lang", "source", "source_kind", "url", "published"}
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n\n(.*)\Z", re.DOTALL)


@cache
def read(path: Path) -> tuple[dict[str, Any], str]:
    match = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    assert match, f"{path.name} has no front matter"
    front = yaml.safe_load(match[1])
    assert isinstance(front, dict)
    return front, match[2]


def categories_of(front: dict[str, Any]) -> list[str]:
    named = front.get("category", [])
    return [named] if isinstance(named, str) else list(named)


@cache
def products() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / "data" / "products.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def attributes() -> dict[str, set[str]]:
    """The attributes that products of each category carry, by the category's name."""
    found: dict[str, set[str]] = {}
    for product in products():
        found.setdefault(product["category"][-1], set()).update(product["attributes"])
    return found


def length(body: str) -> int:
    """Words, a Chinese character counting as half a word."""
    han = len(re.findall(r"[\u4e00-\u9fff]", body))
    return len(re.findall(r"[A-Za-z0-9][\w.,'/%-]*", body)) + han // 2


def front_matter(path: Path) -> None:
    front, body = read(path)
    assert not REQUIRED - set(front), f"missing: {REQUIRED - set(front)}"
    assert isinstance(front["title"], str)
    assert front["title"].strip()
    assert front["topic"] in TOPICS
    assert front["lang"] in LANGUAGES
    assert path.stem.endswith(f".{front['lang']}")
    assert front["source"].strip()
    assert front["source_kind"] in SOURCE_KINDS
    assert isinstance(front["published"], datetime.date)
    assert set(categories_of(front)) <= attributes().keys()
    assert re.search(r"^## ", body, re.MULTILINE), "no section"


def url_is_a_home_page_or_nothing(path: Path) -> None:
    url = read(path)[0]["url"]
    assert url is None or re.fullmatch(r"https://[a-z0-9.-]+/?", url), "a deep link may rot or be invented"


def of_length(path: Path) -> None:
    words = length(read(path)[1])
    assert 120 <= words <= 700, words


def criteria_can_be_quoted(path: Path) -> None:
    front, body = read(path)
    criteria = front.get("criteria", [])
    if front["topic"] == "choosing":
        assert len(criteria) >= 3, "a guide on choosing gives criteria"
    for criterion in criteria:
        assert re.fullmatch(r"[a-z][a-z0-9_.]*", criterion["attribute"])
        assert criterion["label"]
        assert criterion["statement"] in body, criterion["statement"]
        assert criterion["statement"].endswith((".", "。")), criterion["statement"]
        assert ("op" in criterion) == ("value" in criterion)
        if "op" in criterion:
            assert criterion["op"] in OPERATORS
        for name, span in criterion.get("when", {}).items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
            if isinstance(span, list) and all(isinstance(end, int | float) for end in span):
                assert len(span) == 2
                assert span[0] < span[1]


@pytest.mark.parametrize("check", [front_matter, url_is_a_home_page_or_nothing, of_length, criteria_can_be_quoted], ids=lambda check: check.__name__)
def test_every_guide_is_well_formed(check: Callable[[Path], None]) -> None:
    for path in PATHS:
        try:
            check(path)
        except AssertionError as error:
            raise AssertionError(f"{path.name}: {error}") from error


def test_fictional_brands_are_said_to_be() -> None:
    for path in PATHS:
        front, body = read(path)
        if front["topic"] == "brands":
            assert ("虚构" if front["lang"] == "zh" else "fictional") in body, path.name


def test_every_category_has_a_choosing_guide_in_each_language() -> None:
    fronts = [read(path)[0] for path in PATHS]
    for category in attributes():
        languages = {front["lang"] for front in fronts if front["topic"] == "choosing" and category in categories_of(front)}
        assert languages == LANGUAGES, category


def test_choosing_guides_speak_of_attributes_that_the_products_carry() -> None:
    for path in PATHS:
        front, _ = read(path)
        if front["topic"] == "choosing":
            named = {criterion["attribute"] for criterion in front["criteria"]}
            for category in categories_of(front):
                assert len(named & attributes()[category]) >= 3, path.name


def test_every_brand_is_described_in_each_language_for_each_of_its_categories() -> None:
    sold = Counter(
        (product["category"][-1], language, product["brand"] if language == "zh" else product["translations"]["en"]["brand"])
        for product in products()
        if product["brand"]
        for language in LANGUAGES
    )
    guides = [(front, body) for front, body in map(read, PATHS) if front["topic"] == "brands"]
    missing = [
        one
        for one, count in sold.items()
        if count > 1 and not any(front["lang"] == one[1] and one[0] in categories_of(front) and one[2] in body for front, body in guides)
    ]
    assert not missing


def test_numbers_and_languages() -> None:
    fronts = [read(path)[0] for path in PATHS]
    languages = Counter(front["lang"] for front in fronts)
    assert len(fronts) >= 90
    assert min(languages[name] for name in LANGUAGES) >= 40, languages
    assert {front["topic"] for front in fronts} == TOPICS


def test_titles_differ() -> None:
    titles = Counter(read(path)[0]["title"] for path in PATHS)
    assert not [title for title, count in titles.items() if count > 1]
