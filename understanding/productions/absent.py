"""A brand that the catalogue doesn't have: one that the world knows (catalogue/world_brands.yaml), or a word that is called a brand."""

from ..language.dictionaries import is_chinese_word
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token
from .denials import denied_after
from .terms import BRAND_WORDS

_OURS = ("brand", "common_brand", "value", "category", "head", "series")


def absent(cursor: Cursor) -> Found | None:
    """Note `no_brand`, and nothing to search by; one that isn't wanted needs no word."""
    negated = cursor.denied()
    token = cursor.token
    if token is None or token.has(*_OURS) or not (token.has("world_brand") or _called(cursor)) or _fitted(cursor):
        return None
    cursor.place += 1
    after = cursor.token
    if after is not None and _says_brand(after):
        cursor.place += 1
    elif after is not None and not after.meanings and any(map(str.isalnum, after.text)):
        return None  # 小米手机能用吗 speaks of what it is used with
    refused = negated or denied_after(cursor)
    return Found(cursor.place, notes=() if refused else (("no_brand", token.text),))


def _called(cursor: Cursor) -> bool:
    """A name that nobody knows before 牌子, 这个牌子, "brand", or behind "the brand"."""
    token, place, every = cursor.token, cursor.place, cursor.message.tokens
    if token is None or token.meanings or len(token.text) < 2:
        return False
    latin = token.text.isascii()
    if not (any(_says_brand(each) for each in every[place + 1 : place + 2]) or (latin and place and _says_brand(every[place - 1]))):
        return False
    return token.text[0].isupper() if latin else not is_chinese_word(token.text)


def _says_brand(token: Token) -> bool:
    return token.text.lower() in BRAND_WORDS or token.value("reference") == "brand"


def _fitted(cursor: Cursor) -> bool:
    """Whether goods of the category in hand are made for others' goods: a case for a Huawei."""
    return bool(cursor.message.vocabulary.models(cursor.message.category))
