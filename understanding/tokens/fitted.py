"""Goods called by the last word of their name, beside the model that they are to fit: iPhone 15 case, cover for a Samsung S26."""

from collections.abc import Sequence
from dataclasses import replace

from ..language.atom import keys
from ..language.phrases import Meaning
from ..vocabulary.vocabulary import Vocabulary
from .token import Token

_LONGEST = 3
"""Tokens of a series' name."""


def fitted(parts: Sequence[Token], text: str, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with that word as the category's name, where no category is named and goods of one alone fit such a model and are called so."""
    if any(token.has("category") for token in parts):
        return tuple(parts)
    for category in dict.fromkeys(facet.path[-1] for facet in vocabulary.facets.categories if facet.leaf):
        if not (models := vocabulary.models(category)):
            continue
        for place, token in enumerate(parts):
            said = {keys(text[parts[start].start : token.end]) for start in range(max(place - _LONGEST + 1, 0), place + 1)}
            known = any(each.attribute in models.values() for each in token.values("value"))
            numbered = said & models.keys() and place + 1 < len(parts) and parts[place + 1].has("amount")
            if not (known or numbered):
                continue
            named = next((at for at, each in enumerate(parts) if each is not token and vocabulary.ends(category, each.text)), None)
            if named is not None:
                whole = replace(parts[named], meanings=(Meaning("category", category),))
                return (*parts[:named], whole, *parts[named + 1 :])
    return tuple(parts)
