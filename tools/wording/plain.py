"""Outside text made harmless: what a record, a review, a guide or a page says can't format, link or hide anything in a reply.

Every such text passes `plain` (words within a sentence) or `quotable` (a quotation) on its way into a reply; docs/decisions/attacks.md.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from ...catalogue.outside.addresses import ADDRESS, DOMAIN, LINK, TAG, has_address
from ...catalogue.outside.contacts import has_contact, without_contacts
from ...catalogue.outside.look_alikes import has_look_alike
from ...catalogue.outside.money import has_money, without_money

LONGEST = 400
"""Letters of one text in a reply."""
_ESCAPED = 3
"""Times that a text may have been escaped; sellers' exports do it twice."""
_ROUNDS = 8
"""Times that what is left of an address is looked at again: taking one out may put another together."""
_TIMES = re.compile(r"(?<=\d)\s*\*\s*(?=\d)")  # 200*230cm is a size, not emphasis
_JOINED = re.compile(r"(?<=[a-z0-9])\.(?=[a-z]{2,24}(?![a-z0-9_-]))", re.IGNORECASE)  # "soft.Baby": no address, but a page would make a link of it
_SLASHES = re.compile(r"/{2,}")
_JOINED_HAN = re.compile(r"(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])")
_MARKUP = re.compile(r"[*_`#|\[\]<>\\]+|~~+|(?<!\S)[-=+:]{2,}(?!\S)")
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_PILED = re.compile(r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
"""Letters by their category, with nothing to see."""
_WIDE = str.maketrans("／．＠＜＞［］＊＿｀＃｜＼", "/.@<>[]*_`#|\\")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in one line, with tags, Markdown, addresses, accounts and letters that aren't seen taken out, cut where it is endless."""
    for _ in range(_ESCAPED):
        text = unescape(text)
    if whole := DOMAIN.fullmatch(text.strip()):
        text = whole[0].rsplit(".", 1)[0]  # a brand that is called by its address
    text = _JOINED_HAN.sub("。", _TIMES.sub("×", seen(text)))
    for _ in range(_ROUNDS):
        if (less := _less(text)) == text:
            break
        text = less
    else:
        text = re.sub(r"[:/@.\[\]()<>]", " ", text)
    text = " ".join(_JOINED.sub(". ", _JOINED_HAN.sub("。", text)).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def _less(text: str) -> str:
    text = _SLASHES.sub("/", without_contacts(ADDRESS.sub(" ", TAG.sub(" ", LINK.sub(r"\1", text)))))
    return " ".join(_MARKUP.sub(" ", text).split())


def seen(text: str) -> str:
    """Letters as they are seen: those that are not are left out, line breaks are spaces, letters of odd width or style are plain ones."""
    if text.isascii() and text.isprintable():
        return text
    return _PILED.sub(r"\1", "".join(map(_letter, _TERMINAL.sub(" ", text))))


@lru_cache(maxsize=8192)
def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf" or letter in _BLANK:
        return ""
    if kind[0] == "C" or kind in ("Zl", "Zp", "Zs"):
        return " "
    folded = unicodedata.normalize("NFKC", letter)
    return folded if kind[0] in "LN" and kind != "No" and folded.isascii() and folded.isalnum() else letter.translate(_WIDE)


def named(text: str) -> str:
    """A name as `plain`, without the amounts of money in it: prices come from where records state them."""
    return unpriced(plain(text))


def unpriced(text: str) -> str:
    return " ".join(without_money(text).split())


def citable(text: str) -> bool:
    """Whether a sentence may be quoted as it stands: it holds no address, account, tag, hidden letter, look-alike or code, and names no price."""
    clear = unescape(text)
    if _hides(clear) or has_look_alike(clear) or len(text) > LONGEST:
        return False
    bare = " ".join(_MARKUP.sub(" ", clear).split())  # "http< dot com" is an address without the sign
    return not any(has_contact(one) or has_address(one) or has_money(one) for one in (clear, bare))


def _hides(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    return _PILED.search(text) is not None or any(letter not in "\n\t \u3000\u00a0" and _letter(letter) != letter for letter in text)


def quotable(text: str) -> str:
    """A quotation as it stands in its source; where it holds a tag, link, address or hidden letter, or is endless, without them."""
    clear = unescape(text)
    marked = has_contact(clear) or any(pattern.search(clear) for pattern in (TAG, LINK, ADDRESS, _SLASHES, _JOINED, _MARKUP))
    return plain(text) if marked or _hides(clear) or "\n" in text or "\t" in text or len(text) > LONGEST else text
