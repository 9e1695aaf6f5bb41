"""What the seller says of a wish in other words than the buyer's: the line of a record, a description or an answer that means it."""

import re

from ...dialogue.gradable import graded
from ...retrievers.held import held
from ...understanding.language.text import language_of
from ..decisions.offer import Offer
from ..decisions.on_file import Line
from ..searching.wish import flagged, wish
from .answers import Answers
from .terms_asked import terms_asked

SURE = 0.85
"""How sure a line must be to say what is wished, 0-1: of the dozen wishes that have such a line among the development turns eleven did."""
LOOKED_UP = 2
"""Wishes of one reply that are looked up: each costs some 20 ms a line."""
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_BOUND = re.compile(r"[≤≥<>]")


class Heard:
    """Of one store's products, in the buyer's language; the first few wishes alone."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._found: dict[str, dict[str, Line | None]] = {}

    def __call__(self, offer: Offer, words: str) -> Line | None:
        """None where nothing says it, where something denies it, and of a bound or what isn't wanted; what buyers wrote proves nothing."""
        if words not in self._found and (len(self._found) >= LOOKED_UP or _BOUND.search(words) or wish(words).unwanted):
            return None
        told = self._found.setdefault(words, {})
        if offer.id not in told:
            found = self._answers(offer.product, words)
            sure = found.told and found.sure >= SURE and found.verdict is not False and not found.disputed
            told[offer.id] = found.lines[0] if sure and _is_said(words, found.lines[0], offer) else None
        return told[offer.id]


def _is_said(words: str, line: Line, offer: Offer) -> bool:
    """Whether it is the seller's, and has every number of the wish and, in the same language, the rarest of its words that grade
    nothing: no low maintenance is low light."""
    if line.source == "review" or (line.source == "record" and flagged(line.quoted.quote) is False):
        return False
    if not {*_NUMBERS.findall(words)} <= {*_NUMBERS.findall(line.text)}:
        return False
    if language_of(line.text) != language_of(words):
        return True
    terms = terms_asked(words, offer.product)
    telling = [term for term in terms if not graded(term)]
    wanted = [max(telling, key=lambda term: terms[term])] if telling else [*terms]
    return bool(wanted) and all(held(term, line.text) == 1 for term in wanted)
