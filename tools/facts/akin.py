"""The attribute by whose recorded values the buyer may judge words that nothing decides: quiet, of the wheels that are stated."""

from collections.abc import Iterator, Sequence

from ...dialogue.gradable import graded
from ...retrievers.analysis import words
from ...schema.product import Product
from ...understanding.language.atom import keys
from ...understanding.tokens.lacked import unwanted
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..searching.wish import Record, wish
from ..wording.wording import Wording
from .recorded import recorded

LONGEST = 60
"""Letters of a value that is quoted."""
FEW = 3
"""Words of a wish that a value may answer."""
EVERY = 3
"""Of so many products one must state it."""


class Akin:
    """Of the goods of one reply."""

    def __init__(self, category: str | None, vocabulary: Vocabulary, wording: Wording) -> None:
        self._category, self._vocabulary, self._wording = category, vocabulary, wording

    def __call__(self, text: str, products: Sequence[Product]) -> str | None:
        """One that the products state: the number by which such a wish goes, else one by its name or a value in the
        words. None where there is none."""
        for product in products:
            record = Record.of(product, self._wording.language)
            if (by_number := wish(text).number(record)) is not None:
                return None if wish(text).guessed(record) else by_number
        said = unwanted(text) or text
        named = self._named(said, products) if len(words(said)) <= FEW else iter(())  # a sentence asks more than what it names
        return next((name for name in named if self._is_stated(name, products)), None)

    def _is_stated(self, name: str, products: Sequence[Product]) -> bool:
        """Whether one of so many states it, in so few words that it can be quoted, as more than a sign and no name of the goods themselves."""
        told = [(one, value) for one in products if (value := one.attributes.get(name))]
        telling = [
            one.text(self._wording.language).attributes.get(name, value)
            for one, value in told
            if not isinstance(value, str) or (len(value) > 1 and value.casefold() not in map(str.casefold, one.category))
        ]
        return len(telling) * EVERY >= len(products) > 0 and all(len(self._wording.value(value, name)) <= LONGEST for value in telling)

    def _named(self, said: str, products: Sequence[Product]) -> Iterator[str]:
        """By values that others of their kind have, by what the words grade, by names of fields in them, and by words of the records."""
        of_shelf = self._vocabulary.recorded(self._category)
        for way in wish(said).ways:
            if (found := of_shelf.get(keys(way))) is not None:
                yield found[0]
        for grade in graded(said):
            yield from self._vocabulary.concepts.get(grade.concept, ())
        for word in words(said):
            for meaning in self._vocabulary.phrases.get(word.term):
                yield from meaning.value if meaning.kind == "attribute" else ()
        for product in products:
            yield from recorded(product, said, self._wording)[0]
