"""The words to search by once a model has told wishes from goods, where nothing was found by all of them, and the goods that it takes them for."""

from collections.abc import Sequence

from ...schema.need import Need
from ..reader import Reader
from ..tokens.lexer import tokens
from .wishes import Understood


def searched(need: Need, known: Sequence[Understood], reader: Reader) -> str:
    """The need's query without the words of wishes; unchanged where no goods of the catalogue are left: nothing else is offered in the place of
    what the buyer named."""
    left = [word for word in need.query.split() if not any(word.casefold() in each.quote.casefold() for each in known)]
    names = [token for token in tokens(" ".join(left), reader.vocabulary) if token.has("category", "head")]
    return " ".join(left) if known and names else need.query


def meant(need: Need, known: Sequence[Understood]) -> tuple[str, str] | None:
    """Words that name no goods here, and the category that a model takes them for: told of and suggested, not looked for, since no code can tell
    whether they are the same."""
    return next(((each.quote, each.goods) for each in known if each.goods), None) if need.category is None else None
