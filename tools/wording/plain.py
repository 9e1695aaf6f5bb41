"""Outside text made harmless: what a record, a review, a guide or a page says can't format, link or hide anything in a reply.

Every such text passes `plain` (words within a sentence) or `quotable` (a quotation) on its way into a reply; docs/decisions/attacks.md.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from .contacts import has_contact, without_contacts
from .look_alikes import has_look_alike

LONGEST = 400
"""Letters of one text in a reply."""
_ESCAPED = 3
"""Times that a text may have been escaped; sellers' exports do it twice."""
_ROUNDS = 8
"""Times that what is left of an address is looked at again: taking one out may put another together."""
_DOT = r"(?:\.|\[\.\]|\(\.\)|\(dot\)|\[dot\])"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,62})"
_NAMES = "com|cn|net|org|io|top|xyz|shop|store|info|biz|cc|vip|site|online|link|click|example|invalid|ru|tk|app|dev"
_HAN_NAMES = "中国|公司|网络|网店|商城|商店|在线|中文网|网址|集团"
_TIMES = re.compile(r"(?<=\d)\s*\*\s*(?=\d)")  # 200*230cm is a size, not emphasis
_TAG = re.compile(r"<[^<>]{0,500}>|<(?=[a-zA-Z/!?])[^<>]*$")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\](?:\((?:[^()]|\([^()]*\)){0,500}\)|\[[^\[\]]{0,200}\])")
_ADDRESS = re.compile(
    rf"""
    [a-z][a-z0-9+.-]{{1,15}}\s?[:：]\s?//\S*                            # https://…, hxxps://…
    | (?:javascript|vbscript|mailto)[:：]\S+ | data:[a-z]+/\S* | file:/\S* | tel:\+?\d\S*
    | (?:(?<![a-z0-9/:])|:)/{{2,}}\S+ | www\.\S+
    | [a-z0-9._+-]+@{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[a-z]{{2,24}}           # somebody's mail
    | (?<![a-z0-9.-])(?:{_LABEL}{_DOT})+[a-z]{{2,24}}(?::\d+)?/\S*           # a host with a path
    | (?<![a-z0-9.-])(?:{_LABEL}{_DOT})+(?:{_NAMES})(?![a-z0-9_-])
    | (?<![a-z0-9.-])(?:{_LABEL}(?:\[\.\]|\(\.\)|\(dot\)|\[dot\]))+[a-z]{{2,24}}(?![a-z0-9_-])
    | [\w-]{{1,63}}\.(?:{_HAN_NAMES})(?:/\S*)?
    | (?<![\d.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?::\d+)?/\S*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:{_NAMES})", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[a-z0-9])\.(?=[a-z]{2,24}(?![a-z0-9_-]))", re.IGNORECASE)  # "soft.Baby": no address, but a page would make a link of it
_SLASHES = re.compile(r"/{2,}")
_JOINED_HAN = re.compile(r"(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])")
_MARKUP = re.compile(r"[*_`#|\[\]<>\\]+|~~+|(?<!\S)[-=+:]{2,}(?!\S)")
_MONEY = re.compile(
    r"(?:[¥￥$€£]|(?<![a-z])(?:CNY|RMB|USD|EUR|GBP)|人民币)\s?\d[\d,.]*"
    r"|\d[\d,.]*\s?(?:元(?!素)|块钱|(?:yuan|CNY|RMB|USD|EUR|GBP|dollars?|euros?)(?![a-z]))",
    re.IGNORECASE,
)
_COUNTED_MONEY = re.compile(
    r"[零一二两三四五六七八九十百千万半几]+\s?(?:块钱|毛钱|分钱|元钱|美元|欧元)"
    r"|(?:(?<![\u3400-\u9fff])|(?<=[只需仅要卖价售]))[一五六七八九十百千]+元(?:(?![\u3400-\u9fff])|(?=[的起每包就以]))"
    r"|(?<![a-z])(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)(?:\ssingle)?"
    r"\s(?:yuan|dollars?|euros?|cents?|penny|pence)(?![a-z])",
    re.IGNORECASE,
)
"""In words. 一元 by itself: 三元锂 and 二元乙丙 are no money."""
_CODE = re.compile(r"[{}]|\[/?[A-Z]{3,}\]|<<|>>|\|>|<\|")
"""Brackets that no sentence has, and programs do."""
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
    if whole := _DOMAIN.fullmatch(text.strip()):
        text = whole[0].rsplit(".", 1)[0]  # a brand that is called by its address
    text = _JOINED_HAN.sub("。", _TIMES.sub("×", seen(text)))
    for _ in range(_ROUNDS):
        if (less := _less(text)) == text:
            break
        text = less
    else:
        text = re.sub(r"[:/@.\[\]()<>]", " ", text)
    text = " ".join(_JOINED.sub(". ", text).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


def _less(text: str) -> str:
    text = _SLASHES.sub("/", without_contacts(_ADDRESS.sub(" ", _TAG.sub(" ", _LINK.sub(r"\1", text)))))
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
    return " ".join(_COUNTED_MONEY.sub(" ", _MONEY.sub(" ", text)).split())


def citable(text: str) -> bool:
    """Whether a sentence may be quoted as it stands: it holds no address, account, tag, hidden letter, look-alike or code, and names no price."""
    clear = unescape(text)
    if _hides(clear) or has_look_alike(clear) or len(text) > LONGEST:
        return False
    bare = " ".join(_MARKUP.sub(" ", clear).split())  # "http< dot com" is an address without the sign
    return not any(
        has_contact(one) or any(pattern.search(one) for pattern in (_TAG, _LINK, _ADDRESS, _CODE, _MONEY, _COUNTED_MONEY)) for one in (clear, bare)
    )


def _hides(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    return _PILED.search(text) is not None or any(letter not in "\n\t \u3000\u00a0" and _letter(letter) != letter for letter in text)


def quotable(text: str) -> str:
    """A quotation as it stands in its source; where it holds a tag, link, address or hidden letter, or is endless, without them."""
    clear = unescape(text)
    marked = has_contact(clear) or any(pattern.search(clear) for pattern in (_TAG, _LINK, _ADDRESS, _SLASHES, _JOINED, _MARKUP))
    return plain(text) if marked or _hides(clear) or "\n" in text or "\t" in text or len(text) > LONGEST else text
