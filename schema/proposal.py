"""What a reader, a model, a tap or a program proposes for one turn."""

from .base import Noun
from .command import AnyCommand
from .reading import Language


class Proposal(Noun):
    """`commands` in the message's order, its `language`, `notes` to tell the buyer by kind ("unread" words), and the `currency` of its amounts (ISO
    4217, "" if none)."""

    commands: tuple[AnyCommand, ...] = ()
    language: Language = "zh"
    notes: tuple[tuple[str, str], ...] = ()
    currency: str = ""
