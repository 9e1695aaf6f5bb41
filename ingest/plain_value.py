"""Attribute values without what sellers add to them: certificates, prices, links, instructions. A value consists of parts ("棉（95%）", "Windows XP,
Windows Vista") and ends before the first part that is no value."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..schema.product import AttributeValue, Scalar
from .claims import claims

_BREAK = re.compile(r"[()（）\[\]【】{}]|[,，](?!\d)|(?<!\d)[,，]|[;；、|\n\r\t]+|\\n|\s[-–—/]\s|[。！？!?]+|\.(?=\s|$)")
_OPENS, _CLOSES = "(（[【{", ")）]】}"
_TRAILING = " \t\r\n,，;；、|:：-–—+/&\\"


def plain_values(attribute: str, value: AttributeValue) -> tuple[Scalar, ...]:
    """The plain values of an attribute, without those that have none."""
    every = value if isinstance(value, tuple) else (value,)
    return tuple(plain for one in every if (plain := plain_value(attribute, one)) is not None)


def plain_value(attribute: str, value: Scalar) -> Scalar | None:
    """The value if all of it is one; else the text before the first part that isn't; None if nothing is left."""
    return _plain(attribute, value) if isinstance(value, str) else value


@lru_cache(maxsize=65536)
def _plain(attribute: str, text: str) -> str | None:
    for start, part in _parts(text):
        if claims(part, attribute):
            return text[:start].strip(_TRAILING) or None
    return text


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each part with the end of the text without it: before its bracket, if it is in one."""
    begin, opened = 0, list[int]()
    for mark in (*_BREAK.finditer(text), None):
        part = text[begin : mark.start() if mark else len(text)].strip()
        if part:
            yield (opened[0] if opened else begin), part
        if mark is not None:
            begin = mark.end()
            if mark[0] in _OPENS:
                opened.append(mark.start())
            elif mark[0] in _CLOSES and opened:
                opened.pop()
