"""What guides say of a term."""

from dataclasses import dataclass

from ...schema.evidence import Evidence
from .listing import MarketRule


@dataclass(frozen=True)
class Knowledge:
    """What guides say of a `term`, or in answer to a question, best first; where none does, a supplier must be asked about the fields `asked`.
    `rules` are what the buyer's markets ask of such goods, where he asks for papers."""

    term: str
    pieces: tuple[Evidence, ...]
    asked: tuple[str, ...] = ()
    rules: tuple[MarketRule, ...] = ()
