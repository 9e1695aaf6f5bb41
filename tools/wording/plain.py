"""Catalogue text made harmless: what a record or a guide says can't format or link in a reply."""

import re
from html import unescape

_TAG = re.compile(r"<[^>]{0,200}>")
_LINK = re.compile(r"!?\[([^\]]{0,200})\]\((?:[^()]|\([^()]*\)){0,500}\)")
_URL = re.compile(r"(?:https?://|www\.|(?:javascript|vbscript|data|file|ftp):)\S+", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|top|xyz|shop|info|biz|cc|vip|site|online|link|example|invalid|ru|tk|app|dev)\b(?:/\S*)?",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<=\d)\s*\*\s*(?=\d)")  # 200*230cm is a size, not emphasis
_MARKUP = re.compile(r"[*_`#|\[\]<>\\]+")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_ESCAPED = 3
"""Times that a text may have been escaped; sellers' exports do it twice."""


def plain(text: str) -> str:
    """The text with tags, Markdown, links, addresses and invisible characters taken out."""
    for _ in range(_ESCAPED):
        text = unescape(text)
    if whole := _DOMAIN.fullmatch(text.strip()):
        text = whole[0].split("/")[0].rsplit(".", 1)[0]  # a brand that is called by its address
    text = _LINK.sub(r"\1", _INVISIBLE.sub(" ", _TIMES.sub("×", text)))
    text = _DOMAIN.sub(" ", _URL.sub(" ", _TAG.sub(" ", text)))
    return " ".join(_MARKUP.sub(" ", text).split())


def quotable(text: str) -> str:
    """A quotation as it stands in its source; where it holds a tag, link or address, without them."""
    harmful = any(pattern.search(unescape(text)) for pattern in (_TAG, _LINK, _URL, _DOMAIN, _INVISIBLE))
    return plain(text) if harmful else text
