"""The provider that docs/search.md shows works as it stands there, and has at most 30 lines."""

import json
import re
import sys
from pathlib import Path

import pytest
from daogou.retrievers.outside.registry import make, names
from daogou.retrievers.search import SearchRequest
from daogou.schema.settings import Settings

from ..web.site import Site

PAGE = (Path(__file__).parents[3] / "docs" / "search.md").read_text("utf-8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_example_is_a_provider(web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wiki.py").write_text(CODE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("WIKI_URL", web.url)
    row = {"title": "Tog", "pageid": 7, "snippet": 'A <span class="searchmatch">tog</span> is 0.1', "timestamp": "2025-01-02T03:04:05Z"}
    web.add("/api.php", json.dumps({"batchcomplete": "", "query": {"searchinfo": {"totalhits": 1}, "search": [row]}}), "application/json")
    settings = Settings(search_provider="guides,wiki:WikiSearch")
    assert names(settings) == [["guides"], ["wiki:WikiSearch"]]
    found = make("wiki:WikiSearch", settings).search(SearchRequest("tog", "en"))
    assert [(piece.title, piece.text, piece.published) for piece in found] == [("Tog", "A tog is 0.1", "2025-01-02")]
    sys.modules.pop("wiki")


def test_it_is_short() -> None:
    assert len(CODE.splitlines()) <= 30
    assert "30 lines" in PAGE


def test_every_setting_of_search_stands_on_the_page() -> None:
    missing = [name for name in Settings.model_fields if "search" in name and f"DAOGOU_{name.upper()}" not in PAGE]
    assert missing == []
