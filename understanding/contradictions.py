"""New conditions that leave an older one nothing: asked about, where the buyer doesn't say that he changed his mind."""

from ..schema.base import Noun
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.reading import Reading


class Contradiction(Noun):
    """`old` stand in the ledger (or earlier in the same message), `new` can't be met together with them."""

    old: tuple[Condition, ...]
    new: tuple[Condition, ...]


def contradiction(need: Need | None, reading: Reading) -> Contradiction | None:
    """The first contradiction between the message and the ledger, or within the message; None where it says that it corrects."""
    return None
