"""What commands are given in place of a message."""

from collections.abc import Sequence

from ..dialogue.lines import told
from ..schema.command import AnyCommand
from ..schema.context import Context
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.reading import Language
from ..understanding.language.text import language_of


def given(commands: Sequence[AnyCommand], need: Need | None, context: Context, text: str) -> Proposal:
    """Commands of a tap or a program, in the language of their answer: the caller's, the words', the conversation's."""
    words = "" if text == told(commands) else text
    spoken = context.language or language_of(words) or (need.language if need else language_of(values(commands)))
    language: Language = "en" if spoken == "en" else "zh"
    return Proposal(commands=tuple(commands), language=language)


def values(commands: Sequence[AnyCommand]) -> str:
    """The words of a buyer in them."""
    return " ".join(
        value for each in commands for name in ("goods", "value", "subject", "name") if isinstance(value := getattr(each, name, None), str)
    )
