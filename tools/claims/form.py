"""Whether a stranger's sentence is of a form that is understood: each of its words is known, as a word of the trade or one of form.yaml."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Literal

import yaml

from ...retrievers.analysis import all_words
from ...retrievers.lexicon import chinese_nouns, noun_phrases
from ...understanding.tokens.lexer import tokens
from ...understanding.tokens.token import Token
from ...understanding.vocabulary.concepts import concepts
from ...understanding.vocabulary.vocabulary import Vocabulary
from .codes import in_codes
from .measured import is_unit
from .measures import measures, worded
from .stance import assertion, stance

Form = Literal["advice", "standing"]
"""What to take; what a brand, which it begins with, is."""
_WORDS: dict[Form, tuple[str, ...]] = {"advice": ("joins", "cases", "goods", "advises"), "standing": ("joins", "cases", "goods", "brands")}
_OF_GOODS = ("value", "attribute", "attribute_tail", "class", "measured", "use", "market", "audience", "category", "head", "series", "number", "unit",
             "certificate", "certificate_word")  # fmt: skip
_BRANDS = ("brand", "common_brand")
_KINDS: dict[Form, tuple[str, ...]] = {"advice": _OF_GOODS, "standing": (*_OF_GOODS, *_BRANDS, "place", "firm")}
_DENYING = ("not", "not_after", "apart", "except_after")
_WORDS_OF_ONE = 4
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OWNING = re.compile(r"(?<=[A-Za-z])['’]s(?![A-Za-z])")
_SAID = re.compile(r"[^\W_]+")
_STANDARD = ("标准", "standard", "standards")
_UNSAID = re.compile(r"[?？\"“”「」]")
"""Marks of what isn't plainly said: a question, somebody else's words."""


@lru_cache(maxsize=8192)
def understood(sentence: str, vocabulary: Vocabulary, form: Form, names: str = "") -> bool:
    """Whether nothing stands in it but words that are known, so that it can't say otherwise than it is read. `names` are what the goods looked for
    are called: a switch, U 盘."""
    said = _OWNING.sub("", assertion(sentence))
    if _UNSAID.search(said):
        return False
    found = tokens(said, vocabulary)
    if form == "standing" and (not (found and found[0].has(*_BRANDS)) or _is_a_standard(said, found)):
        return False
    known = [False] * len(said)
    for start, end in (*_told(found, form), *_listed(said, form), *_things(said), *_measured(said), *_named(said, names)):
        known[start:end] = [True] * (end - start)
    return all(all(known[word.start() : word.end()]) for word in _SAID.finditer(said))


def _is_a_standard(said: str, found: Sequence[Token]) -> bool:
    """Whether it speaks of a standard and names none: that a brand is one, no record can be held against."""
    speaks = any(token.has("certificate_word") and token.text.casefold() in _STANDARD for token in found)
    return speaks and not any(token.has("certificate") for token in found) and next(in_codes(said), None) is None


def _told(found: Sequence[Token], form: Form) -> Iterator[tuple[int, int]]:
    """Words by which goods are told, and bounds beside their numbers ("over 3000 mm", not "cotton over polyester")."""
    kinds = _KINDS[form]
    for place, token in enumerate(found):
        before = place and found[place - 1].has("number", "unit")
        after = place + 1 < len(found) and found[place + 1].has("number")
        if token.has(*_DENYING):
            continue
        if token.has(*kinds) or (token.has("bound") and after) or (token.has("bound_after") and before):
            yield token.start, token.end


def _measured(text: str) -> Iterator[tuple[int, int]]:
    """Measures with their bounds, standards by their codes, and what attributes of goods are called, whether or not the catalogue has them."""
    yield from ((one.start, one.end) for one in measures(text) if is_unit(one.unit))
    yield from (found.span() for found in in_codes(text))
    yield from (found.span() for found in _attributes().finditer(text))


@cache
def _attributes() -> re.Pattern[str]:
    names = {name for concept in concepts() for name in concept.names if len(name) > 1}
    return worded(names)


def _listed(text: str, form: Form) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _pattern(form).finditer(text))


def _things(text: str) -> Iterator[tuple[int, int]]:
    """Things of the trade, whether or not the catalogue has them: a laptop, a coffee machine, 电脑."""
    words = list(_SAID.finditer(text))
    terms = [all_words(word[0]) if word[0].isascii() else () for word in words]
    for first, last in combinations(range(len(words) + 1), 2):
        if last - first <= _WORDS_OF_ONE and tuple(term.term for some in terms[first:last] for term in some) in noun_phrases():
            yield words[first].start(), words[last - 1].end()
    yield from (found.span() for found in _han_things().finditer(text))


def _named(text: str, names: str) -> Iterator[tuple[int, int]]:
    """The words of the goods' own names; Chinese ones also as they stand together (U盘, 电脑电源: 电源)."""
    words = {word for word in _SAID.findall(names) if len(word) > 1}
    words |= {word[-2:] for word in words if _CHINESE.search(word)}
    for word in words:
        spaced = r"\s?".join(map(re.escape, word)) if _CHINESE.search(word) else rf"(?<![A-Za-z]){re.escape(word)}(?:e?s)?(?![A-Za-z])"
        yield from (found.span() for found in re.finditer(spaced, text, re.IGNORECASE))


@cache
def _han_things() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, chinese_nouns()), key=len, reverse=True)))


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    """Chinese words wherever they stand, others as whole words; the longest first."""
    listed = [str(word) for kind in _WORDS[form] for words in _loaded()[kind].values() for word in words]
    listed += [word for words in stance()["called"].values() for word in words] if form == "standing" else []
    every = sorted(set(listed), key=len, reverse=True)
    han, latin = [word for word in every if _CHINESE.search(word)], [word for word in every if not _CHINESE.search(word)]
    return re.compile("|".join([*map(re.escape, han), rf"(?<![A-Za-z'’-])(?:{'|'.join(map(re.escape, latin))})(?![A-Za-z'’-])"]), re.IGNORECASE)


@cache
def _loaded() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(files(__package__).joinpath("form.yaml").read_text("utf-8"))
    return loaded
