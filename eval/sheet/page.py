"""The pairs as one HTML page that works from a disk: no request leaves it, ratings stay in the browser until they are downloaded as CSV."""

import json
from collections.abc import Sequence
from hashlib import blake2b
from html import escape
from pathlib import Path

from .pair import Pair
from .spreadsheet import told, words

_PAGE = Path(__file__).parent / "page.html"


def write_page(pairs: Sequence[Pair], path: Path, language: str) -> None:
    path.write_text(page(pairs, language), "utf-8")


def page(pairs: Sequence[Pair], language: str) -> str:
    rows = [{"id": one.id, "check": one.check, "conversation": told(one, language), "left": one.left, "right": one.right} for one in pairs]
    sheet = blake2b("".join(one.id + one.check for one in pairs).encode(), digest_size=6).hexdigest()
    data = json.dumps({"pairs": rows, "words": words(language), "sheet": sheet}, ensure_ascii=False)
    filled = {"language": language, "title": escape(words(language)["title"]), "data": _inert(data)}
    text = _PAGE.read_text("utf-8")
    for name, value in sorted(filled.items(), key=lambda pair: pair[0] == "data"):  # last, since a reply may hold {{title}}
        text = text.replace("{{" + name + "}}", value)
    return text


def _inert(data: str) -> str:
    """JSON in which nothing can end the script element that holds it."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
