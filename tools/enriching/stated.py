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


def stated(passage: Passage, product: Product, attribute: str, vocabulary: Vocabulary) -> bool:
    """Of the clauses that the quotation lies in: all that stands in them, with the quotation or around it. Goods are the product's own only by words
    of its title or its category. A question states nothing, nor does what goes on to the value of other goods,
    nor, of an attribute that tells no purpose, what the product is for."""
    own = " ".join((product.title, *product.category)).casefold()
    text, start, stop = clauses_of(passage)
    clause = text[start:stop]
    found = tokens(clause, vocabulary)
    if asked(passage) or _of_others(clause, found) or (not _tells_a_purpose(attribute) and _only_for(passage, start, found, attribute)):
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


def _tells_a_purpose(attribute: str) -> bool:
    name = attribute.casefold()
    return not _words("purposes").isdisjoint(re.findall(r"[a-z]+", name)) or any(word in name for word in _words("purposes") if not word.isascii())


def _only_for(passage: Passage, start: int, found: Sequence[Token], attribute: str) -> bool:
    """Whether each value of the attribute in the quotation stands right behind what tells what goods are for."""
    values = [start + token.start for token in found if any(each.attribute == attribute for each in token.values("value"))]
    quoted = [at for at in values if passage.start <= at < passage.end]
    return bool(quoted) and all(_suits().search(passage.text[start:at].casefold()) for at in quoted)


@cache
def _suits() -> re.Pattern[str]:
    chinese, latin = ("|".join(map(str, load("stating")["suits"][language])) for language in ("zh", "en"))
    return re.compile(rf"(?:{chinese})$|\b(?:{latin})\s+(?:(?:a|an|the|our|your|any|all|soft|pure|natural)\s+)*$")


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
