"""Which sentences of outside pages and of reviews a model may sum up: those that a reply could quote."""

from collections.abc import Iterator, Sequence

from ...schema.evidence import Evidence
from ...understanding.tokens.aspects import mentions
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..claims.claims import TRUSTED
from ..claims.fused import is_outside
from ..claims.sentences import sentences
from ..claims.telling import tellable
from .summary import Sentence

MOST = 12
"""Sentences in a prompt."""
LONGEST = 200
"""Characters of one: it is told whole or not at all."""


def heard(passages: Sequence[Evidence], reviews: Sequence[Evidence], language: str, vocabulary: Vocabulary) -> dict[str, Sentence]:
    """By a number. `passages` have been through the claims' gate (`fused`): of them the sentences that ask something of the goods, and of reviews
    those that speak of how a product is; so that an order is none."""
    every = (*_of_pages(passages, language), *_of_reviews(reviews, language, vocabulary))
    found = [each for each in every if len(each.text) <= LONGEST]
    return {str(number): each for number, each in enumerate(found[:MOST], 1)}


def _of_pages(passages: Sequence[Evidence], language: str) -> Iterator[Sentence]:
    for piece in passages:
        if is_outside(piece) and piece.lang in (None, language) and piece.trust >= TRUSTED:
            yield from (
                Sentence(claim.text, piece)
                for claim in piece.claims
                if claim.says != "plain" and claim.tells and not claim.about and not claim.against
            )


def _of_reviews(reviews: Sequence[Evidence], language: str, vocabulary: Vocabulary) -> Iterator[Sentence]:
    for piece in reviews:
        if piece.lang in (None, language):
            for sentence in sentences(piece.text):
                if mentions(sentence.text) and tellable(sentence.text, vocabulary, True):
                    yield Sentence(sentence.text, piece)
