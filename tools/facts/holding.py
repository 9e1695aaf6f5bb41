"""Sentences of a product's own text that hold a value of the attribute asked for, whether or not they name it."""

from collections.abc import Sequence
from functools import lru_cache

from ...retrievers.lines.features import is_numbered
from ...schema.product import Product
from ...understanding.tokens.amount import Amount, with_amounts
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.concepts import Concept, concepts, concepts_of
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.on_file import Line
from ..decisions.reviews import Quoted
from ..wording.wording import Wording
from .describing import first, naming, pointed_at, titled
from .knowledge import names
from .stating import whole
from .terms_asked import wants_number

_ANYTHING = frozenset(("time", "count", "age", "years", "share", "temperature", "length", "stars", "money"))
"""Dimensions of so many things that a sentence must name the attribute: "sent within 12 hours" is not how long it keeps hot."""

_SIZES = ("dimensions", "size")
"""What any length tells something of, whichever it is."""


def holding(product: Product, attribute: str, label: str, language: str, vocabulary: Vocabulary) -> Quoted | None:
    """The first sentence with a word that the catalogue knows as a value of the attribute, of such goods or of any, or an amount that is measured as
    it is and as no other attribute of such goods: "cover only" is how pillows are washed, and no word on it of a pillowcase."""
    shelf = vocabulary.shelf(product.category[-1] if product.category else None)

    def measures(amount: Amount, sentence: str) -> bool:
        such = [facet.name for facet in vocabulary.measured(amount.unit) if facet.name == attribute or shelf.states(facet.name)]
        return attribute in such and ((len(such) == 1 and amount.dimension not in _ANYTHING) or names(label, sentence))

    def says(token: Token, sentence: str) -> bool:
        amount = token.value("amount")
        known = any(each.attribute == attribute and each.free and (each.concept or shelf.states(attribute)) for each in token.values("value"))
        return known or (amount is not None and amount.unit is not None and measures(amount, sentence))

    def fits(sentence: str) -> bool:
        return any(says(token, sentence) for token in with_amounts(tokens(sentence, vocabulary), sentence))

    return first(product, language, fits) or titled(product, language, fits)


def described_of(product: Product, attribute: str, wording: Wording, vocabulary: Vocabulary) -> Quoted | None:
    """What the product's own text says of an attribute that its record lacks: the sentence that names it, that a model pointed at, or that holds a
    value of it."""
    label, language = wording.label(f"attr.{attribute}"), wording.language
    named = naming(product, label, language)
    named = None if named is not None and (named.in_title or (wants_number(label) and not is_numbered(named.quote))) else named
    return named or pointed_at(product, attribute) or holding(product, attribute, label, language, vocabulary)


def valued(lines: Sequence[Line], asked: str, vocabulary: Vocabulary) -> Line | None:
    """The first of the seller's lines that holds a value of what is asked for by what such a thing is called in any trade: a light gray sofa, of its
    colour; 19 momme of silk, of what it is made of. What is measured is one only where nothing else is measured so."""
    own = [line for line in lines if line.source in ("description", "answer", "title")]
    for concept in _called(asked):
        words = [word for group in concept.groups.values() for word in group.words if len(word) > 1]
        found = next((line for line in own if any(whole(word, line.text) for word in words)), None)
        found = found or next((line for line in own if _measured(line.text, concept, vocabulary)), None)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1024)
def _called(asked: str) -> tuple[Concept, ...]:
    """The concepts that the words are a name of, else those that they end in: 表带材质 is a material."""
    said, whole = asked.casefold().strip(), concepts_of([asked.casefold().strip()])
    ends = (any(len(name) > 1 and said.endswith(name if not name.isascii() else f" {name}") for name in one.names) for one in concepts())
    return tuple(one for one, at_end in zip(concepts(), ends, strict=True) if (one.name in whole if whole else at_end))


def _measured(text: str, concept: Concept, vocabulary: Vocabulary) -> bool:
    amounts = (token.value("amount") for token in with_amounts(tokens(text, vocabulary), text))
    of = {one.dimension for one in amounts if one is not None}
    return bool(of & ({*concept.units} - _ANYTHING)) or (concept.name in _SIZES and "length" in of)
