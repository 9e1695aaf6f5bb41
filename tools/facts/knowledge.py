"""What a word of the trade means, from the guides that speak of it."""

import re
from collections.abc import Sequence

from ...catalogue.certificates import is_standard
from ...catalogue.text import normal
from ...catalogue.wanted import code_pattern
from ...schema.evidence import Evidence
from ...understanding.language.whole_word import has_word
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.codes import codes
from ..claims.goods import of_other_goods, speaks_of_papers
from .answering import answering
from .stating import stating, whole

PIECES = 3
_APART = re.compile(r"[\s和与、/]+|\band\b|\bor\b")


def knowing(term: str, evidence: Sequence[Evidence], language: str, vocabulary: Vocabulary | None = None, goods: str = "") -> tuple[Evidence, ...]:
    """The passages whose lines answer the question, then those that name the term, the buyer's language first; none where no guide does.
    The line that states what the term is comes first; the likeliest that names it answers, however sure it is; who asks
    for standards is answered by a line that names one, and who asks for one by its code by the lines that have it. Of `goods`, the names of what is
    in hand, no guide to others speaks."""
    evidence = [piece for piece in evidence if not of_other_goods(piece.title, goods)]
    if is_standard(term):
        return _of_standard(term, evidence, language)
    words = term.split()
    papers = vocabulary is not None and speaks_of_papers(term, vocabulary)
    if papers:
        evidence = [piece for piece in evidence if names_papers(piece.line or piece.text, vocabulary)]
    likely = (
        piece for piece in evidence if piece.line and piece.kind != "web" and (papers or words and all(names(word, piece.line) for word in words))
    )
    answers = answering(evidence) or tuple(likely)[:1]
    if (first := stating(term, [piece for piece in evidence if piece.lang in (None, language)] or evidence)) is not None:
        evidence = [piece for piece in evidence if whole(term, piece.text)]
        answers = (first, *(piece for piece in answers if piece.line not in first.line and whole(term, piece.line)))
    told = {(piece.ref, piece.text) for piece in answers}
    naming = [piece for piece in evidence if piece.kind != "web" and names(term, piece.title + piece.text) and (piece.ref, piece.text) not in told]
    others = [piece.model_copy(update={"line": ""}) for piece in sorted(naming, key=lambda piece: piece.lang not in (None, language))]
    return (*answers, *others)[:PIECES]


def _of_standard(code: str, evidence: Sequence[Evidence], language: str) -> tuple[Evidence, ...]:
    """Of whatever year: GB/T 14272 is GB/T 14272-2021."""
    pattern = code_pattern(next(iter(codes(code.upper())), code))
    named = [piece for piece in evidence if pattern.search(normal(piece.line or piece.text)) or pattern.search(normal(piece.text))]
    found = [piece if pattern.search(normal(piece.line)) else piece.model_copy(update={"line": ""}) for piece in named]
    told = sorted(found, key=lambda piece: (piece.lang not in (None, language), not piece.line))
    first = stating(code, [piece for piece in told if piece.lang in (None, language)] or told)
    return ((first,) if first else ()) + tuple(piece for piece in told if first is None or piece.text != first.text)[: PIECES - bool(first)]


def names_papers(text: str, vocabulary: Vocabulary | None) -> bool:
    return bool(codes(text)) or vocabulary is not None and speaks_of_papers(text, vocabulary)


def names(term: str, text: str) -> bool:
    """Whether the text has one of the term's words: Latin ones as whole words, Chinese ones with spaces left out."""
    words = [word for word in _APART.split(term.casefold()) if word]
    plain, close = text.casefold(), text.casefold().replace(" ", "")
    return any(has_word(word, plain if word.isascii() else close) for word in words)
