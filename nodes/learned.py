"""What the built-in reader proposes of a message, in the conversation as it stands."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from langchain_core.messages import AIMessage

from ..dialogue.linking import Linked
from ..reader.network import Network
from ..reader.reader import Reader
from ..schema.command import Chat
from ..schema.context import Context
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.reading import Language
from ..tools.shop import Shop
from ..understanding.language.text import clean, language_of
from ..understanding.left_out import left_out
from .state import State

_ASKS = ("?", "？")


class Spoken(NamedTuple):
    """What readers get of a message: its `text` made safe, what goods were on the table (`topic`), what the last reply asked (`question`);
    `left` tells what of it is left out."""

    text: str
    language: Language
    topic: str
    question: str
    left: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        return not any(char.isalnum() for char in self.text)


@cache
def reader(heads: Path | None = None) -> Reader:
    """One a process."""
    return Reader(Network(heads=heads))


def spoken(state: State, shop: Shop, context: Context, whole: str) -> Spoken:
    """The `whole` message in its conversation."""
    cleaned, old = clean(whole), state.get("need")
    said = context.language or language_of(cleaned.text) or (old.language if old else "zh")
    language: Language = "en" if said == "en" else "zh"
    return Spoken(cleaned.text, language, _topic(state, old, shop, language), _question(state), left_out(cleaned))


def learned(said: Spoken, shop: Shop) -> Proposal:
    """The commands that the message proposes; a message without words is one without a request."""
    if said.empty:
        return Proposal(commands=(Chat(about="empty", by="reader"),), language=said.language, notes=(("empty", ""),))
    found = reader(shop.settings.reader_heads).propose(said.text, said.language, said.topic, said.question, Linked(shop.reader).whole)
    return found.model_copy(update={"notes": (*said.left, *found.notes)})


def _topic(state: State, need: Need | None, shop: Shop, language: Language) -> str:
    """What goods are on the table, in the buyer's language."""
    if need is None or not state.get("shown"):
        return ""
    return shop.glossary.say("category", need.category, language).lower() if need.category else need.query[:60]


def _question(state: State) -> str:
    """What the last reply asked; nothing where it asked nothing."""
    if state.get("pending") is None:
        return ""
    said = next((message.text for message in reversed(state.get("messages", ())) if isinstance(message, AIMessage)), "")
    lines = [line.strip() for line in said.splitlines() if line.strip().endswith(_ASKS)]
    return lines[-1][:120] if lines else ""
