"""Questions that name what they ask for by its unit: how many litres does it hold, 第一款多少瓦?"""

from collections.abc import Sequence

from ..language.lexicon import lexicon
from ..tokens.found import Gathered
from ..tokens.token import Token
from ..vocabulary.shelf import Shelf
from ..vocabulary.vocabulary import Vocabulary

_HOW_MANY = ("many", "多少", "几")
_COUNTED = ("money", "count", "share", "stars", "years", "age", "temperature")
"""Dimensions of what is asked of an order, a seller or a room as well."""
_CALENDAR = ("day", "month")


def in_units(tokens: Sequence[Token], gathered: Gathered, vocabulary: Vocabulary, shelf: Shelf) -> list[str]:
    """The attributes of what is pointed at that are measured in the unit of which it asks how many."""
    units = [str(each.value("unit")) for before, each in zip(tokens, tokens[1:], strict=False) if each.has("unit") and _how_many(before)]
    told = [unit for unit in units if unit not in _CALENDAR and lexicon().dimensions.get(unit) not in (None, *_COUNTED)]
    if not gathered.references or not shelf.known:
        return []
    return [f"attr.{name}" for unit in told for name in shelf.names(facet.name for facet in vocabulary.measured(unit))]


def _how_many(token: Token) -> bool:
    return token.text.lower() in _HOW_MANY
