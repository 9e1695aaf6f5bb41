"""The attribute by whose recorded values the buyer may judge words that nothing decides: quiet, of the wheels that are stated."""

from collections.abc import Iterator, Sequence

from ...dialogue.gradable import graded
from ...retrievers.analysis import words
from ...schema.product import Product
from ...understanding.language.atom import keys
from ...understanding.tokens.lacked import unwanted
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..searching.meanings import Labelled, Meanings
from ..searching.wish import Record, wish
from ..wording.wording import Wording
from .recorded import recorded

LONGEST = 60
"""Letters of a value that is quoted."""
SHORT = 40
"""Letters of one that is held against words: others are sentences."""
FEW = 3
"""Words of a wish that a value may answer."""
MOST, EVERY = 40, 3
"""Attributes that words are held against, the most stated first; of so many products one must state it."""


class Akin:
    """Of the goods of one reply."""

    def __init__(self, category: str | None, vocabulary: Vocabulary, meanings: Meanings, wording: Wording) -> None:
        self._category, self._vocabulary, self._meanings, self._wording = category, vocabulary, meanings, wording
        self._read: dict[tuple[str, ...], Labelled] = {}

    def __call__(self, text: str, products: Sequence[Product]) -> str | None:
        """One that the products state: the number by which such a wish goes, by its name or a value in the words, else the one that is nearest in
        meaning. None where there is none."""
        for product in products:
            record = Record.of(product, self._wording.language)
            if (by_number := wish(text).number(record)) is not None:
                return None if wish(text).guessed(record) else by_number
        ids = tuple(product.id for product in products)
        if ids not in self._read:
            self._read[ids] = self._labelled(products)
        stated, said = self._read[ids], unwanted(text) or text
        few = len(words(said)) <= FEW  # a sentence asks more than what it names
        named = (name for name in self._named(said, products) if name in stated) if few else iter(())
        by_name = next(named, None)
        numbered = any(map(str.isdigit, said))  # vectors hardly tell one number, or one model, from another
        return by_name if by_name or numbered or not few else self._meanings.attribute(said, stated)

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

    def _labelled(self, products: Sequence[Product]) -> Labelled:
        """What is stated in so few words that it can be quoted, by its names in both languages and its values in the buyer's."""
        own, tongues = self._wording, [self._wording.in_language(language) for language in ("zh", "en")]
        values: dict[str, list[object]] = {}
        for product in products:
            told = product.text(own.language).attributes
            for name, value in product.attributes.items():
                if len(own.value(said := told.get(name, value), name)) <= LONGEST and _tells(value, product):
                    values.setdefault(name, []).append(said)
        often = dict(sorted(((name, of) for name, of in values.items() if len(of) * EVERY >= len(products)), key=lambda one: -len(one[1]))[:MOST])
        return {
            name: (tuple(dict.fromkeys(tongue.label(f"attr.{name}") for tongue in tongues)), _texts(own.label(f"attr.{name}"), of))
            for name, of in often.items()
        }


def _tells(value: object, product: Product) -> bool:
    """Whether it is more than a sign, and no name of the goods themselves."""
    return not isinstance(value, str) or (len(value) > 1 and value.casefold() not in map(str.casefold, product.category))


def _texts(label: str, values: Sequence[object]) -> tuple[str, ...]:
    every = dict.fromkeys(one for value in values for one in (value if isinstance(value, tuple) else (value,)) if not isinstance(one, bool))
    short = [one for one in every if 1 < len(str(one)) <= SHORT]
    return (*(f"{label} {one}" for one in short), *(one for one in short if isinstance(one, str)))
