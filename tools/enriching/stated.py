"""Whether a clause states of its product what it says: it has nothing beside values, goods, names, numbers and words that state.

Denials, comparisons, other goods and what was once have no end of words, so none of them is looked for.
"""

import re
from functools import cache

from ...schema.product import Product
from ...understanding.language.lexicon import load
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary
from .measured import CLAUSE, Passage

_KNOWN = ("value", "attribute", "audience", "use", "number", "amount", "unit", "certificate", "class")
_DENIES = ("not", "not_after", "apart", "apart_after", "except_after", "besides", "complaint")


def stated(passage: Passage, product: Product, vocabulary: Vocabulary) -> bool:
    """Of the clauses that the quotation lies in: all that stands in them, with the quotation or around it. Goods are the product's own only by words
    of its title or its category."""
    own = " ".join((product.title, *product.category)).casefold()
    text = passage.text
    start = max((end.end() for end in CLAUSE.finditer(text, 0, passage.start)), default=0)
    stop = CLAUSE.search(text, passage.end)
    clause = text[start : stop.start() if stop else len(text)]
    rest, at = "", 0
    for token in tokens(clause, vocabulary):
        if token.has(*_DENIES):
            return False
        if token.has(*_KNOWN) or (token.text.strip() and token.text.casefold() in own):
            rest, at = f"{rest}{clause[at : token.start]} ", token.end
    return _stating().fullmatch((rest + clause[at:]).casefold().replace("’", "'")) is not None


@cache
def _stating() -> re.Pattern[str]:
    words = load("stating")
    chinese = sorted((re.escape(str(word)) for word in words["zh"]), key=len, reverse=True)
    latin = sorted((rf"\b{re.escape(str(word))}\b" for word in words["en"]), key=len, reverse=True)
    return re.compile(rf"(?:[\s、/（）()%°℃:：+&\d.-]|{'|'.join(chinese)}|{'|'.join(latin)})*")
