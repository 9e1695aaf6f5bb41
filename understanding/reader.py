"""What a phrase or a sentence states by one catalogue's words: the goods, and conditions on what they state. Of buyers, guides and pages."""

from typing import NamedTuple

from ..schema.condition import Condition
from .grammar import parse
from .language.particulars import with_stand_ins, without_particulars
from .language.text import clean
from .ledger.united import united
from .subject import category_of, goods_of
from .tokens.amount import with_amounts
from .tokens.cursor import Message
from .tokens.lexer import tokens
from .tokens.narrowed import narrowed
from .tokens.parted import parted
from .tokens.plain_not import with_plain_not
from .tokens.stated import stated
from .vocabulary.shelf import Most, untold
from .vocabulary.vocabulary import Vocabulary


def impersonal(text: str) -> str:
    """The text without the buyer's name, address and numbers, or the marks that stand for them in a redacted one."""
    return without_particulars(with_stand_ins(text))


class Stated(NamedTuple):
    """`query` are the words of the goods as they stand."""

    category: str | None = None
    query: str = ""
    conditions: tuple[Condition, ...] = ()


class Reader:
    """By one catalogue's vocabulary. Safe to use from several threads: it keeps nothing between texts."""

    def __init__(self, vocabulary: Vocabulary, most: Most = untold) -> None:
        """`most` tells the largest number that the goods of a category state."""
        self.vocabulary = vocabulary
        self._most = most

    def read(self, text: str, category: str | None = None) -> Stated:
        """`category`: the goods that it is said of, where it names none itself."""
        said = impersonal(clean(text).text)
        parts = with_plain_not(with_amounts(tokens(said, self.vocabulary), said))
        of = category_of(parts) or category
        parts = narrowed(stated(parts, of, self.vocabulary), said, of, self.vocabulary)
        parts = parted(parts, said, of, self.vocabulary)
        gathered = parse(Message(said, parts, self.vocabulary, of, category, most=self._most))
        return Stated(*goods_of(parts, gathered.used), united(dict.fromkeys(gathered.conditions)))
