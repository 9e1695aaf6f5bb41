"""Sentences of a product's own text that speak of what is asked."""

from collections.abc import Callable

from ...schema.evidence import Evidence
from ...schema.product import Product
from ...understanding.language.text import language_of
from ...understanding.tokens.aspects import mentions
from ...understanding.tokens.capabilities import capabilities_in
from ..claims.dictating import puts_words
from ..claims.sentences import stretches
from ..decisions.reviews import Quoted
from ..wording.plain import citable
from .compared import without_compared
from .knowledge import names
from .pointing import speaks_of_others
from .recorded import content, stands
from .terms import words_of_goods


def naming(product: Product, term: str, language: str) -> Quoted | None:
    """The first sentence of the description that has all the words of the term that carry meaning, else the title that has them; in the other
    language what they are called there."""
    every, said = term.split(), content(term)
    meaning = [word for word in said if not any(word in other for other in said - {word})]

    def has(text: str) -> bool:
        abroad = language_of(text) != language_of(term)
        told = bool(meaning) and all(stands(word, text, abroad) for word in meaning)
        return told or (bool(every) and all(names(word, text) for word in every))

    return first(product, language, has) or titled(product, language, has)


def titled(product: Product, language: str, fits: Callable[[str], bool]) -> Quoted | None:
    for title, lang in ((product.text(language).title, language), (product.title, product.lang)):
        if title and citable(title) and not puts_words(title) and not speaks_of_others(title) and fits(title):
            return Quoted(Evidence(kind="product", ref=product.id, title=product.title, text=title, lang=lang), title, in_title=True)
    return None


def speaking(product: Product, aspect: str, language: str) -> Quoted | None:
    """The first sentence of the description that speaks of the aspect."""
    return first(product, language, lambda sentence: any(mention.aspect == aspect for mention in mentions(sentence)))


def offering(product: Product, capability: str, language: str) -> Quoted | None:
    """The first sentence of the description that says that it can be had so, else the title that does."""
    says = lambda text: capability in capabilities_in(text)  # noqa: E731
    return first(product, language, says) or titled(product, language, says)


def promising(product: Product, terms: str, language: str) -> Quoted | None:
    """The first sentence of the description that states the terms, where those are of goods."""
    words = words_of_goods(terms)
    return first(product, language, lambda sentence: any(word in sentence.casefold() for word in words))


def pointed_at(product: Product, attribute: str) -> Quoted | None:
    """The sentence that holds what a language model found of the attribute; the words are the seller's, the finding is a pointer to them."""
    found = product.inferred.get(attribute)
    if found is None:
        return None
    text = product.description if found.field == "description" else product.title
    sentence = next((each for each in _split(text) if found.quote in each), found.quote)
    if not citable(sentence) or puts_words(sentence) or speaks_of_others(sentence):
        return None
    return Quoted(Evidence(kind="product", ref=product.id, title=product.title, text=sentence, lang=product.lang), sentence, found.field == "title")


def first(product: Product, language: str, fits: Callable[[str], bool]) -> Quoted | None:
    """The first sentence of the description that fits by what it says of this product, and can be quoted."""
    said = (one for one in sentences(product, language) if citable(one) and not puts_words(one) and not speaks_of_others(one))
    return next((_quoted(product, sentence, language) for sentence in said if fits(without_compared(sentence))), None)


def sentences(product: Product, language: str) -> list[str]:
    return _split(product.text(language).description or product.description)


def _split(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in stretches(text)]


def _quoted(product: Product, sentence: str, language: str) -> Quoted:
    title = product.text(language).title or product.title
    return Quoted(Evidence(kind="product", ref=product.id, title=title, text=sentence, lang=product.lang), sentence)
