"""A typed token: a span of the message with its possible meanings in the grammar."""

from dataclasses import dataclass
from typing import Any

from ..language.phrases import Meaning


@dataclass(frozen=True, slots=True)
class Token:
    """`meanings` is empty for a word that neither a language nor the catalogue knows."""

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
        """The token's value as `kind`; None if it has no such meaning."""
        for meaning in self.meanings:
            if meaning.kind == kind:
                return meaning.value
        return None

    def values(self, kind: str) -> tuple[Any, ...]:
        return tuple(meaning.value for meaning in self.meanings if meaning.kind == kind)
