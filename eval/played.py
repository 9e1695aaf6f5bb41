"""Conversations played to an assistant, and what each turn took."""

from dataclasses import dataclass, field
from itertools import cycle

from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.reply import Reply
from .samples import Samples, Timings
from .talk import SEARCHES, Language, Message, Talk
from .unavoidable import Unavoidable

LANGUAGES: tuple[Language, ...] = ("zh", "en")
WARM_UP = 2  # conversations before anything counts


@dataclass
class Played:
    """What the turns took: by kind of message, and by node of the graph in all turns and in those that search."""

    kinds: Timings = field(default_factory=Timings)
    nodes: Timings = field(default_factory=Timings)
    search_nodes: Timings = field(default_factory=Timings)
    searches: Samples = field(default_factory=Samples)
    replies: list[Reply] = field(default_factory=list)

    def turn(self, assistant: Assistant, message: Message, thread: str) -> Reply:
        samples = self.kinds[message.kind]
        with samples.timed():
            reply = assistant.ask(message.text, thread=thread)
        for node, ms in reply.timings_ms.items():
            self.nodes[node].add(ms)
        if message.kind in SEARCHES:
            self.searches.add(samples.ms[-1])
            between = {"between the nodes, checkpoint and transcript": samples.ms[-1] - sum(reply.timings_ms.values())}
            for node, ms in {**reply.timings_ms, **between}.items():
                self.search_nodes[node].add(ms)
        self.replies.append(reply)
        return reply

    @property
    def all(self) -> Samples:
        total = Samples()
        total.ms = [ms for samples in self.kinds.values() for ms in samples.ms]
        return total


def play(assistant: Assistant, conversations: int, floor: Unavoidable | None = None, seed: int = 1) -> Played:
    """Conversations of eight turns, Chinese and English in turn; `floor` is measured after every turn that searches."""
    talk, played, today = Talk(assistant.shopfront.current().catalogue, seed), Played(), Context().today
    for number, language in zip(range(conversations), cycle(LANGUAGES), strict=False):
        thread = f"bench-{seed}-{number}"
        for message in talk.conversation(language):
            reply = played.turn(assistant, message, thread)
            if floor is not None and message.kind in SEARCHES:
                floor.measure(message.text, reply.need, thread, today)
    return played
