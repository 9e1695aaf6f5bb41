"""A typed token: a stretch of the message and what it may be in the grammar."""

from dataclasses import dataclass
from typing import Any

from ..language.phrases import Meaning


@dataclass(frozen=True, slots=True)
class Token:
    """`meanings` is empty for a word that neither language nor catalogue knows."""

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    gap: bool = False

    def has(self, *kinds: str) -> bool:
        for meaning in self.meanings:  # noqa: SIM110 - the reader's innermost loop, and `any` of a generator takes twice as long
            if meaning.kind in kinds:
                return True
        return False

    def value(self, kind: str) -> Any:
        """The value that the token has as `kind`; None where it can't be that."""
        for meaning in self.meanings:
            if meaning.kind == kind:
                return meaning.value
        return None

    def values(self, kind: str) -> tuple[Any, ...]:
        return tuple(meaning.value for meaning in self.meanings if meaning.kind == kind)
