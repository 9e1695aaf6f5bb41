"""Catalogue text made harmless: what a record says can't format or link in a reply."""

import re
from html import unescape

_TAG = re.compile(r"<[^>]{0,200}>")
_LINK = re.compile(r"!?\[([^\]]{0,200})\]\([^)]{0,500}\)")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TIMES = re.compile(r"(?<=\d)\s*\*\s*(?=\d)")  # 200*230cm is a size, not emphasis
_MARKUP = re.compile(r"[*_`#|\[\]<>\\]+")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


def plain(text: str) -> str:
    """The text with tags, Markdown, links and invisible characters taken out."""
    text = _TIMES.sub("×", text)
    text = _TAG.sub(" ", unescape(text))
    text = _URL.sub(" ", _LINK.sub(r"\1", text))
    return " ".join(_INVISIBLE.sub(" ", _MARKUP.sub(" ", text)).split())
