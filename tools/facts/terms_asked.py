"""The words of a free question that carry its meaning, each with its weight, and how far a line has them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log10
from typing import Any

import yaml

from ...retrievers.analysis import frequency, is_chinese, words
from ...retrievers.analysis import stem as stemmed
from ...retrievers.dictionary import seen
from ...retrievers.held import held
from ...retrievers.lexicon import is_thing
from ...retrievers.lines.features import asks_number
from ...retrievers.stop_words import STOP_WORDS
from ...schema.product import Product

_EITHER = re.compile(r"([\u4e00-\u9fff]{1,2})[不没]\1")
_HAVING = re.compile(r"有没有|有木有")
_NUMBER = re.compile(r"多少|几(?=[\u4e00-\u9fff])")
KIND, GENERIC, SIGN, NUMBER = 0.15, 0.4, 0.5, 0.3
"""Of the weight of a word: of one that is what the product is called, of one that names what all goods have (material), of a single Chinese sign; the
weight of a number."""
UNKNOWN = 3000
"""How common a Chinese word counts that the dictionary doesn't have: it is mostly cut in the wrong place."""

KEY_SIGNS, KEY_WORDS = 10, 6
"""Of a name of what is asked, at most."""
_MARKS = " ?？!！。.,，;；…"
_AUXILIARY = re.compile(r"(?<![\w'’-])(?:is|are|was|do|does|did|can|could|will|would|shall|should|may|might|must)(?![\w'’-])", re.IGNORECASE)
_OF_SIDE = re.compile("的(?=还是|或)")
_SENTENCE = re.compile(r"[?？!！。，,;；…]|\.\s")

Terms = Mapping[str, float]


@cache
def answering_words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("answering.yaml").read_text("utf-8"))
    return loaded


@cache
def asking() -> frozenset[str]:
    """Words that ask, count or bind, and say nothing of the thing asked about."""
    row = asking_words()["asking"]
    return frozenset((*row["phrases"], *(stemmed(word) for word in row["en"])))


@cache
def asking_words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(files(__package__).joinpath("alike.yaml").read_text("utf-8"))
    return loaded


def terms_asked(question: str, product: Product, *, called_too: bool = True) -> Terms:
    """The rarer the heavier, from 0 to 1; what the product is called weighs little, as all lines are about it, or is left out."""
    called, found = _called(product), dict[str, float]()
    for word in words(affirmed(question)):
        term = word.term
        if term in _empty() or term in asking() or (not called_too and _is_called(term, called)):
            continue
        if not is_chinese(term):
            weight = NUMBER if any(map(str.isdigit, term)) else 1 / (1 + log10(1 + seen(term)))
        else:
            known = frequency(term)
            term = term if known else "".join(sign for sign in term if sign not in _asking_signs())
            weight = 1 / (1 + log10(1 + (known or UNKNOWN)) / 1.5) * (SIGN if len(term) == 1 else 1)
        if term:
            found[term] = weight * (KIND if _is_called(term, called) else GENERIC if term in _generic() else 1)
    return found


def key_words(asked: str) -> str:
    """The few words that name what is asked, without those around them that only ask; "" where it takes a sentence."""
    said = asked.strip(_MARKS)
    if _SENTENCE.search(said):
        return ""
    if not said.isascii():
        said = _OF_SIDE.sub("", _edges().sub("", said))
        return said if len(said) <= KEY_SIGNS else ""
    for part in _AUXILIARY.split(said) if said.casefold().startswith(("what ", "which ")) else (said,):
        told = part.split()
        telling = [place for place, word in enumerate(told) if word.casefold().strip(_MARKS) not in _around()]
        if telling and (named := told[telling[0] : telling[-1] + 1]):
            return " ".join(named) if len(named) <= KEY_WORDS else ""
    return ""


@cache
def _around() -> frozenset[str]:
    """English words that name nothing at either end of what is asked."""
    return frozenset((*answering_words()["empty"]["en"].split(), *STOP_WORDS, *answering_words()["around"]["en"])) - {"how", "where", "when"}


@cache
def _edges() -> re.Pattern[str]:
    row = answering_words()["around"]["zh"]
    first, last = ("|".join(map(re.escape, sorted(each, key=len, reverse=True))) for each in (row["before"], row["behind"]))
    return re.compile(rf"^(?:{first}|第.{{1,2}}[个款件条只双])+|(?:{last})+$")


def affirmed(question: str) -> str:
    """掉不掉色 asks of 掉色, 有没有 of 有, 多少度 of 度."""
    return _NUMBER.sub(" ", _EITHER.sub(r"\1", _HAVING.sub("有", question)))


def _called(product: Product) -> frozenset[str]:
    """Its shelf in both languages, and the things that its titles name."""
    paths = (product.category, *(product.text(language).category for language in ("zh", "en")))
    shelf = {term for path in paths for name in path for word in words(name) for term in (word.term, *word.parts)}
    titles = (product.title, *(product.text(language).title or "" for language in ("zh", "en")))
    things = {word.term for title in titles for word in words(title) if is_thing(word.term)}
    return frozenset(shelf | things)


def _is_called(term: str, called: frozenset[str]) -> bool:
    return term in called or (is_chinese(term) and len(term) > 1 and any(term in name for name in called))


def coverage(terms: Terms, text: str) -> tuple[float, float]:
    """How much of the question's weight the text has, 0-1; and the heaviest of what it lacks."""
    whole = sum(terms.values())
    if not whole:
        return 0.0, 0.0
    has = {term: held(term, text) for term in terms}
    return sum(terms[term] * share for term, share in has.items()) / whole, max(terms[term] * (1 - share) for term, share in has.items())


def wants_number(asked: str) -> bool:
    """Whether nothing but a number answers it."""
    said, row = asked.casefold(), answering_words()["counts"]
    return asks_number(asked) or said.endswith(tuple(row["zh"])) or not {*said.split()}.isdisjoint(row["en"])


@cache
def _empty() -> frozenset[str]:
    return frozenset(stemmed(word) for word in answering_words()["empty"]["en"].split()) | frozenset(answering_words()["empty"]["zh"])


@cache
def _generic() -> frozenset[str]:
    row = answering_words()["generic"]
    return frozenset((*row["zh"], *map(stemmed, row["en"])))


@cache
def _asking_signs() -> frozenset[str]:
    return frozenset(answering_words()["signs"])
