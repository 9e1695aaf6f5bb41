"""Serialisation of a saver's values to records and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langgraph.checkpoint.serde.base import SerializerProtocol

from .record import LARGEST, Damaged, Oversized, Typed, pack, unpack

TAKEN = "give RedisSaver a larger `largest`"
"""Advice for a record that is too large."""


@dataclass(frozen=True)
class Coding:
    """`largest`: most bytes of a record before compression."""

    serde: SerializerProtocol
    largest: int = LARGEST

    def dumped(self, value: Any) -> Typed:
        return self.serde.dumps_typed(value)

    def loaded(self, kind: str, data: bytes) -> Any:
        try:
            return self.serde.loads_typed((kind, data))
        except Exception as error:  # whatever the serializer raises, the bytes aren't what was written
            raise Damaged(f"a part of kind {kind!r} can't be read") from error

    def packed(self, what: str, *parts: Any) -> bytes:
        """Pack `parts` into a record. Raises Oversized, naming it as `what`."""
        try:
            return pack(*parts, what=what, largest=self.largest)
        except Oversized as error:
            raise Oversized(f"Nothing was stored: {error}; {TAKEN}, or keep it elsewhere and only its location in the state.") from None

    def unpacked(self, stored: bytes | None, count: int, what: str) -> Sequence[Any]:
        """Unpack a record of `count` parts. Raises Damaged or Oversized, naming it as `what`."""
        return unpack(stored, count, what, self.largest)
