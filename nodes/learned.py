"""What the built-in reader proposes of a message, in the conversation as it stands."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from langchain_core.messages import AIMessage

from ..dialogue.allergens import without_allergens
from ..dialogue.linking import Linked
from ..reader.network import Network
from ..reader.reader import Reader
from ..schema.asked import ORDERED, PROFILE
from ..schema.command import AnyCommand, Ask, Chat, Choose, Forget, HandOver, Inquire, Keep, Learn, PurchaseList, Seek, Sort, Tell, Want
from ..schema.context import Context
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.reading import Language
from ..sourcing.words import pattern
from ..tools.choosing.leading import asks_how
from ..tools.shop import Shop
from ..understanding.language.lexicon import load
from ..understanding.language.text import clean, language_of
from ..understanding.left_out import left_out
from ..understanding.reader import impersonal
from ..understanding.tokens.ordering import ordering
from ..understanding.tokens.standing import standing
from .named import Named, named, pointing
from .state import State

_ASKS = ("?", "？")
LISTS = 3
"""The last ones, of whose products titles are known when they are copied."""


class Spoken(NamedTuple):
    """What readers get of a message: its `text` made safe, what goods were on the table (`topic`), what the last reply asked (`question`).

    `left` tells what of it is left out, `seen` that a list was shown, `named` which products it
    calls by number or title."""

    text: str
    language: Language
    topic: str
    question: str
    left: tuple[tuple[str, str], ...]
    seen: bool = False
    named: Named = Named("", ())

    @property
    def empty(self) -> bool:
        return not any(char.isalnum() for char in self.text)


@cache
def reader(heads: Path | None = None) -> Reader:
    """One a process."""
    return Reader(Network(heads=heads))


def spoken(state: State, shop: Shop, context: Context, whole: str) -> Spoken:
    """The `whole` message in its conversation, without the buyer's name, address and numbers."""
    cleaned, old = clean(whole), state.get("need")
    cleaned = replace(cleaned, text=impersonal(cleaned.text))
    said = context.language or language_of(cleaned.text) or (old.language if old else "zh")
    language: Language = "en" if said == "en" else "zh"
    shown = state.get("shown", [])
    listed = shop.catalogue.products([each for one in shown[-LISTS:] for each in one.product_ids])
    called = named(cleaned.text, language, shop.catalogue.numbered, listed)
    question = _question(state)
    return Spoken(called.text, language, _topic(state, old, shop, language), question, left_out(cleaned), bool(shown), called)


def learned(said: Spoken, shop: Shop) -> Proposal:
    """The commands that the message proposes; a message without words is one without a request."""
    if said.empty:
        return Proposal(commands=(Chat(about="empty", by="reader"),), language=said.language, notes=(("empty", ""),))
    found = reader(shop.settings.reader_heads).propose(said.text, said.language, said.topic, said.question, Linked(shop.reader).whole)
    commands = tuple(_how_chosen(_between(one, said.text), said.text) for one in _in_time(found.commands, said.text))
    commands = pointing(_of_letters(_of_himself(_of_orders(commands, said), said), said), said.named)
    commands = without_allergens(commands, said.text)
    return found.model_copy(update={"commands": commands, "notes": (*said.left, *found.notes)})


def _in_time(commands: tuple[AnyCommand, ...], text: str) -> tuple[AnyCommand, ...]:
    """With when and where goods are wanted as what is to be delivered, and as no wish in words; a list says so itself."""
    if any(isinstance(one, (PurchaseList, Inquire, Chat, HandOver)) for one in commands) or not commands:
        return commands
    told = [one for name in ("deadline", "destination") if (one := pattern("frame", name).search(text)) is not None]
    asked = [one for one in commands if isinstance(one, Ask) and "terms.delivery" in one.fields]
    own = [
        one
        for one in commands
        if not (isinstance(one, Want) and not one.field and one.quote and any(_overlap(one.quote, each.span()) for each in told))
    ]
    said = [next(words for name, words in one.groupdict().items() if words and name in ("when", "zh", "en")).strip() for one in told]
    wants = [Want(field="terms.delivery", value=words, by="reader", quote=one.span()) for one, words in zip(told, said, strict=True)]
    if asked:
        whole = asked[0].model_copy(update={"suppose": (*asked[0].suppose, *wants)})
        return tuple(whole if one is asked[0] else one for one in own)
    return (*own, *wants)


def _between(command: AnyCommand, text: str) -> AnyCommand:
    """Where nothing but two values is put as a question ("ppsu or glass?"), a choice between them, and no condition that either will do."""
    alone = isinstance(command, Ask) and len(command.suppose) == 1 and not command.of and not command.fields
    want = command.suppose[0] if isinstance(command, Ask) and alone else command
    if not isinstance(want, Want) or want.strength != "either" or not isinstance(want.value, tuple) or len(want.value) != 2:
        return command
    sides = tuple(map(str, want.value))
    one, other = map(re.escape, sides)
    ways = rf"{one} or {other}\s*[?？]|{one}的?还是{other}的?(?:[?？]|.{{0,2}}[好佳合])"
    put = re.search(rf"(?:^|[.!?,:;，。！？：；])\s*(?:{ways})", text, re.IGNORECASE)
    return command if put is None else Learn(subject=" / ".join(sides), alternatives=sides, by=command.by, quote=want.quote)


def _how_chosen(command: AnyCommand, text: str) -> AnyCommand:
    """A field of no product that is asked for is how such goods are chosen by it, where the message asks how: what size to get."""
    asks = isinstance(command, Ask) and len(command.fields) == 1 and not command.of and not command.suppose and asks_how(text)
    if not asks or not isinstance(command, Ask):
        return command
    return Choose(fields=(re.sub(r"^(?:which|what) ", "", command.fields[0]),), by=command.by, quote=command.quote)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _of_letters(commands: tuple[AnyCommand, ...], said: Spoken) -> tuple[AnyCommand, ...]:
    """What was sent is noted by a word for it alone (words/inquiries.yaml): asked about it isn't, and without one letters are listed."""
    if not any(isinstance(one, Inquire) and one.act == "sent" for one in commands):
        return commands
    told = _sent().search(said.text) is not None
    act = "list" if not told else "send" if said.text.endswith(_ASKS) else "sent"
    return tuple(one.model_copy(update={"act": act}) if isinstance(one, Inquire) and one.act == "sent" else one for one in commands)


@cache
def _sent() -> re.Pattern[str]:
    words = load("inquiries")["sent"]
    return re.compile("|".join((*map(re.escape, words["zh"]), *(rf"\b{re.escape(word)}\b" for word in words["en"]))), re.IGNORECASE)


def _of_himself(commands: tuple[AnyCommand, ...], said: Spoken) -> tuple[AnyCommand, ...]:
    """With what of him is to be forgotten, kept or told: by words for it (words/standing.yaml), since nothing is kept or forgotten by a guess."""
    lasting = standing(said.text)
    others = tuple(one for one in commands if not isinstance(one, (Keep, Forget)))
    if lasting.asks:
        return (Ask(fields=(PROFILE,), by="reader"),)
    if "forget" in lasting.kinds or ("ended" in lasting.kinds and any(isinstance(one, Tell) for one in commands)):
        named = tuple(one for one in commands if isinstance(one, (Want, Tell)))
        return (Forget(what=lasting.about, by="reader"), *named) if named or lasting.about or "everything" in lasting.kinds else others
    return (*others, Keep(how=lasting.stands, by="reader")) if lasting.stands else others


def _of_orders(commands: tuple[AnyCommand, ...], said: Spoken) -> tuple[AnyCommand, ...]:
    """The commands with a search among the buyer's past orders, where the message speaks of these: no act is made of the same words."""
    wanted = ordering(said.text, said.seen)
    if wanted is None:
        return commands
    seek = next((one for one in commands if isinstance(one, Seek)), Seek(by="reader"))
    details = tuple(one for one in commands if isinstance(one, (Want, Sort, Tell)))
    return (seek.model_copy(update={"topic": "new", "fields": (ORDERED, wanted), "of": ()}), *details)


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
