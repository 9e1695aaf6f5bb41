"""What of an attribute's value is a value: sellers write certificates, prices, links and orders in it too, which count nowhere but on their product.

A value is made of parts ("棉（95%）", "Windows XP, Windows Vista"). It goes as far as each part only says what the goods are.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..schema.product import AttributeValue, Scalar
from .claims import claims

_BREAK = re.compile(r"[()（）\[\]【】{}]|[,，](?!\d)|(?<!\d)[,，]|[;；、|\n\r\t]+|\\n|\s[-–—/]\s|[。！？!?]+|\.(?=\s|$)")
_OPENS, _CLOSES = "(（[【{", ")）]】}"
_TRAILING = " \t\r\n,，;；、|:：-–—+/&\\"


def plain_values(attribute: str, value: AttributeValue) -> tuple[Scalar, ...]:
    """Those of its values that are some, each as far as it is one."""
    every = value if isinstance(value, tuple) else (value,)
    return tuple(plain for one in every if (plain := plain_value(attribute, one)) is not None)


def plain_value(attribute: str, value: Scalar) -> Scalar | None:
    """As recorded where all of it is a value; what stands before the first part that is none; None where nothing does."""
    return _plain(attribute, value) if isinstance(value, str) else value


@lru_cache(maxsize=65536)
def _plain(attribute: str, text: str) -> str | None:
    for start, part in _parts(text):
        if claims(part, attribute):
            return text[:start].strip(_TRAILING) or None
    return text


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each with where the text ends that goes without it: before the bracket that it stands in."""
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
