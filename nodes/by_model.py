"""Intent where a language model reads beside the built-in reader: one request before the node's own work, by a deadline of its own."""

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import NamedTuple

import structlog
from langgraph.runtime import Runtime

from ..dialogue.linking import Linked
from ..models.budget import SHOWN, Item
from ..models.composing import compose, window_within
from ..models.language_model import Ask, LanguageModel
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.spans import span
from ..models.spent import Spent
from ..reader.combining import SURE, combined, confidence
from ..reader.grammar import grammar
from ..reader.line_form import Read, parsed
from ..schema.command import Seek, Want
from ..schema.context import Context
from ..schema.errors import DaogouError, OutsideError
from ..schema.event import Event
from ..schema.proposal import Proposal
from ..tools.shop import Shop
from ..tools.wording.plain import plain
from ..understanding.language.text import legible
from ..understanding.tokens.fact_names import market_in
from .learned import Spoken, learned, reader, spoken
from .opened import begun
from .state import State, Update, prompted
from .work import Node, Work, computed, context_of, node, sender

log = structlog.get_logger("daogou")
TITLES = 10
"""Products of the last list that the model is told of, and may point at."""
_ANSWER = 120
"""Tokens: a dozen commands."""
_TITLE = 60
"""Characters of a title."""


class Heard(NamedTuple):
    """A message, and what the built-in reader made of it (`own`); whether the model is `asked` to read it too, the titles that were shown, and the
    shelf in hand."""

    shop: Shop
    said: Spoken
    own: Proposal
    asked: bool
    titles: tuple[str, ...]
    category: str | None


class _Known:
    """What the store knows of words, by its own names alone."""

    def __init__(self, heard: Heard) -> None:
        self._linked = Linked(heard.shop.reader)
        sought = next((one.goods for one in heard.own.commands if isinstance(one, Seek) and one.goods), None)
        self._category = (self._linked.goods(sought)[0] if sought else None) or heard.category

    def goods(self, words: str) -> bool:
        return self._linked.goods(words)[0] is not None

    def values(self, want: Want) -> bool:
        return bool(self._linked.values(want, self._category))

    def field(self, name: str) -> bool:
        found = self._linked.field(name, self._category)
        return found is not None and self._linked.states(found, self._category)


def read(models: Models, current: Callable[[], Shop], work: Work) -> Node:
    """The node `intent`, over the newest generation of a store; without a model that reads it is its own work alone."""
    if models.read is None:
        return node("intent", work)
    model = models.read

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        begin, context = perf_counter(), context_of(runtime)
        runtime.stream_writer(Event(event="progress", data="intent"))
        with span("daogou.intent"):
            heard, more, spent = await computed(_heard, state, current, context), Update(), Spent()
            if heard is not None:
                proposed = heard.own
                if heard.asked:
                    prompt = models.prompts.given("commands", context.whom)
                    proposed, faults = await _proposed(model, prompt, heard, context, spent)
                    more = {"usage": spent.usage, **prompted(state, prompt), **({"silent": faults} if faults else {})}
                state = {**state, "proposed": proposed}
            update = await computed(work, state, context, sender(runtime.stream_writer))
        return {**update, **more, "timings_ms": {"intent": round((perf_counter() - begin) * 1000, 2)}}

    run.__name__ = "intent"
    return run


def _heard(state: State, current: Callable[[], Shop], context: Context) -> Heard | None:
    """None where there is nothing to read: commands were given, or there are no words."""
    shop, whole = current().of(context.tenant), state.get("text", "")
    state, _ = begun(state, shop, context)
    if state.get("commands") or shop.settings.reader not in ("unsure", "model") or not legible(whole).strip():
        return None
    said = spoken(state, shop, context, whole)
    if said.empty:
        return None
    own = learned(said, shop)
    asked = shop.settings.reader == "model" or confidence(own.commands) < SURE
    lists = state.get("shown", ())
    ids = lists[-1].product_ids[:TITLES] if lists and asked else ()
    titles = tuple(plain(each.text(said.language).title)[:_TITLE] for each in shop.catalogue.products(ids))
    need = state.get("need")
    return Heard(shop, said, own, asked, titles, need.category if need else None)


async def _proposed(model: LanguageModel, prompt: Prompt, heard: Heard, context: Context, spent: Spent) -> tuple[Proposal, tuple[str, ...]]:
    """The readers' commands together; where the model was of no help the built-in reader's, and that it wasn't."""
    begin, deadline_s = perf_counter(), heard.shop.settings.read_timeout_s
    try:
        window = await window_within(model, deadline_s)
        values = {"goods": heard.said.topic, "question": heard.said.question, "message": heard.said.text}
        messages = compose(prompt, window, list(_titles(heard)), _ANSWER, kinds=("titles",), **values).messages
        by = grammar(heard.said.text, len(heard.titles))
        left_s = deadline_s - (perf_counter() - begin)
        ask = Ask(messages, left_s, max_tokens=_ANSWER, salt=context.tenant, task="commands", line=True, grammar=by, spent=spent)
        answer = await model.complete(ask)
        theirs = parsed(answer.text, heard.said.text, len(heard.titles), market_in)
        if len(theirs.ungrounded) >= len(theirs.commands):
            raise OutsideError(f"At least half of what {model.name} proposed isn't what the message says.")
    except DaogouError as error:
        log.warning("the built-in reader's commands stand", error=str(error))
        return heard.own, ("model.read",)
    return await computed(partial(_together, heard, theirs)), ()


def _together(heard: Heard, theirs: Read) -> Proposal:
    said = heard.said
    possible = reader(heard.shop.settings.reader_heads).likely(said.text, said.topic, said.question)
    commands = combined(heard.own.commands, theirs.commands, _Known(heard), possible)
    notes = tuple(("ungrounded", line) for line in theirs.ungrounded)
    return heard.own.model_copy(update={"commands": commands, "notes": (*heard.own.notes, *notes)})


def _titles(heard: Heard) -> Iterator[Item]:
    for number, title in enumerate(heard.titles, 1):
        yield Item("titles", f"{number}", f"{number}. {title}", worth=SHOWN + 1 / (number + 1))
