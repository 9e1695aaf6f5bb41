"""Whether a summary says what its sentence says: whole clauses of it, word by word in their order, nothing added."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.telling import tellable
from ..phrasing.words import Words, stem, tokens, words
from .summary import Point, Sentence, Summary

MOST = 2
"""Points of a reply."""
_CLAUSE = re.compile(r",(?!\d{3})|[，;；]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*[%°℃]?")
_BOUND = {
    "zh": "如果 若 要是 除非 只 只有 仅 仅限 可能 也许 或许 一般 通常 有的 有些 部分 约 大约 据说 但 但是 不过 然而 时 的话 以下 以上",
    "en": "if when unless only may might can could some sometimes often usually mostly about around up but however though except until provided for",
}
"""Words that bound what is said, beside those that deny or compare."""


def checked(found: Summary, sentences: dict[str, Sentence], language: str, vocabulary: Vocabulary) -> tuple[Point, ...]:
    """The points whose quote is the sentence they name, that say no more than it and may be told; each sentence once."""
    points: dict[str, Point] = {}
    for each in found.claims:
        sentence = sentences.get(each.id)
        if sentence is None or _folded(each.quote) != _folded(sentence.text) or sentence.text not in sentence.piece.text:
            continue
        says = " ".join(each.says.split()).rstrip("。. ")
        own = sentence.piece.kind != "review" or _folded(says) in _folded(sentence.text)  # a buyer is quoted
        if own and says_no_more(says, sentence.text, language) and tellable(says, vocabulary, True):
            points.setdefault(each.id, Point(says, sentence))
    return tuple(points.values())[:MOST]


def says_no_more(says: str, sentence: str, language: str) -> bool:
    """A sentence that denies, compares or bounds anything stays whole; of another, clauses behind the first may go."""
    known, figures = words(language), _FIGURE.findall(sentence)
    if any(figure not in figures for figure in _FIGURE.findall(says)):
        return False
    every = [list(_content(clause, known, language)) for clause in _CLAUSE.split(sentence)]
    whole, said, place = _bounds([word for clause in every for word in clause], known, language), list(_content(says, known, language)), 0
    for number, content in enumerate(every):
        if said[place : place + len(content)] == content:
            place += len(content)
        elif number == 0 or whole:
            return False
    return place == len(said) > 0


def _content(text: str, known: Words, language: str) -> Iterator[str]:
    """Its words but those that state nothing."""
    for token in tokens(text, known):
        if not token.sign and (token.text not in known.neutral or token.text in _bound(language)):
            yield token.text


def _bounds(content: Sequence[str], known: Words, language: str) -> bool:
    kinds: Collection[str] = known.negative | known.comparing | _bound(language)
    return any(word in kinds or (not word.isascii() and word.startswith(known.prefixes)) for word in content)


@cache
def _bound(language: str) -> frozenset[str]:
    return frozenset(map(stem, _BOUND[language].split()))


def _folded(text: str) -> str:
    return "".join(text.split())
