"""Whether a clause states of its product what it says: it has nothing beside values, goods, names, numbers and words that state.

Denials, comparisons, other goods and what was once have no end of words, so none of them is looked for.
"""

import re
from collections.abc import Sequence
from functools import cache

from ...schema.product import Product
from ...understanding.language.lexicon import load
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary
from .measured import Passage, asked, clauses_of

_KNOWN = ("value", "attribute", "audience", "use", "number", "amount", "unit", "certificate", "class")
_DENIES = ("not", "not_after", "apart", "apart_after", "except_after", "besides", "complaint")


def stated(passage: Passage, product: Product, vocabulary: Vocabulary) -> bool:
    """Of the clauses that the quotation lies in: all that stands in them, with the quotation or around it. Goods are the product's own only by words
    of its title or its category. A question states nothing, nor does what goes on to the value of other goods."""
    own = " ".join((product.title, *product.category)).casefold()
    text, start, stop = clauses_of(passage)
    clause = text[start:stop]
    found = tokens(clause, vocabulary)
    if asked(passage) or _of_others(clause, found):
        return False
    rest, at = "", 0
    for token in found:
        if token.has(*_DENIES):
            return False
        if token.has(*_KNOWN) or (token.text.strip() and token.text.casefold() in own):
            rest, at = f"{rest}{clause[at : token.start]} ", token.end
    return _stating().fullmatch((rest + clause[at:]).casefold().replace("’", "'")) is not None


def _of_others(clause: str, found: Sequence[Token]) -> bool:
    """Whether it relates to goods by a value of theirs: "fits our cotton bag", 适用于纯棉睡袋. In Chinese a space ends what is said of them."""
    relates, goods = _words("relates"), _words("goods")
    related = valued = False
    for place, token in enumerate(found):
        before = found[place - 1].end if place else 0
        if not token.text.isascii() and clause[before : token.start].isspace():
            related = valued = False
        if related and valued and (token.has("category", "head") or token.text.casefold() in goods):
            return True
        valued = related and (valued or token.has("value", "number", "amount"))
        related = related or token.text.casefold() in relates
    return False


@cache
def _words(name: str) -> frozenset[str]:
    words = load("stating")[name]
    return frozenset(str(word) for language in ("zh", "en") for word in words[language])


@cache
def _stating() -> re.Pattern[str]:
    words = load("stating")
    chinese = sorted((re.escape(str(word)) for word in words["zh"]), key=len, reverse=True)
    latin = sorted((rf"\b{re.escape(str(word))}\b" for word in words["en"]), key=len, reverse=True)
    return re.compile(rf"(?:[\s、/（）()%°℃:：+&\d.-]|{'|'.join(chinese)}|{'|'.join(latin)})*")
