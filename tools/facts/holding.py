"""Sentences of a product's own text that hold a value of the attribute asked for, whether or not they name it."""

from ...schema.product import Product
from ...understanding.tokens.amount import Amount, with_amounts
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..decisions.reviews import Quoted
from .describing import first
from .knowledge import names

_ANYTHING = frozenset(("time", "count", "age", "years", "share", "temperature", "length", "stars", "money"))
"""Dimensions of so many things that a sentence must name the attribute: "sent within 12 hours" is not how long it keeps hot."""


def holding(product: Product, attribute: str, label: str, language: str, vocabulary: Vocabulary) -> Quoted | None:
    """The first sentence with a word that the catalogue knows as a value of the attribute, or an amount that is measured as it is and as no other
    attribute of such goods."""
    shelf = vocabulary.shelf(product.category[-1] if product.category else None)

    def measures(amount: Amount, sentence: str) -> bool:
        such = [facet.name for facet in vocabulary.measured(amount.unit) if facet.name == attribute or shelf.states(facet.name)]
        return attribute in such and ((len(such) == 1 and amount.dimension not in _ANYTHING) or names(label, sentence))

    def says(token: Token, sentence: str) -> bool:
        amount = token.value("amount")
        known = any(each.attribute == attribute and each.free for each in token.values("value"))
        return known or (amount is not None and amount.unit is not None and measures(amount, sentence))

    return first(product, language, lambda sentence: any(says(token, sentence) for token in with_amounts(tokens(sentence, vocabulary), sentence)))
