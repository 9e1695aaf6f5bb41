"""The user's own documents as guides: HTML, PDF, and Markdown without front matter."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from ..retrievers.outside.engine import needing
from ..retrievers.web.page import HTML, PDF, PLAIN, Page, read
from ..schema.errors import OutsideError
from .row import Broken, Raw, Row

KIND = "document"
SUFFIXES = {"html": HTML[0], "htm": HTML[0], "xhtml": HTML[1], "pdf": PDF, "md": PLAIN[1]}


def document(data: bytes, name: str) -> Iterator[Row | Broken]:
    """One row, in the format of the ending of `name`. Raises InputError if the extra for such files isn't installed."""
    with needing("web", "Documents", ""):
        import pypdf  # noqa: F401
        import trafilatura  # noqa: F401
    path = PurePath(name)
    try:
        page = read(data, SUFFIXES[path.suffix.lower().removeprefix(".")])
    except OutsideError as error:
        yield Broken(name, 1, f"the document can't be used: {str(error).removeprefix('The document ')}", None)
        return
    yield Row(name, 1, row_of(page, path.with_suffix("").as_posix(), path.name))


def row_of(page: Page, key: str, source: str) -> Raw:
    """A guide's row. `source` is the name cited if the page doesn't name its site."""
    told: dict[str, Any] = {
        "id": key, "title": page.title or heading(page.text) or PurePath(key).name, "text": page.text, "lang": page.lang,
        "source": page.site or source, "source_kind": KIND, "url": page.url or None, "published": page.published,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def heading(markdown: str) -> str:
    """The first heading, or ""."""
    return next((line.lstrip("#").strip() for line in markdown.splitlines() if line.startswith("#")), "")
