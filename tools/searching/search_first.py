"""Search first, refuse last: a message is taken for small talk, or for nothing of ours, where no goods are named by all that it says."""

from ...retrievers.probe import Probe
from ...schema.command import AnyCommand, Chat, Decline, Seek, Tell, Want
from ...schema.proposal import Proposal
from .probing import Probing

_NAMELESS = (Chat, Decline, Tell, Want, Seek)
SURE = 0.9
"""So sure of small talk a reader is believed."""


def search_first(proposal: Proposal, probing: Probing, going: bool) -> Proposal:
    """As a search where a reader names no goods of a message that names a shelf, or would turn a message away all of whose words name goods, or some
    of them goods of clearly one kind; `going`: goods are talked about already, so that a word of praise may name them."""
    commands = proposal.commands
    if going or not all(isinstance(one, _NAMELESS) and _by_reader(one) and not getattr(one, "query", None) for one in commands):
        return proposal
    if (goods := probing.shelf) is not None and not any(isinstance(one, Seek) and one.goods for one in commands):
        told = next((one for one in commands if isinstance(one, Seek)), Seek(by="reader"))
        kept = (one for one in commands if isinstance(one, (Tell, Want)))
        return proposal.model_copy(update={"commands": (told.model_copy(update={"goods": goods, "topic": "new"}), *kept)})
    found = probing.found if commands and all(isinstance(one, (Chat, Decline)) for one in commands) else Probe()
    if not found.near or not found.named or (found.covered < 1 and found.kind is None):
        return proposal
    sought = Seek(query=found.words, by="reader") if found.covered == 1 else Seek(goods=found.goods, by="reader")
    return proposal.model_copy(update={"commands": (sought,)})


def _by_reader(command: AnyCommand) -> bool:
    """Unsurely."""
    return command.by in ("reader", "model") and command.confidence < SURE
