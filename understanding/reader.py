"""The reader of phrases and sentences of buyers, guides and pages: the goods named and the conditions on them, in one catalogue's words."""

from typing import NamedTuple

from ..schema.condition import Condition
from .grammar import parse
from .language.personal_data import with_stand_ins, without_personal_data
from .language.text import clean
from .ledger.united import united
from .subject import category_of, goods_of
from .tokens.amount import with_amounts
from .tokens.bare_negation import with_plain_not
from .tokens.cursor import Message
from .tokens.flag_values import stated
from .tokens.lexer import tokens
from .tokens.narrower_values import narrowed
from .tokens.value_parts import parted
from .vocabulary.shelf import Most, untold
from .vocabulary.vocabulary import Vocabulary


def impersonal(text: str) -> str:
    """`text` without the buyer's name, address and numbers, or the marks that replace them in a redacted text."""
    return without_personal_data(with_stand_ins(text))


class Stated(NamedTuple):
    """`query`: the words that name the goods, as written."""

    category: str | None = None
    query: str = ""
    conditions: tuple[Condition, ...] = ()


class Reader:
    """Reader with one catalogue's vocabulary. Thread-safe: it keeps nothing between texts."""

    def __init__(self, vocabulary: Vocabulary, most: Most = untold) -> None:
        """`most` gives the largest number that a category's products state for an attribute."""
        self.vocabulary = vocabulary
        self._most = most

    def read(self, text: str, category: str | None = None) -> Stated:
        """`category`: the category that the text is about, if it names none itself."""
        said = impersonal(clean(text).text)
        parts = with_plain_not(with_amounts(tokens(said, self.vocabulary), said))
        of = category_of(parts) or category
        parts = narrowed(stated(parts, of, self.vocabulary), said, of, self.vocabulary)
        parts = parted(parts, said, of, self.vocabulary)
        gathered = parse(Message(said, parts, self.vocabulary, of, category, most=self._most))
        return Stated(*goods_of(parts, gathered.used), united(dict.fromkeys(gathered.conditions)))
