"""How a checkpoint's parts are written as bytes: the serializer's own, compressed where they are long."""

import zlib
from collections.abc import Sequence
from typing import Any

import ormsgpack

from ..schema.errors import StoreError

LONG = 1024
"""Bytes from which on compression is worth its time."""
Typed = tuple[str, bytes]


class Damaged(StoreError):
    """What is stored is not what was written: a part is missing or can't be read."""

    code = "storage_away"


def pack(*parts: Any) -> bytes:
    """`parts` are texts, bytes, None and lists of texts. The first byte says whether the rest is compressed (zlib)."""
    plain = ormsgpack.packb(parts)
    return b"\1" + zlib.compress(plain, 1) if len(plain) >= LONG else b"\0" + plain


def unpack(stored: bytes | None, count: int, what: str) -> Sequence[Any]:
    """The `count` parts of `stored`. Raises Damaged where it is None or isn't what `pack` made; `what` names it."""
    if stored is None:
        raise Damaged(f"{what} is missing")
    try:
        found = ormsgpack.unpackb(zlib.decompress(stored[1:]) if stored[:1] == b"\1" else stored[1:])
    except (zlib.error, ValueError):
        found = None
    if not isinstance(found, list) or len(found) != count:
        raise Damaged(f"{what} can't be read")
    return found
