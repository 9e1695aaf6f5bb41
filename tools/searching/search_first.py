"""Search first, refuse last: a message is taken for small talk, or for nothing of ours, where no goods are named by all that it says."""

from ...schema.command import AnyCommand, Chat, Decline, Seek
from ...schema.proposal import Proposal
from .probing import Probing

SURE = 0.9
"""So sure of small talk a reader is believed."""


def search_first(proposal: Proposal, probing: Probing, going: bool) -> Proposal:
    """As a search where a reader would turn the message away and all of its words name goods, or some of them goods of clearly one kind; `going`:
    goods are talked about already, so that a word of praise may name them."""
    if going or not proposal.commands or not all(isinstance(one, (Chat, Decline)) and _by_reader(one) for one in proposal.commands):
        return proposal
    found = probing.found
    if not found.near or not found.named or (found.covered < 1 and found.kind is None):
        return proposal
    sought = Seek(query=found.words, by="reader") if found.covered == 1 else Seek(goods=found.goods, by="reader")
    return proposal.model_copy(update={"commands": (sought,)})


def _by_reader(command: AnyCommand) -> bool:
    """Unsurely."""
    return command.by in ("reader", "model") and command.confidence < SURE
