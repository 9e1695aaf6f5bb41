"""Whether a text speaks of goods: by words that a catalogue tells them by."""

from ...retrievers.analysis import normalise, terms
from ...retrievers.lexicon import accessories, things_in
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.vocabulary import Vocabulary
from .stance import asks

_GOODS = frozenset(
    ("value", "attribute", "attribute_tail", "certificate", "class", "measured", "field", "use", "market", "audience", "place", "brand", "series",
     "supplier_kind", "supplier_noun", "certificate_word", "category", "head", "comparative"),
)  # fmt: skip
"""Kinds of words by which products, suppliers and their papers are told."""
_PAPERS = ("papers", "paperwork", "certs")
"""What certificates are called beside their own words."""
_SPEAKING = 2
"""Letters of a word that says something by itself."""


def speaks_of_goods(text: str, vocabulary: Vocabulary) -> bool:
    return goods_at(text, vocabulary) is not None


def goods_at(text: str, vocabulary: Vocabulary) -> int | None:
    """Where the first word stands by which goods are told."""
    return next((token.start for token in tokens(text, vocabulary) if len(token.text) >= _SPEAKING and is_of_goods(token)), None)


def speaks_of_papers(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it names a certificate or speaks of certificates, papers too."""
    named = any(token.has("certificate", "certificate_word") for token in tokens(text, vocabulary))
    return named or not {*text.casefold().split()}.isdisjoint(_PAPERS)


def of_other_goods(title: str, names: str) -> bool:
    """Whether a text with this title speaks of other things of the trade than those looked for: a guide to backpacks asks nothing of sleeping bags.
    Things are told by the last of their words."""
    own = {*terms(names)}
    heads = {thing[-1] for thing in things_in(title)}
    return bool(own) and bool(heads) and not heads & own


def is_of_them(sentence: str, names: str) -> bool:
    """Whether it names the goods looked for and no other thing of the trade: it speaks of them whatever its page is called. A laser printer is a
    printer, and a mouse may be the wireless one; a school bag is no sleeping bag, and a bag may be any."""
    own, said = [*things_in(names)], [*things_in(sentence)]
    vague = {term for word in accessories() for term in terms(word)}
    return bool(said) and all(any(_ends(thing, each) or (_ends(each, thing) and thing[-1] not in vague) for each in own) for thing in said)


def _ends(thing: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return thing[-len(other) :] == other


def names_others(text: str, category: str, vocabulary: Vocabulary, said: str = "") -> bool:
    """Whether it names goods of the catalogue, none of which are of this category. Those that the question `said` are no others: sets per bed."""
    named, asked = ({kind for token in tokens(each, vocabulary) for kind in _categories(token)} for each in (text, said))
    return bool(named - asked) and normalise(category) not in named


def says_goods_alone(question: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing is said in it but goods and that they are to be chosen: 炒锅怎么选, "how do I choose?".
    No single line of a guide is asked for."""
    said = (token for token in tokens(question, vocabulary) if any(map(str.isalnum, token.text)))
    return all(token.has("category", "head", "reference", "stop") or asks().fullmatch(token.text) for token in said)


def _categories(token: Token) -> set[str]:
    return {normalise(str(each)) for each in token.values("category")} | {normalise(str(head.category)) for head in token.values("head")}


def is_of_goods(token: Token) -> bool:
    return token.has(*_GOODS)
