"""Binary records of a checkpoint's parts, compressed if they are long."""

import zlib
from collections.abc import Sequence
from typing import Any

import ormsgpack

from ..schema.errors import StoreError

LONG = 1024
"""Bytes from which compression pays."""
LARGEST = 64 * 1024 * 1024
"""Most bytes of a record before compression: otherwise a few hundred KiB from the server could fill a worker's memory."""
DAMAGED = "thread_damaged"
"""Error code of a conversation that can't be continued, however long one waits. Its messages are for buyers too."""
Typed = tuple[str, bytes]


class Damaged(StoreError):
    """Stored data is missing or unreadable. `checkpoint`: id of the one set aside for it, or ""."""

    code = "storage_away"
    checkpoint = ""


class Oversized(Damaged):
    """A record exceeds the size limit."""


def pack(*parts: Any, what: str = "a record", largest: int = LARGEST) -> bytes:
    """Pack texts, bytes, None and lists of texts; the first byte tells whether the rest is compressed (zlib). Raises Oversized, naming the record
    `what`, over `largest` bytes."""
    plain = ormsgpack.packb(parts)
    if len(plain) > largest:
        raise Oversized(f"{what} has {len(plain):,} bytes and {largest:,} are the most")
    return b"\1" + zlib.compress(plain, 1) if len(plain) >= LONG else b"\0" + plain


def unpack(stored: bytes | None, count: int, what: str, largest: int = LARGEST) -> Sequence[Any]:
    """Return the `count` parts of a record. Raises Damaged if it is None or not written by `pack`, Oversized if it unpacks to more than `largest`
    bytes; `what` names it."""
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
    """Decompress at most `largest` + 1 bytes. Raises ValueError if the data is truncated."""
    stream = zlib.decompressobj()
    plain = stream.decompress(packed, largest + 1)
    if not stream.eof and len(plain) <= largest:
        raise ValueError("cut off")
    return plain
