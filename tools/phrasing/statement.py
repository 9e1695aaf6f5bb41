"""What a piece of text states, taken apart so that two wordings of it can be held against each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .words import Token, Words, tokens


@dataclass(frozen=True)
class Statement:
    """`text` with places; `heir` is whom the piece before it was about, and so this one where it names nobody."""

    text: str
    known: Words
    heir: str | None = None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokens(self.text, self.known))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Its places and its words, without those that state nothing."""
        return tuple(token.text for token in self.tokens if not token.sign and token.text not in self.known.neutral)

    @cached_property
    def places(self) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens if token.place)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for word in self.said if word not in self.places)

    @property
    def named(self) -> tuple[str, ...]:
        """Whom it names."""
        return tuple(place for place in self.places if place.startswith("{who"))

    @property
    def who(self) -> str | None:
        return self.named[0] if self.named else self.heir

    @property
    def values(self) -> tuple[str, ...]:
        """Its places but whom it names."""
        return tuple(place for place in self.places if place not in self.named)

    @cached_property
    def turning(self) -> Counter[str]:
        """The words that deny or compare, as often as they stand."""
        return Counter(word for word in self.said if word in self.known.negative or word in self.known.comparing)

    @cached_property
    def turned(self) -> frozenset[tuple[str, ...]]:
        """Each of these with what it turns: the word behind one that denies, those on both sides of one that compares."""
        around = zip(("", *self.said), self.said, (*self.said[1:], ""), strict=False)
        return frozenset(
            (one, behind) if one in self.known.negative else (before, one, behind) for before, one, behind in around if one in self.turning
        )

    @staticmethod
    def _counts(token: Token) -> bool:
        return token.place and token.text.startswith("{v")

    @cached_property
    def measured(self) -> dict[str, str]:
        """Place -> the word right behind it, which says what it counts."""
        following = zip(self.tokens, self.tokens[1:], strict=False)
        return {
            one.text: two.text
            for one, two in following
            if self._counts(one) and not two.place and not two.sign and two.text not in self.known.neutral
        }


def joined(statements: Sequence[Statement]) -> Statement:
    """Several side by side as one."""
    return Statement("".join(each.text for each in statements), statements[0].known, statements[0].heir)


def says_the_same(wording: Statement, statement: Statement) -> bool:
    """Whether `wording` states all that `statement` does and nothing else: its words and places, of the same product, turned by the same words."""
    return (
        wording.who == statement.who
        and len(wording.named) <= 1
        and wording.values == statement.values
        and all(_stands(word, statement) for word in wording.words)
        and all(_stands(word, wording) for word in statement.words)
        and wording.turning == statement.turning
        and wording.turned == statement.turned
        and all(statement.measured.get(place, word) == word for place, word in wording.measured.items())
        and all(wording.measured.get(place) == word for place, word in statement.measured.items())
        and (not wording.turning or _scoped(wording, statement))
    )


def _stands(word: str, statement: Statement) -> bool:
    return word in statement.words or (not word.isascii() and word in statement.text)


def _scoped(wording: Statement, statement: Statement) -> bool:
    """The cheapest of these isn't the cheapest there is: the phrases that say among what stay."""
    return all(phrase in wording.text.casefold() for phrase in statement.known.scope if phrase in statement.text.casefold())
