"""The built-in reader: a message, in the state in which it was written, as proposed commands."""

from ..schema.command import MOST
from ..schema.proposal import Proposal
from ..schema.reading import Language
from ..understanding.tokens.fact_names import market_in
from .compose import Shelves, composed
from .corpus import Row
from .decode import confidence, decoded, likely
from .network import Network


class Reader:
    """Loads its weights at the first message; safe between threads."""

    def __init__(self, network: Network | None = None) -> None:
        self._network = network or Network()

    def row(self, text: str, topic: str = "", question: str = "") -> Row:
        """Acts and spans. `topic`: what goods were shown last; `question`: what the shop has just asked."""
        return decoded(text, self._network.scored(text, topic, question), topic, question)

    def likely(self, text: str, topic: str = "", question: str = "") -> frozenset[str]:
        """The acts that it may be, by their names in the corpus."""
        return likely(self._network.scored(text, topic, question))

    def propose(self, text: str, language: Language, topic: str = "", question: str = "", shelf: Shelves = lambda words, part: False) -> Proposal:
        """The commands that it says, each with its quote where it has one, and how sure the network is of them. `shelf` as in `Composed`."""
        scored = self._network.scored(text, topic, question)
        found = composed(decoded(text, scored, topic, question), market_in, shelf)[:MOST]
        by = {"by": "reader", "confidence": round(min(confidence(scored), 1.0), 3)}
        return Proposal(commands=tuple(one.model_copy(update=by) for one in found), language=language)
