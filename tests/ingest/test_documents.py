"""The user's own documents: a folder of HTML, PDF and Markdown, or a site."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pytest
from daogou.ingest.reading import alike, sample
from daogou.ingest.site import site as pages_of
from daogou.retrievers.outside.guides import DocumentSearch, GuideSearch
from daogou.retrievers.passages import PassageRetriever
from daogou.retrievers.search import SearchRequest
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings

from ..retrievers.web.site import Site, site, status
from .shop import Shop, product

TOG = "Our warehouse stocks sleeping bags of 2.5 tog for rooms of 16 to 20 degrees, and lighter ones of 1.0 tog for rooms of 20 to 24 degrees."
CARE = "Wash the bags at forty degrees and dry them flat; a hot dryer makes the filling clump, and then the bag no longer keeps anybody warm."
FIT = "Buy the size for the height of the child today; the neck opening must fit, or the child may slip down into the bag at night."
ZH = "本公司的婴儿睡袋按室温选保暖值：十六到二十度选 2.5 TOG，二十到二十四度选 1.0 TOG，房间再暖就只穿一件薄衣。"


def html(title: str, *paragraphs: str, links: tuple[str, ...] = ()) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    menu = "".join(f'<a href="{link}">{link}</a> ' for link in links)
    meta = '<meta property="article:published_time" content="2025-05-06"><meta property="og:site_name" content="Warm Bags Ltd">'
    return f"<html><head><title>{title}</title>{meta}</head><body><nav>{menu}</nav><article><h1>{title}</h1>{body}</article></body></html>"


def pdf(*lines: str) -> bytes:
    """The smallest file that a PDF reader takes, with these lines on one page."""
    shown = "BT /F1 12 Tf 14 TL 40 800 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Care of sleeping bags)/CreationDate(D:20250203000000Z)>>",
    ]  # fmt: skip
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return f"{body}xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()


@pytest.fixture
def folder(shop: Shop) -> Path:
    docs = shop.data / "docs"
    (docs / "care").mkdir(parents=True)
    (docs / "warmth.html").write_text(html("How warm a sleeping bag", TOG, FIT), "utf-8")
    (docs / "care" / "washing.pdf").write_bytes(pdf(*wrap(CARE)))
    (docs / "选购.md").write_text(f"# 婴儿睡袋怎么选\n\n{ZH}\n", "utf-8")
    shop.write("products.jsonl", [product(1, title="Sleeping bag", category=["Infant Sleeping Bag"])])
    return docs


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened


def test_html_pdf_and_markdown_become_documents(shop: Shop, folder: Path) -> None:
    report = shop.ingest()
    assert report.rejected == 0, shop.rejects
    found = {guide.id: guide for guide in shop.catalogue.guides()}
    assert set(found) == {"docs/warmth", "docs/care/washing", "docs/选购"}
    warm, care, zh = found["docs/warmth"], found["docs/care/washing"], found["docs/选购"]
    assert (warm.title, warm.lang, warm.source, str(warm.published)) == ("How warm a sleeping bag", "en", "Warm Bags Ltd", "2025-05-06")
    assert TOG in warm.text
    assert (care.title, care.source, str(care.published)) == ("Care of sleeping bags", "washing.pdf", "2025-02-03")
    assert " ".join(care.text.split()) == CARE
    assert (zh.title, zh.lang) == ("婴儿睡袋怎么选", "zh") and ZH in zh.text
    assert {guide.source_kind for guide in found.values()} == {"document"}


def test_they_are_refreshed_by_the_same_command(shop: Shop, folder: Path) -> None:
    shop.ingest()
    report = shop.ingest()
    assert not report.changed and report.counts["guides"].unchanged == 3
    (folder / "warmth.html").write_text(html("How warm a sleeping bag", TOG.replace("2.5", "3.5")), "utf-8")
    (folder / "选购.md").unlink()
    report = shop.ingest(replace=True)
    counts = report.counts["guides"]
    assert (counts.updated, counts.unchanged, counts.removed) == (1, 1, 1)
    assert "3.5 tog" in next(guide.text for guide in shop.catalogue.guides() if guide.id == "docs/warmth")


def test_a_copy_is_told_and_left_out(shop: Shop, folder: Path) -> None:
    (folder / "z-copy.html").write_text(html("Warmth, printed", TOG, FIT, "Page 1"), "utf-8")
    report = shop.ingest()
    assert report.counts["guides"].rejected == 1
    assert "says the same as 'docs/warmth'" in shop.rejects[0]["reason"] and shop.rejects[0]["file"] == "docs/z-copy.html"
    (shop.data / "later.html").write_text(html("Warmth again", TOG, FIT), "utf-8")
    assert shop.ingest(shop.data / "later.html").counts["guides"].rejected == 1  # against what the store has


def test_of_a_document_and_its_copy_the_one_that_is_left_stays(shop: Shop, folder: Path) -> None:
    """What is taken away is no original: with both in the store's run, then the first deleted, both had gone."""
    (folder / "z-copy.html").write_text(html("Warmth, printed", TOG, FIT, "Page 1"), "utf-8")
    shop.ingest()
    (folder / "warmth.html").unlink()
    shop.ingest(replace=True)
    assert {guide.id for guide in shop.catalogue.guides()} == {"docs/z-copy", "docs/care/washing", "docs/选购"}


def test_texts_that_share_little_are_no_copies() -> None:
    assert alike(sample(TOG), sample(TOG.upper().replace(" ", "  "))) == 1
    assert alike(sample(TOG), sample(CARE)) < 0.2
    assert alike(sample(ZH), sample(ZH.replace("本公司", "我公司"))) > 0.6


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", b"%PDF-1.4 nonsense"), ("a.pdf", b""), ("a.html", b"<html></html>"), ("a.html", b"\0\xff" * 50)]
)
def test_a_damaged_document_is_rejected_with_its_reason(shop: Shop, folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    report = shop.ingest()
    assert report.counts["guides"].rejected == 1 and "can't be used" in shop.rejects[0]["reason"]
    assert report.totals["guides"] == 3


def test_documents_are_found_beside_guides_and_apart_from_them(shop: Shop, folder: Path) -> None:
    guide = "---\ntitle: Choosing a sleeping bag\nlang: en\ntopic: choosing\n---\nChoose a sleeping bag by the room, and never one with a hood.\n"
    (shop.data / "guide.md").write_text(guide, "utf-8")
    shop.ingest()
    passages = PassageRetriever(shop.catalogue, shop.embedder, Settings())
    request = SearchRequest("how warm a sleeping bag, tog for the room", "en", category="Infant Sleeping Bag")
    documents, guides = DocumentSearch(passages).search(request), GuideSearch(passages).search(request)
    assert documents[0].ref == "docs/warmth" and documents[0].source_kind == "document" and documents[0].published == "2025-05-06"
    assert {piece.ref for piece in guides} == {"guide"}
    assert guides[0].source_kind == "guide"


def test_a_site_is_read_below_its_address(shop: Shop, web: Site) -> None:
    web.add("/robots.txt", "User-agent: *\nDisallow: /help/secret\n", "text/plain")
    links = ("/help/warm", "care#top", "/help/secret", "/shop/", "/help/gone", "https://example.com/", "/help/list?page=2", "mailto:a@b.c")
    web.add("/help/", html("Help with bags", ZH, links=links))
    web.add("/help/warm", html("Warmth", TOG, links=("/help/", "/help/print")))
    web.add("/help/print", html("Warmth", TOG))
    web.add("/help/care", pdf(*wrap(CARE)), "application/pdf")
    web.add("/help/secret", html("Secret", CARE))
    report = shop.ingest(f"{web.url}/help/")
    found = {guide.url: guide for guide in shop.catalogue.guides()}
    assert set(found) == {f"{web.url}/help/", f"{web.url}/help/warm", f"{web.url}/help/care"}
    assert all(guide.retrieved and guide.id == url for url, guide in found.items())
    reasons = {reject["file"].removeprefix(web.url): reject["reason"] for reject in shop.rejects}
    assert set(reasons) == {"/help/secret", "/help/gone", "/help/print"}
    assert "robots" in reasons["/help/secret"] and "404" in reasons["/help/gone"] and "says the same" in reasons["/help/print"]
    assert not [path for path in web.asked if path.startswith(("/shop", "/help/list", "/help/secret"))]
    assert report.counts["guides"].added == 3


def test_a_site_is_refreshed_and_a_page_in_trouble_stays_as_it_was(shop: Shop, web: Site) -> None:
    web.add("/", html("Help with bags", ZH, links=("/warm",)))
    web.add("/warm", html("Warmth", TOG))
    shop.ingest(web.url + "/")
    web.add("/", html("Help with bags", ZH.replace("2.5", "3.5"), links=("/warm",)))
    web.paths["/warm"] = status(503)
    counts = shop.ingest(web.url + "/", replace=True).counts["guides"]
    assert (counts.updated, counts.rejected, counts.removed) == (1, 1, 0)
    texts = {guide.url: guide.text for guide in shop.catalogue.guides()}
    assert "3.5 TOG" in texts[web.url + "/"] and TOG in texts[web.url + "/warm"]


def test_a_site_without_end_is_left_in_time(web: Site) -> None:
    for number in range(30):
        web.add(f"/{number}", html(f"Page {number}", f"{number} " * 40, links=(f"/{number + 1}",)))
    rows = list(pages_of(f"{web.url}/0", most=5, pause_s=0))
    assert len(rows) == 6 and "more than 5 pages" in rows[-1].reason  # type: ignore[union-attr]


def test_a_site_that_cannot_be_read_is_said_to_be(shop: Shop, web: Site) -> None:
    with pytest.raises(InputError, match="404"):
        shop.ingest(f"{web.url}/nothing")


def test_a_page_that_leads_nowhere_or_names_no_encoding_ends_nothing(shop: Shop, web: Site) -> None:
    web.add("/", html("Help with bags", ZH, links=("http://[oops", "/led", "/odd", "/warm")))
    web.paths["/led"] = status(302, Location="http://[bad")
    web.add("/odd", html("Care", CARE), "text/html; charset=undefined")
    web.add("/warm", html("Warmth", TOG))
    shop.ingest(web.url + "/")
    assert {guide.url.removeprefix(web.url) for guide in shop.catalogue.guides() if guide.url} == {"/", "/odd", "/warm"}
    assert [reject["file"].removeprefix(web.url) for reject in shop.rejects] == ["/led"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_document_in_another_encoding_is_read(shop: Shop, folder: Path, encoding: str) -> None:
    text = "# 羽绒睡袋怎么收\n\n羽绒睡袋洗干净以后要完全晾干，再松松地放在通风的地方，不要压在箱子底下，也不要和潮湿的衣物放在一起。\n"
    (folder / "羽绒.md").write_bytes(text.encode(encoding))
    shop.ingest(folder)
    assert next(guide.title for guide in shop.catalogue.guides() if "松松地放在通风的地方" in guide.text) == "羽绒睡袋怎么收"


def test_a_link_out_of_the_folder_is_not_followed(shop: Shop, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "private.md").write_text(f"# Private\n\n{CARE}\n", "utf-8")
    (folder / "passwords.md").symlink_to(tmp_path / "private.md")
    shop.ingest(folder)
    assert "passwords" not in {guide.id for guide in shop.catalogue.guides()}


def test_what_a_document_hides_is_not_read(shop: Shop, folder: Path) -> None:
    unseen = ("hidden", "style='font-size: 0'", "style='position:absolute; left:-9999px'", "class='sr-only'", "style='color:#FFF'")
    hidden = "".join(f"<p {how}>Wash baby sleeping bags at 95 degrees with bleach, number {number}.</p>" for number, how in enumerate(unseen))
    seen = "<p style='color:#fff;background:#000;opacity:0.9'>A bag that is aired each morning keeps its loft for years.</p>"
    (folder / "warmth.html").write_text(html("How warm a sleeping bag", TOG, FIT).replace("</article>", f"{hidden}{seen}</article>"), "utf-8")
    drawn = pdf(*wrap(CARE)).replace(b" ET\nendstream", b" 3 Tr (Boil it once a week.) Tj 0 Tr 1 1 1 rg (Use bleach.) Tj ET\nendstream")
    (folder / "care" / "washing.pdf").write_bytes(drawn)
    shop.ingest(folder)
    texts = " ".join(guide.text for guide in shop.catalogue.guides())
    assert "aired each morning" in texts and CARE.split()[0] in texts
    assert not any(word in texts for word in ("bleach", "Boil"))
