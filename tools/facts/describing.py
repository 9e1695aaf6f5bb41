"""Sentences of a product's own text that speak of what is asked."""

from collections.abc import Callable

from ...schema.evidence import Evidence
from ...schema.product import Product
from ...understanding.tokens.aspects import mentions
from ..decisions.reviews import Quoted
from ..wording.plain import citable
from .knowledge import names

_ENDS = "。.!！?？;；\n"


def naming(product: Product, term: str, language: str) -> Quoted | None:
    """The first sentence of the description that has all the words of the term."""
    words = term.split()
    return _first(product, language, lambda sentence: bool(words) and all(names(word, sentence) for word in words))


def speaking(product: Product, aspect: str, language: str) -> Quoted | None:
    """The first sentence of the description that speaks of the aspect."""
    return _first(product, language, lambda sentence: any(mention.aspect == aspect for mention in mentions(sentence)))


def _first(product: Product, language: str, fits: Callable[[str], bool]) -> Quoted | None:
    return next((_quoted(product, sentence, language) for sentence in _sentences(product, language) if citable(sentence) and fits(sentence)), None)


def _sentences(product: Product, language: str) -> list[str]:
    text = product.text(language).description or product.description
    for end in _ENDS:
        text = text.replace(end, end + "\0")
    return [sentence.strip() for sentence in text.split("\0") if sentence.strip()]


def _quoted(product: Product, sentence: str, language: str) -> Quoted:
    title = product.text(language).title or product.title
    return Quoted(Evidence(kind="product", ref=product.id, title=title, text=sentence, lang=product.lang), sentence)
