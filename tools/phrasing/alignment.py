"""A wording laid along the words that it words, in their order: where each of them ends in it, or that it can't be laid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import LONGEST, Token, Words, spelled

State = tuple[int, int, bool]
"""How many tokens are laid of the own and of the wording, and whether the last step left one out: the next may not."""


@dataclass(frozen=True)
class Alignment:
    """Word for word and sign for sign. Only a phrase of the same meaning stands for another, and a word that states nothing may come or go
    where it would change neither neighbour.
    """

    own: Sequence[Token]
    wording: Sequence[Token]
    known: Words

    def ends(self) -> tuple[int, ...] | None:
        """Of each token of the own, how many of the wording's are laid when it is; None where the wording says something else."""
        came: dict[State, State | None] = {(0, 0, False): None}
        open_ = list(came)
        while open_:
            state = open_.pop()
            if state[:2] == (len(self.own), len(self.wording)):
                return self._path(state, came)
            for step in self._steps(state):
                if step not in came:
                    came[step] = state
                    open_.append(step)
        return None

    def _path(self, state: State | None, came: dict[State, State | None]) -> tuple[int, ...]:
        laid = [0] * (len(self.own) + 1)
        while state is not None:
            own, wording, _ = state
            laid[own] = max(laid[own], wording)
            state = came[state]
        for place in range(1, len(laid)):
            laid[place] = max(laid[place], laid[place - 1])
        return tuple(laid[1:])

    def _steps(self, state: State) -> Iterator[State]:
        """The likeliest last: it is tried first."""
        own, wording, left_out = state
        if not left_out:
            yield from ((own + 1, wording, True) for _ in self._may_go(self.own, own))
            yield from ((own, wording + 1, True) for _ in self._may_go(self.wording, wording))
        yield from self._phrases(own, wording)
        if own < len(self.own) and wording < len(self.wording) and _alike(self.own[own], self.wording[wording]):
            yield own + 1, wording + 1, False

    def _may_go(self, all_: Sequence[Token], place: int) -> Iterator[None]:
        """Once, where the token there states nothing: a word of `neutral`, or the stop at the end."""
        if place < len(all_):
            token, before, after = all_[place], _at(all_, place - 1), _at(all_, place + 1)
            stop = token.sign and token.text == "." and after is None
            if stop or (token.text in self.known.neutral and self._free(token, before, after)):
                yield

    def _free(self, token: Token, before: Token | None, after: Token | None) -> bool:
        if any(each is not None and self.known.binds(each.text) for each in (before, after)):
            return False
        if not token.text.isascii():
            return before is not None and not before.sign
        opens = before is None or before.sign
        article = after is not None and not after.sign and not after.letter and not (before and before.place)
        return article and (opens or not token.letter)

    def _phrases(self, own: int, wording: int) -> Iterator[State]:
        said = list(_phrases(self.wording, wording, self.known))
        for length, phrase in _phrases(self.own, own, self.known):
            for other_length, other in said:
                if phrase != other and self.known.means_the_same(phrase, other):
                    yield own + length, wording + other_length, False


def _phrases(all_: Sequence[Token], place: int, known: Words) -> Iterator[tuple[int, str]]:
    for length in range(1, LONGEST + 1):
        found = all_[place : place + length]
        if len(found) < length or found[-1].sign or found[-1].place:
            return
        if (phrase := spelled(found)) in known.same:
            yield length, phrase


def _alike(one: Token, other: Token) -> bool:
    return (one.text, one.place, one.sign) == (other.text, other.place, other.sign)


def _at(all_: Sequence[Token], place: int) -> Token | None:
    return all_[place] if 0 <= place < len(all_) else None
