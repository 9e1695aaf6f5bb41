"""What a reader, a model, a tap or a program proposes of one turn."""

from .base import Noun
from .command import AnyCommand
from .reading import Language


class Proposal(Noun):
    """`commands` in the message's order, its `language`, by kind the `notes` to be said of it ("unread" words), and the
    `currency` that its amounts name (ISO 4217, "" where none does)."""

    commands: tuple[AnyCommand, ...] = ()
    language: Language = "zh"
    notes: tuple[tuple[str, str], ...] = ()
    currency: str = ""
