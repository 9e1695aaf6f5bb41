"""How a checkpoint's parts are written as bytes: the serializer's own, compressed where they are long."""

import zlib
from collections.abc import Sequence
from typing import Any

import ormsgpack

from ..schema.errors import StoreError

LONG = 1024
"""Bytes from which on compression is worth its time."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one record before it is compressed: a few hundred KiB from the server could otherwise fill a worker's memory."""
DAMAGED = "thread_damaged"
"""The code of what a conversation can't go on for, however long one waits. Its words are for buyers too."""
Typed = tuple[str, bytes]


class Damaged(StoreError):
    """What is stored is not what was written: a part is missing or can't be read. `checkpoint` is the id of the one that was set aside for it,
    "" where it was none."""

    code = "storage_away"
    checkpoint = ""


class Oversized(Damaged):
    """It has more bytes than are taken."""


def pack(*parts: Any, what: str = "a record", largest: int = LARGEST) -> bytes:
    """`parts` are texts, bytes, None and lists of texts. The first byte says whether the rest is compressed (zlib). Raises Oversized where `unpack`
    would; `what` names it."""
    plain = ormsgpack.packb(parts)
    if len(plain) > largest:
        raise Oversized(f"{what} has {len(plain):,} bytes and {largest:,} are the most")
    return b"\1" + zlib.compress(plain, 1) if len(plain) >= LONG else b"\0" + plain


def unpack(stored: bytes | None, count: int, what: str, largest: int = LARGEST) -> Sequence[Any]:
    """The `count` parts of `stored`. Raises Damaged where it is None or isn't what `pack` made, Oversized where it is more than `largest` bytes
    once unpacked, of which no more are unpacked; `what` names it."""
    if stored is None:
        raise Damaged(f"{what} is missing")
    try:
        plain = _inflated(stored[1:], largest) if stored[:1] == b"\1" else stored[1:]
        if len(plain) > largest:
            raise Oversized(f"{what} has more than {largest:,} bytes unpacked")
        found = ormsgpack.unpackb(plain)
    except (zlib.error, ValueError):
        found = None
    if not isinstance(found, list) or len(found) != count:
        raise Damaged(f"{what} can't be read")
    return found


def _inflated(packed: bytes, largest: int) -> bytes:
    """What was compressed, but of more than `largest` bytes one more than these. Raises ValueError where its end is missing."""
    stream = zlib.decompressobj()
    plain = stream.decompress(packed, largest + 1)
    if not stream.eof and len(plain) <= largest:
        raise ValueError("cut off")
    return plain
