"""Words that nobody knows, of which titles of the goods in hand say that they are so: "front opening" among suitcases opens no other topic."""

from dataclasses import replace

from ...retrievers.titled import Titles
from ...schema.need import Need
from ..tokens.cues import Cues
from ..tokens.lexer import tokens
from ..vocabulary.vocabulary import Vocabulary
from .foreign import is_thing
from .subject import Subject

_FEW = 4
"""Words of what goods are said to be like."""


def titled_so(about: Subject, said: str, need: Need, told: Cues, vocabulary: Vocabulary, titles: Titles) -> Subject:
    """`about` with its words, `said` in the message, attached to the goods of `need`, where they name no thing of the trade and a title of such
    goods has them all."""
    if about.category is not None or about.attached or not 0 < len(about.words) <= _FEW or told.intents.keys() & {"search", "onward"}:
        return about
    if is_thing(said) or need.category is None:
        return about
    names = (title for product_id in titles.holding(said) for title in titles.of(product_id))
    theirs = any(token.value("category") == need.category for title in names for token in tokens(title, vocabulary))
    return replace(about, attached=True, titled=True) if theirs else about
