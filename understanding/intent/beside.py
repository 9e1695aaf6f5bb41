"""Several kinds of goods asked for in one message: 猫抓板和宠物窝; the first is looked for, the others wait."""

from collections.abc import Sequence

from ..tokens.cues import Cues
from ..tokens.token import Token

MOST = 3
"""Kinds that wait at most."""
_JOINS = ("and", "or", "break", "joins")
_BETWEEN = (*_JOINS, "amount", "measure")
_SMALL = ("a", "an", "the", "some", "also", "的")
_ALSO = ("还有", "plus", "also")
_OTHERWISE = ("not", "not_after", "drop", "like", "alike_to", "other")
_CHOOSING = {"compare", "pick", "brand", "supplier", "inquiry", "which", "whichever"}


def beside(parts: Sequence[Token], told: Cues) -> tuple[Token, ...]:
    """The nouns that name further goods, each joined to the one before; none where something is asked, chosen, denied or corrected."""
    if told.question or told.correction or told.intents.keys() & _CHOOSING or any(token.has(*_OTHERWISE) for token in parts):
        return ()
    places = [place for place, token in enumerate(parts) if token.has("category")]
    found: dict[str, Token] = {}
    for first, second in zip(places, places[1:], strict=False):
        if not _joined(parts[first + 1 : second]):
            break
        found.setdefault(str(parts[second].value("category")), parts[second])
    return tuple(token for name, token in found.items() if name != str(parts[places[0]].value("category")))[:MOST] if places else ()


def _joined(between: Sequence[Token]) -> bool:
    """Whether nothing but a link and a count stands between: "enough of the tents, show headlamps" goes on to something else."""
    links = [token for token in between if token.has(*_JOINS) or token.text.lower() in _ALSO]
    return bool(links) and all(token in links or token.has(*_BETWEEN) or token.text.lower() in _SMALL for token in between)
