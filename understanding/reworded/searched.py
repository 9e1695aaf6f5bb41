"""The words to search by once a model has told wishes from goods, where nothing was found by all of them."""

from collections.abc import Sequence

from ...schema.need import Need
from ..reader import Reader
from ..tokens.lexer import tokens
from .wishes import Understood


def searched(need: Need, known: Sequence[Understood], reader: Reader) -> str:
    """The need's query without the words of wishes, or the goods that one of them is; unchanged where no goods of the catalogue are left: nothing
    else is offered in the place of what the buyer named."""
    if not known:
        return need.query
    named = next((each.goods for each in known if each.goods), "") if need.category is None else ""
    left = [word for word in need.query.split() if not any(word.casefold() in each.quote.casefold() for each in known)]
    names = [token for token in tokens(" ".join(left), reader.vocabulary) if token.has("category", "head")]
    return (" ".join(left) if names else "") or named or need.query
