"""Patterns of addresses, links, tags and code, in any spelling."""

import re

_DOT = r"(?:\.|\[\.\]|\(\.\)|\(dot\)|\[dot\])"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,62})"
_NAMES = "com|cn|net|org|io|top|xyz|shop|store|info|biz|cc|vip|site|online|link|click|example|invalid|ru|tk|app|dev"
_HAN_NAMES = "中国|公司|网络|网店|商城|商店|在线|中文网|网址|集团"
TAG = re.compile(r"<[^<>]{0,500}>|<(?=[a-zA-Z/!?])[^<>]*$")
LINK = re.compile(r"!?\[([^\[\]]{0,200})\](?:\((?:[^()]|\([^()]*\)){0,500}\)|\[[^\[\]]{0,200}\])")
ADDRESS = re.compile(
    rf"""
    [a-z][a-z0-9+.-]{{1,15}}\s?[:：]\s?//\S*                            # https://…, hxxps://…
    | (?:javascript|vbscript)[:：]\S* | mailto[:：]\S+ | data:[a-z]+/\S* | file:/\S* | tel:\+?\d\S*
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
DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:{_NAMES})", re.IGNORECASE)
CODE = re.compile(r"[{}]|\[/?[A-Z]{3,}\]|<<|>>|\|>|<\|")
"""Brackets that occur in code but not in sentences."""


def has_address(text: str) -> bool:
    return any(pattern.search(text) for pattern in (TAG, LINK, ADDRESS, CODE))
