"""A page of the web, or a document, as clean text."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ...catalogue.text import normal
from ...schema.base import Noun
from ...schema.errors import OutsideError
from .charset import decoded
from .datelines import stated_day
from .paragraphs import unwrapped

if TYPE_CHECKING:
    from pypdf import PageObject

_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?![.\d])|font-size:0(?![.\d]*[1-9])|(?:left|top|right|text-indent|margin-left):-\d{3,}"
    r"|(?:^|;)color:(?:white|transparent|#fff(?:fff)?|rgba?\(255,255,255)|clip:rect\((?:0|1px)|(?:^|;)(?:width|height|max-height):0(?:px)?(?:;|$)"
)
"""Inline styles, lower case and without spaces. White is unseen where no background is set with it."""
_CLASSES = {"sr-only", "visually-hidden", "screen-reader-text", "screen-reader-only"}
_INVISIBLE = {3, 7}
"""Text rendering modes that paint nothing (ISO 32000-1, 9.3.6)."""
_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_WHITE = {b"g": [1], b"rg": [1, 1, 1], b"k": [0, 0, 0, 0]}
_GROUNDS = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"BI"}
"""What paints something that white letters may stand on."""
HTML = ("text/html", "application/xhtml+xml")
PLAIN = ("text/plain", "text/markdown")
PDF = "application/pdf"
TYPES = (*HTML, *PLAIN, PDF)
MOST_LETTERS = 60_000
_PDF_PAGES = 60
_LEAST = 40  # letters: less is a menu or an error page
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb4f]")
_FULL = 0.6
"""Of the widest line of its page: a narrower one was not broken for its length."""
_BROKEN_LINE = re.compile(r"(?<![.!?。！？:：\n])\n(?=\S)(?!\s*[-*•#|\d])")


class Page(Noun):
    """`text` is Markdown of the main text; `published` ISO 8601 where the page tells; `site` its own name for itself."""

    url: str = ""
    title: str = ""
    text: str = ""
    lang: str | None = None
    published: str | None = None
    site: str | None = None


def read(body: bytes, kind: str, url: str = "", charset: str | None = None) -> Page:
    """The main text. Raises OutsideError where there is none, or the document is damaged."""
    page = _pdf(body, url) if kind == PDF else _html(body, url, charset) if kind in HTML else _plain(body, url, charset)
    if len(page.text) < _LEAST:
        raise OutsideError(f"{url or 'The document'} holds no text to speak of.")
    text = page.text[:MOST_LETTERS]
    return page.model_copy(update={"text": text, "lang": language(text)})


def language(text: str) -> str:
    """Chinese where a fifth of the letters are."""
    letters = sum(letter.isalpha() for letter in text) or 1
    return "zh" if len(_CHINESE.findall(text)) / letters > 0.2 else "en"


def _html(body: bytes, url: str, charset: str | None) -> Page:
    import trafilatura

    html: Any = shown(decoded(body, charset) if charset else body)
    text = trafilatura.extract(html, url=url or None, include_comments=False, output_format="markdown") or ""
    known = trafilatura.extract_metadata(html, default_url=url or None)
    return Page(url=url, title=_line(known.title), text=text.strip(), published=_day(known.date) or stated_day(text), site=known.sitename or None)


def _pdf(body: bytes, url: str) -> Page:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(BytesIO(body))
        pages = [visible(page).extract_text() for page in document.pages[:_PDF_PAGES]]
        known = document.metadata
        title, made = (known.title if known else None), (known.creation_date if known else None)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:  # damaged files raise any of these
        raise OutsideError(f"{url or 'The document'} is a damaged or locked PDF ({type(error).__name__}).") from error
    text = "\n\n".join(map(_paragraphs, pages)).strip()
    return Page(url=url, title=_line(title), text=text, published=stated_day(text) or (made.date().isoformat() if made else None))


def _paragraphs(page: str) -> str:
    """The text of a page of a PDF, its lines put together where they were broken for their length, with letters for the radicals and ligatures that
    stand for them there. A short line ends by itself: it is a heading, or the last of a paragraph."""
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), page.strip())
    widest = max(map(_width, text.splitlines()), default=0)
    full = {place for place, line in enumerate(text.splitlines()) if _width(line) >= _FULL * widest}
    return _BROKEN_LINE.sub(lambda found: " " if text.count("\n", 0, found.start()) in full else "\n", text)


def _width(line: str) -> int:
    return len(line) + len(_CHINESE.findall(line))


def _plain(body: bytes, url: str, charset: str | None) -> Page:
    text = unwrapped(decoded(body, charset).strip())
    heading = re.match(r"#+ (.+)", text)
    return Page(url=url, title=_line(heading[1] if heading else ""), text=text, published=stated_day(text))


def _line(text: Any) -> str:
    return " ".join(str(text or "").split())[:200]


def _day(text: Any) -> str | None:
    try:
        return date.fromisoformat(str(text)[:10]).isoformat()
    except ValueError:
        return None


def same_words(text: str) -> str:
    """The form by which two copies of one text are found the same."""
    return re.sub(r"\W+", "", normal(text))


def shown(html: Any) -> Any:
    """HTML, text or bytes, without the elements that hide themselves; as it came where it can't be parsed."""
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fromstring(html)
    except (ValueError, etree.ParserError):
        return html
    gone = [each for each in tree.iter() if isinstance(each.tag, str) and each is not tree and _hides(each)]
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return parser.tostring(tree, encoding="unicode") if gone else html


def _hides(element: Any) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    unseen = _UNSEEN.search(style)
    on_a_ground = unseen is not None and "color:" in unseen[0] and "background" in style
    return (
        element.tag == "template"
        or element.get("hidden") is not None
        or bool(_CLASSES & set((element.get("class") or "").split()))
        or (unseen is not None and not on_a_ground)
    )


def visible(page: "PageObject") -> "PageObject":
    """A page of a PDF without text that paints nothing, beside text that does; a scan whose text lies under its picture stays as it is."""
    from pypdf.generic import NameObject

    contents = page.get_contents()
    if contents is None:
        return page
    operations = contents.operations
    unseen = set(_unseen(operations, any(operator in _GROUNDS for _, operator in operations)))
    if unseen and any(operator in _SHOWS and place not in unseen for place, (_, operator) in enumerate(operations)):
        contents.operations = [each for place, each in enumerate(operations) if place not in unseen]
        page[NameObject("/Contents")] = contents
    return page


def _unseen(operations: list[tuple[Any, Any]], grounds: bool) -> Iterator[int]:
    """The places of what shows text that nobody sees; the graphics state is kept as 8.4 of the same has it."""
    state, before = (0, False), list[tuple[int, bool]]()
    for place, (operands, operator) in enumerate(operations):
        if operator == b"q":
            before.append(state)
        elif operator == b"Q" and before:
            state = before.pop()
        elif operator == b"Tr":
            state = int(operands[0]), state[1]
        elif operator in (*_WHITE, b"sc", b"scn", b"cs"):
            state = state[0], _WHITE.get(operator) == [*operands]
        elif operator in _SHOWS and (state[0] in _INVISIBLE or (state[1] and not grounds)):
            yield place
