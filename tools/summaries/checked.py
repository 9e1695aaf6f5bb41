"""Whether a summary says what its sentence says: whole clauses of it, word by word in their order, nothing added."""

import re

from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.telling import tellable
from ..phrasing.alignment import Alignment
from ..phrasing.words import tokens, words
from .summary import Point, Sentence, Summary

MOST = 2
"""Points of a reply."""
_CLAUSE = re.compile(r",(?!\d{3})|[，;；]")


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
    """Its clauses from the first on. One that denies, compares or limits anything stays whole, and no figure is left out: it would be a limit."""
    known = words(language)
    kept = _first(sentence, 1 + len(_CLAUSE.findall(says)))
    said, own, every = (tuple(tokens(text, known)) for text in (says, kept, sentence))
    left = [token for token in every[len(own) :] if not token.sign]
    if left and (any(known.limits(token.text) for token in every) or any(token.figure for token in left)):
        return False
    return bool(said) and Alignment(own, said, known).ends() is not None


def _first(sentence: str, count: int) -> str:
    """Its first clauses, as they stand."""
    ends = [found.start() for found in _CLAUSE.finditer(sentence)]
    return sentence[: ends[count - 1]] if count <= len(ends) else sentence


def _folded(text: str) -> str:
    return "".join(text.split())
