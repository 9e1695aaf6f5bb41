"""Pages as clean text, as robots allow, once in a while."""

import gzip
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from daogou.retrievers.web.gate import Gate, Refused
from daogou.retrievers.web.page import TYPES, read
from daogou.retrievers.web.pages import Pages
from daogou.retrievers.web.request import Limits
from daogou.schema.errors import OutsideError

from .site import Site, status

OWN = Gate(own=frozenset({"127.0.0.1"}))
ARTICLE = """<!doctype html><html lang="en"><head><title>Sleeping bags | Shop</title><meta property="og:title" content="How warm a sleeping bag">
<meta property="article:published_time" content="2025-03-04T10:00:00Z"></head><body><nav><a href="/">Home</a> <a href="/cart">Cart (3)</a></nav>
<article><h1>How warm a sleeping bag</h1><p>Choose a 2.5 TOG bag for a room of 16 to 20 degrees, and a lighter one above that, since babies who
are too warm sleep worse and safe-sleep authorities advise against it.</p><h2>Size</h2><p>The neck opening must fit the child, so buy the size for
today and not one to grow into, however tempting a larger bag may look in the shop.</p></article>
<aside>Subscribe to our newsletter!</aside><script>alert(1)</script><footer>© 2025 Shop. Cookies.</footer></body></html>"""
CHINESE = """<html><head><meta charset="gbk"><title>睡袋怎么选</title></head><body><article><p>十六到二十度的房间选 2.5 TOG 的睡袋，房间更暖就选薄的，
孩子太热反而睡不好。</p><p>领口要合身，按现在的身高买，不要买大一号留着以后穿，否则孩子会滑进睡袋里。</p></article></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(OWN, tmp_path / "pages.sqlite")


def test_the_main_text_without_menus_scripts_and_footers(web: Site, pages: Pages) -> None:
    page = pages.read(web.add("/a", ARTICLE)).page
    assert page is not None
    assert (page.title, page.published, page.lang) == ("How warm a sleeping bag", "2025-03-04", "en")
    assert "2.5 TOG bag for a room of 16 to 20 degrees" in page.text and "not one to grow into" in page.text
    assert not any(word in page.text for word in ("Cart", "newsletter", "alert", "Cookies"))


def test_a_page_in_an_old_chinese_encoding(web: Site, pages: Pages) -> None:
    page = pages.read(web.add("/zh", CHINESE.encode("gbk"), "text/html")).page
    assert page is not None and page.lang == "zh" and "十六到二十度的房间选 2.5 TOG 的睡袋" in page.text


def test_plain_text_and_markdown() -> None:
    page = read(
        "# 选购\n\n十六到二十度的房间选 2.5 TOG 的睡袋，房间更暖就选更薄的，孩子太热反而睡不好，领口要合身，按现在的身高买。".encode(),
        "text/markdown",
    )
    assert (page.title, page.lang) == ("选购", "zh")


def test_a_pdf_without_text_or_damaged_is_said_to_be() -> None:
    from pypdf import PdfWriter

    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    for body in (file.getvalue(), file.getvalue()[:100], b"%PDF-1.7 nonsense", b""):
        with pytest.raises(OutsideError):
            read(body, "application/pdf", "a.pdf")


@pytest.mark.parametrize("body", ["", "<html></html>", "<p>short</p>", "\0" * 100, "<" * 10_000])
def test_pages_that_say_nothing(web: Site, pages: Pages, body: str) -> None:
    with pytest.raises(OutsideError):
        pages.read(web.add("/a", body))


def test_robots_are_respected(web: Site, pages: Pages) -> None:
    web.add("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/open\n", "text/plain")
    for path in ("/a", "/private/a", "/private/open"):
        web.add(path, ARTICLE)
    web.paths["/door"] = status(302, Location="/private/a")
    assert pages.read(web.url + "/a").page and pages.read(web.url + "/private/open").page
    for path in ("/private/a", "/door"):
        with pytest.raises(Refused, match="robots"):
            pages.read(web.url + path)
    assert web.asked.count("/robots.txt") == 1
    assert "/private/a" not in web.asked


def test_robots_may_speak_to_us_by_name(web: Site, pages: Pages) -> None:
    web.add("/robots.txt", "User-agent: *\nAllow: /\n\nUser-agent: daogou\nDisallow: /\n", "text/plain")
    with pytest.raises(Refused, match="robots"):
        pages.read(web.add("/a", ARTICLE))


@pytest.mark.parametrize(("code", "read"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_whose_rules_cannot_be_had_is_left_alone(web: Site, pages: Pages, code: int, read: bool) -> None:
    web.paths["/robots.txt"] = status(code)
    url = web.add("/a", ARTICLE)
    if read:
        assert pages.read(url).page
    else:
        with pytest.raises(Refused):
            pages.read(url)


def test_a_page_is_fetched_once_and_kept_with_its_age(web: Site, pages: Pages, tmp_path: Path) -> None:
    url = web.add("/a", ARTICLE)
    first = pages.read(url)
    again = Pages(OWN, tmp_path / "pages.sqlite").read(url + "#part")
    assert again.page == first.page and abs(again.fetched - first.fetched) < timedelta(seconds=1)
    assert web.asked.count("/a") == 1
    pages.read(url, not_older=timedelta(0))
    assert web.asked.count("/a") == 2


def test_what_failed_is_not_asked_again_at_once(web: Site, pages: Pages) -> None:
    web.paths["/a"] = status(500)
    for _ in range(3):
        with pytest.raises(OutsideError):
            pages.read(web.url + "/a")
    assert web.asked.count("/a") == 1


def test_other_types_and_long_waits(web: Site, tmp_path: Path) -> None:
    pages = Pages(OWN, None, Limits(seconds=0.3, types=TYPES))
    with pytest.raises(Refused, match="application/zip"):
        pages.read(web.add("/a.zip", b"PK", "application/zip"))
    with pytest.raises(OutsideError, match="in time"):
        pages.read(web.hang("/slow"))


def test_where_a_redirect_leads_is_asked_of_robots_before_it_is_fetched(web: Site, pages: Pages) -> None:
    web.add("/robots.txt", "\ufeffUser-agent: *\nDisallow: /secret\n", "text/plain")
    web.paths["/a"] = status(302, Location="/secret/x")
    web.add("/secret/x", ARTICLE)
    with pytest.raises(Refused, match=r"robots\.txt"):
        pages.read(web.url + "/a")
    assert "/secret/x" not in web.asked


def test_a_packed_page_that_breaks_off_is_no_page(web: Site, pages: Pages) -> None:
    packed = gzip.compress(ARTICLE.encode())
    web.add("/short", packed[:-20], "text/html", Content_Encoding="gzip")
    with pytest.raises(OutsideError):
        pages.read(web.url + "/short")
