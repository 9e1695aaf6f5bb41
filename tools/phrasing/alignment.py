"""A wording laid along the words that it words, in their order, step by step, or that it can't be laid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import LONGEST, Token, Words, spelled

State = tuple[int, int]
"""How many tokens are laid of the own and of the wording."""


@dataclass(frozen=True)
class Alignment:
    """Letter for letter and sign for sign. Only a phrase of the same meaning stands for another, and the sign that ends it may come or go."""

    own: Sequence[Token]
    wording: Sequence[Token]
    known: Words

    def path(self) -> tuple[State, ...] | None:
        """Where each step ends when it is laid; None where the wording says something else."""
        came: dict[State, State | None] = {(0, 0): None}
        open_ = list(came)
        while open_:
            state = open_.pop()
            if state == (len(self.own), len(self.wording)):
                return tuple(reversed(list(_back(state, came))))
            for step in self._steps(*state):
                if step not in came:
                    came[step] = state
                    open_.append(step)
        return None

    def _steps(self, own: int, wording: int) -> Iterator[State]:
        """The likeliest last: it is tried first."""
        if own == len(self.own) - 1 and wording == len(self.wording) and self._stops(self.own[own]):
            yield own + 1, wording
        if own == len(self.own) and wording == len(self.wording) - 1 and self._stops(self.wording[wording]):
            yield own, wording + 1
        yield from self._phrases(own, wording)
        if own < len(self.own) and wording < len(self.wording) and alike(self.own[own], self.wording[wording]):
            yield own + 1, wording + 1

    def _stops(self, token: Token) -> bool:
        return token.sign and token.text in self.known.stops

    def _phrases(self, own: int, wording: int) -> Iterator[State]:
        said = list(phrases(self.wording, wording, self.known))
        for mine in phrases(self.own, own, self.known):
            for other in said:
                if mine.said != other.said and mine.places == other.places and self.known.means_the_same(mine.said, other.said):
                    yield own + mine.length, wording + other.length


def _back(state: State, came: dict[State, State | None]) -> Iterator[State]:
    while (before := came[state]) is not None:
        yield state
        state = before


@dataclass(frozen=True)
class Phrase:
    """`said` as it stands in a row; `places` for which values, in their order."""

    length: int
    said: str
    places: tuple[str, ...]


def phrases(all_: Sequence[Token], place: int, known: Words) -> Iterator[Phrase]:
    """Those of rows that begin there."""
    for length in range(1, min(LONGEST, len(all_) - place) + 1):
        found = all_[place : place + length]
        edges = [(first, last) for first in {False, place == 0} for last in {False, place + length == len(all_)}]
        for said in {spelled(found, first, last) for first, last in edges}:
            if said in known.same:
                yield Phrase(length, said, tuple(token.text for token in found if token.place))


def alike(one: Token, other: Token) -> bool:
    same = one.text == other.text if one.sign else one.letters.replace("’", "'") == other.letters.replace("’", "'")
    return same and (one.place, one.sign, one.apart) == (other.place, other.sign, other.apart)
