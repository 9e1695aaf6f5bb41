"""A wording laid along the words that it words, in their order: where each of them ends in it, or that it can't be laid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import LONGEST, Token, Words, spelled

State = tuple[int, int]
"""How many tokens are laid of the own and of the wording."""


@dataclass(frozen=True)
class Alignment:
    """Letter for letter and sign for sign. Only a phrase of the same meaning stands for another, and the stop at the end may come or go."""

    own: Sequence[Token]
    wording: Sequence[Token]
    known: Words

    def ends(self) -> tuple[int, ...] | None:
        """Of each token of the own, how many of the wording's are laid when it is; None where the wording says something else."""
        came: dict[State, State | None] = {(0, 0): None}
        open_ = list(came)
        while open_:
            state = open_.pop()
            if state == (len(self.own), len(self.wording)):
                return self._path(state, came)
            for step in self._steps(*state):
                if step not in came:
                    came[step] = state
                    open_.append(step)
        return None

    def _path(self, state: State | None, came: dict[State, State | None]) -> tuple[int, ...]:
        laid = [0] * (len(self.own) + 1)
        while state is not None:
            own, wording = state
            before = came[state]
            laid[own] = max(laid[own], wording)
            for place in range(before[0] + 1, own) if before else ():  # inside a phrase: behind its last word
                laid[place] = max(laid[place], self._said_by(wording))
            state = before
        for place in range(1, len(laid)):
            laid[place] = max(laid[place], laid[place - 1])
        return tuple(laid[1:])

    def _said_by(self, end: int) -> int:
        """Where the last word or place before `end` of the wording ends."""
        while end and self.wording[end - 1].sign:
            end -= 1
        return end

    def _steps(self, own: int, wording: int) -> Iterator[State]:
        """The likeliest last: it is tried first."""
        if own == len(self.own) - 1 and wording == len(self.wording) and _stops(self.own[own]):
            yield own + 1, wording
        if own == len(self.own) and wording == len(self.wording) - 1 and _stops(self.wording[wording]):
            yield own, wording + 1
        yield from self._phrases(own, wording)
        if own < len(self.own) and wording < len(self.wording) and _alike(self.own[own], self.wording[wording]):
            yield own + 1, wording + 1

    def _phrases(self, own: int, wording: int) -> Iterator[State]:
        said = list(_phrases(self.wording, wording, self.known))
        for mine in _phrases(self.own, own, self.known):
            for other in said:
                if mine.said != other.said and mine.places == other.places and self.known.means_the_same(mine.said, other.said):
                    yield own + mine.length, wording + other.length


@dataclass(frozen=True)
class _Phrase:
    length: int
    said: str
    places: tuple[str, ...]


def _phrases(all_: Sequence[Token], place: int, known: Words) -> Iterator[_Phrase]:
    for length in range(1, min(LONGEST, len(all_) - place) + 1):
        found = all_[place : place + length]
        edges = [(first, last) for first in {False, place == 0} for last in {False, place + length == len(all_)}]
        for said in {spelled(found, first, last) for first, last in edges}:
            if said in known.same:
                yield _Phrase(length, said, tuple(token.text for token in found if token.place))


def _stops(token: Token) -> bool:
    return token.sign and token.text in (".", "。")


def _alike(one: Token, other: Token) -> bool:
    same = one.text == other.text if one.sign else one.letters.replace("’", "'") == other.letters.replace("’", "'")
    return same and (one.place, one.sign, one.apart) == (other.place, other.sign, other.apart)
