"""The built-in reader: proposes commands for a message and the state it was written in."""

from ..schema.command import MOST
from ..schema.proposal import Proposal
from ..schema.reading import Language
from ..understanding.tokens.fact_names import market_in
from .compose import Shelves, composed
from .corpus import Row
from .decode import confidence, decoded, likely
from .network import Network


class Reader:
    """Loads its weights at the first message; thread-safe."""

    def __init__(self, network: Network | None = None) -> None:
        self._network = network or Network()

    def row(self, text: str, topic: str = "", question: str = "") -> Row:
        """The acts and spans. `topic`: the goods shown last; `question`: what the assistant has just asked."""
        return decoded(text, self._network.scored(text, topic, question), topic, question)

    def likely(self, text: str, topic: str = "", question: str = "") -> frozenset[str]:
        """The acts that are possible, by their corpus names."""
        return likely(self._network.scored(text, topic, question))

    def propose(self, text: str, language: Language, topic: str = "", question: str = "", shelf: Shelves = lambda words, part: False) -> Proposal:
        """The proposed commands, with quotes where they have one and the network's confidence. `shelf` as in `Composed`."""
        scored = self._network.scored(text, topic, question)
        found = composed(decoded(text, scored, topic, question), market_in, shelf)[:MOST]
        by = {"by": "reader", "confidence": round(min(confidence(scored), 1.0), 3)}
        return Proposal(commands=tuple(one.model_copy(update=by) for one in found), language=language)
