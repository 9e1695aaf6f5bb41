"""A position in the tokens, with the few moves that productions use."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..vocabulary.shelf import Most, Shelf, untold
from ..vocabulary.vocabulary import Vocabulary
from .token import Token

_ANY = ("any", "anything", "任何")


@dataclass(frozen=True)
class Message:
    """What productions can see. `category`: the one named, else `given`, the current one. `denied`: positions denied by words elsewhere. `most`:
    category and attribute -> largest number that products state."""

    text: str
    tokens: tuple[Token, ...]
    vocabulary: Vocabulary
    category: str | None = None
    given: str | None = None
    denied: frozenset[int] = frozenset()
    most: Most = untold

    @cached_property
    def shelf(self) -> Shelf:
        return self.vocabulary.shelf(self.category)

    @cached_property
    def firm(self) -> tuple[bool, ...]:
        """For each token, True if "must" or "only" precedes in its clause without a later softener."""
        firm: list[bool] = []
        for token in self.tokens:
            going = bool(firm) and firm[-1] and not token.has("break", "soft")
            firm.append(going or token.has("must"))
        return tuple(firm)

    @cached_property
    def hard(self) -> tuple[bool, ...]:
        """For each token, False if it is a soft wish: after a softener in its clause, or anywhere in a clause that ends with one ("would be nice").
        "Must" ends softness."""
        hard: list[bool] = []
        clause: list[bool] = []
        last = begun = 0
        for place, token in enumerate(self.tokens):
            soft = bool(clause) and not clause[-1]
            if token.has("break"):
                if self._aside(begun, place):
                    hard[last:begun] = [False] * (begun - last)
                hard += [*clause, True]
                clause, last, begun = [], begun, place + 1
                continue
            ends = place + 1 == len(self.tokens) or self.tokens[place + 1].has("break")
            if token.has("soft_after") and clause and (ends or not token.has("soft")):
                clause = [False] * len(clause)
            clause.append(not ((soft or token.has("soft")) and not token.has("must")))
        if self._aside(begun, len(self.tokens)):
            hard[last:begun] = [False] * (begun - last)
        return tuple(hard + clause)

    def _aside(self, start: int, end: int) -> bool:
        """True if a softener stands alone between two breaks ("canvas, ideally, but …"): the clause before it is soft."""
        return end == start + 1 and self.tokens[start].has("soft", "soft_after")


class Cursor:
    """Moves over `message.tokens`. A production takes what it needs and returns where it ended."""

    def __init__(self, message: Message, place: int) -> None:
        self.message, self.start, self.place = message, place, place

    @property
    def token(self) -> Token | None:
        tokens = self.message.tokens
        return tokens[self.place] if self.place < len(tokens) else None

    def take(self, *kinds: str) -> Token | None:
        """The token here if it has one of `kinds`; the cursor moves past it."""
        token = self.token
        if token is None or not token.has(*kinds):
            return None
        self.place += 1
        return token

    def denied(self) -> bool:
        """True for a negation here, which is consumed with "any" after it. 的不要 before a space denies what precedes it, so it doesn't count."""
        token, tokens = self.token, self.message.tokens
        if token is not None and token.text[:1] in "的都" and self.place + 1 < len(tokens) and tokens[self.place + 1].gap:
            return False
        if self.take("not") is None:
            return self.place in self.message.denied
        if self.token is not None and self.token.text.lower() in _ANY:
            self.place += 1
        return True

    def skip(self, *kinds: str, most: int = 3) -> "Cursor":
        """Move past up to `most` tokens of `kinds`."""
        for _ in range(most):
            if self.take(*kinds) is None:
                break
        return self

    def ahead(self, *kinds: str, skipping: Sequence[str] = ("filler",), most: int = 2) -> int | None:
        """The index of a token of `kinds`, here or after a few of `skipping`; the cursor stays."""
        for place in range(self.place, min(self.place + most + 1, len(self.message.tokens))):
            token = self.message.tokens[place]
            if token.has(*kinds):
                return place
            if not token.has(*skipping):
                return None
        return None

    def reach(self, *kinds: str, skipping: Sequence[str] = ("filler",), most: int = 2) -> Token | None:
        """Like `ahead`, and the cursor moves past the token."""
        place = self.ahead(*kinds, skipping=skipping, most=most)
        if place is None:
            return None
        self.place = place + 1
        return self.message.tokens[place]

    def back(self, *kinds: str, skipping: Sequence[str] = ("filler",), most: int = 2) -> Token | None:
        """The token of `kinds` before the start, with a few of `skipping` between."""
        for place in range(self.start - 1, max(self.start - 2 - most, -1), -1):
            token = self.message.tokens[place]
            if token.has(*kinds):
                return token
            if not token.has(*skipping):
                return None
        return None

    @property
    def words(self) -> str:
        """The buyer's words from the start to here."""
        taken = self.message.tokens[self.start : self.place]
        return self.message.text[taken[0].start : taken[-1].end] if taken else ""

    @property
    def firm(self) -> bool:
        """True if what was just read is a must."""
        return bool(self.message.tokens) and self.message.firm[min(self.place, len(self.message.tokens)) - 1]

    @property
    def hard(self) -> bool:
        return self.message.hard[min(self.place, len(self.message.tokens)) - 1] if self.message.tokens else True


def value_of(token: Token | None, kind: str) -> Any:
    """`token.value(kind)`; None without a token."""
    return token.value(kind) if token is not None else None
