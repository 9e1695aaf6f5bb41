"""What a message says, read in its conversation and proposed as commands; or what commands are given in its place."""

from collections.abc import Sequence

from ..dialogue.lines import told
from ..schema.command import AnyCommand
from ..schema.context import Context
from ..schema.need import Need
from ..schema.proposal import Proposal
from ..schema.reading import Language, Reading
from ..tools.buyers.liked import liked
from ..tools.searching.probing import Probing
from ..tools.searching.search_first import search_first
from ..tools.shop import Shop
from ..understanding.intent.continued import continued, in_whole, of_another_case
from ..understanding.intent.inquiries import inquired
from ..understanding.intent.other_end import other_end
from ..understanding.intent.redrafted import redrafted
from ..understanding.language.text import language_of, legible
from ..understanding.ledger.answers import answered
from ..understanding.ledger.taking import taking
from ..understanding.proposing import proposed
from ..understanding.references.matching import Recorded
from .known import of_orders
from .state import State


def said(state: State, shop: Shop, context: Context, whole: str, probing: Probing) -> tuple[Proposal, str]:
    """The commands that the message proposes, and the question that guides are asked by it. The reading tells what of the `whole` is left out."""
    text = legible(whole)
    shown, old, pending = state.get("shown", []), state.get("need"), state.get("pending")
    message = shop.reader.read(whole, old, shown, context.language)
    message = search_first(text, message, probing, bool(old and (old.category or old.query)))
    if way := taking(text, message, state.get("offered", ())):
        message = shop.reader.read(way, old, shown, context.language)
    records = Recorded(shop.catalogue, context.today, message.quantity or (old.quantity if old else None))
    continuing = other_end(continued(message, state.get("did")), state.get("did"), text)
    message = of_another_case(continuing, state.get("did"), text)
    asked = (in_whole(text, old.query) or text) if old and message is not continuing else text
    message = liked(of_orders(message, old, shop, context), text, shop.catalogue)
    message = answered(pending, message, records, text)
    message = redrafted(message, pending, text, state.get("inquiries", ()), shop.reader.vocabulary)
    message = inquired(message, pending, text)
    return proposed(message if shown else _of_goods_alone(message), text), asked


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


def _of_goods_alone(reading: Reading) -> Reading:
    """Where nothing was shown, a search that names its goods points at nothing: what "keeps its cool", and what "last one was", is not on this table.
    One that measures by what it points at, or is to leave it out, can't do without."""
    vague = all(one.kind in ("ordinal", "focus", "all") and not one.excluding for one in reading.references)
    searches = reading.intent == "search" and reading.topic == "new" and reading.category is not None
    return reading.model_copy(update={"references": ()}) if searches and vague and not reading.relative else reading
