"""Consider: what the rules could not read of a message, a language model rewords; the rules read it then, and the list may change once.

It runs behind fusion, so that code's cards have left before any model is asked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter

import structlog
from langchain_core.messages import BaseMessage
from langgraph.runtime import Runtime

from ..models.budget import EVIDENCE, Item
from ..models.composing import compose, window_within
from ..models.language_model import Ask
from ..models.models import Models
from ..models.prompt import Prompt
from ..models.spans import span
from ..models.spent import Spent
from ..models.structured import structured
from ..models.window import Window
from ..schema.candidate import Candidate, Retrieval
from ..schema.condition import Condition
from ..schema.context import Context
from ..schema.errors import DaogouError, OutsideError
from ..schema.event import Event
from ..schema.need import Need
from ..tools.choosing.wishes import meets
from ..tools.decide import SHOWN
from ..tools.decisions.listing import Listing
from ..tools.decisions.offer import Offer
from ..tools.searching.in_brands import without_chance_hits
from ..tools.searching.offers import judged
from ..tools.wording.names import goods
from ..tools.wording.plain import plain
from ..tools.wording.wording import Wording
from ..tools.writing.understood import says_it, words
from ..understanding.intent.goods import names_goods
from ..understanding.intent.intents import SURE
from ..understanding.ledger.ledger import wished
from ..understanding.reworded.left_over import tells_a_value
from ..understanding.reworded.quoting import Unread
from ..understanding.reworded.reworded import Reworded
from ..understanding.reworded.searched import meant, searched
from ..understanding.reworded.wishes import Understood, understood
from .before import before
from .fusion import fusion
from .internal_retrieval import internal_retrieval
from .state import State, Update
from .work import Node, Send, computed, context_of, sender

log = structlog.get_logger("daogou")
_PRODUCTS, _VALUES = 50, 8  # products, and values of an attribute, that the model is told of
_SHELVES = 60  # kinds of goods
_SAID = 1000  # characters of the message
_ANSWER = 400  # tokens


def consider(models: Models, deadline_s: float) -> Node:
    """The node over the models that the settings name; without one that reads it does nothing."""

    async def run(state: State, *, runtime: Runtime[Context]) -> Update:
        left = _left(state)
        if models.read is None or not left or state["shop"].settings.reader != "rules":
            return _unheard(state, {}) if left else {}
        begin, context, spent, unread = perf_counter(), context_of(runtime), Spent(), _unread(state, left)
        try:
            messages = _messages(models.prompts.get("read"), await window_within(models.read, deadline_s), state, unread.spans or left)
            left_s = deadline_s - (perf_counter() - begin)
            with span("daogou.consider"):
                ask = Ask(messages, left_s, max_tokens=_ANSWER, salt=context.tenant, task="read", spent=spent)
                found = await structured(models.read, ask, Reworded)
            said = Reworded(wishes=tuple(each for each in found.wishes if unread.says(each.quote)))
            if found.wishes and not said.wishes:
                raise OutsideError(f"{models.read.name} quoted what isn't in the message.")
        except DaogouError as error:
            log.warning("nobody read what the rules could not", error=str(error))
            return {**_unheard(state, {}), "silent": ("model.read",), "usage": spent.usage, "timings_ms": {"consider": _ms(begin)}}
        work = partial(_revised, state, unread, said, context, sender(runtime.stream_writer))
        update = await computed(work)
        update["wished"] = _still_wished(said, unread, update.get("need", state["need"]))
        update = _unheard(state, update)
        if said != found:  # each wish is held against the message by itself, so one invented quote takes no other with it
            log.warning("a model quoted what isn't in the message, beside what is", model=models.read.name)
            update["silent"] = ("model.read",)
        return {**update, "usage": spent.usage, "timings_ms": {"consider": _ms(begin)}}

    run.__name__ = "consider"
    return run


def _left(state: State) -> tuple[str, ...]:
    """The words of a search that the rules are unsure of, all of them where they found nothing near; () where they read everything, or what is asked
    isn't a list."""
    decision = state.get("decision")
    if state.get("problem") is not None or state.get("opening") is not None or not isinstance(decision, Listing):
        return ()
    reading, retrieval = state["reading"], state.get("retrieval")
    words = (*(text for kind, text in reading.notes if kind == "unread"), *(retrieval.unseen if retrieval else ()))
    words = tuple(word for word in dict.fromkeys(words) if word.casefold() in state["text"].casefold() and tells_a_value(word))
    if decision.nothing_near and names_goods(reading.query):  # a thing that has a name of its own and isn't here: no other is meant
        return ()
    unsure = decision.nothing_near or (not words and reading.confidence < SURE)
    return (state["text"],) if unsure else words or _sentences(state)


def _unheard(state: State, update: Update) -> Update:
    """With what the buyer is told that nobody made anything of: a sentence of words that say nothing to the rules, where no model did either."""
    reading, need = update.get("reading", state["reading"]), update.get("need", state["need"])
    said = [text for kind, text in reading.notes if kind != "unchecked"]
    if said or _missing(state) or need is None:
        return update
    heard = [*update.get("wished", ()), *(one.text for one in need.active if one.text)]
    lost = [each for each in _sentences(state) if not any(text.casefold() in each.casefold() or each.casefold() in text.casefold() for text in heard)]
    if not lost:
        return update
    return {**update, "reading": reading.model_copy(update={"notes": (*reading.notes, *(("unread", each) for each in lost))})}


def _missing(state: State) -> bool:
    decision = state.get("decision")
    return isinstance(decision, Listing) and decision.nothing_near


def _sentences(state: State) -> tuple[str, ...]:
    """What a search says besides goods, where the rules know all its words and have made nothing of them: "a keyboard my roommates won't hate". What
    he says of himself is none of it: my name is Ann Lee."""
    reading = state["reading"]
    done = (reading.sort, reading.quantity, reading.few, reading.references, reading.relative, reading.facts, reading.case, reading.bids)
    if reading.category is None or reading.topic != "new" or reading.asked or reading.dropped or any(done) or reading.beside or reading.stands:
        return ()
    if any(kind != "unchecked" for kind, _ in reading.notes) or state.get("commands"):  # who gives commands has read it all
        return ()
    impersonal = state["shop"].reader.impersonal(state["text"])
    return tuple(each for each in _unread(state, ()).sentences if each in impersonal)


def _unread(state: State, left: tuple[str, ...]) -> Unread:
    need = state["need"]
    assert need is not None
    return Unread(state["text"], left, need.active, state["shop"].reader.vocabulary)


def _still_wished(found: Reworded, unread: Unread, need: Need | None) -> tuple[str, ...]:
    """What was left over that the model takes for a wish, where no condition has come of it; nothing of goods that somebody has or had."""
    quotes = [each.quote.strip().casefold() for each in found.wishes]
    known = [one.text.casefold() for one in need.active if one.status == "inferred"] if need else []
    spans = (each for each in unread.spans if not unread.tells(each))
    wished = (each for each in spans if any(quote in each.casefold() or each.casefold() in quote for quote in quotes))
    return tuple(each for each in wished if not any(text in each.casefold() or each.casefold() in text for text in known))


def _messages(prompt: Prompt, window: Window, state: State, left: tuple[str, ...]) -> list[BaseMessage]:
    """The prompt with as much as it holds of the shop's words, of what was shown, and of what the buyer wrote before. All of it is data, the message
    last."""
    need, shop = state["need"], state["shop"]
    assert need is not None
    wording = Wording(need.language, state["turn"], shop.glossary)
    values = {
        "goods": goods(need, wording, need.category),
        "read": wording.listed([wording.full(condition) for condition in need.active]),
        "left": " / ".join(left),
        "message": shop.reader.impersonal(state["text"])[:_SAID],
    }
    items = [*before(state, need.language), *_words(state, wording)]
    return compose(prompt, window, items, _ANSWER, kinds=("before", "words", "shown"), **values).messages


def _words(state: State, wording: Wording) -> Iterator[Item]:
    """What the products found state, in the buyer's language: attributes with their commonest values. Where none were, what goods there are."""
    retrieval, said = state.get("retrieval") or Retrieval(), dict[str, Counter[str]]()
    ids = [each.product_id for each in (retrieval.candidates or retrieval.near_misses)[:_PRODUCTS]]
    for product in state["shop"].catalogue.products(ids):
        for name, value in product.text(wording.language).attributes.items():
            each = value if isinstance(value, tuple) else (value,)
            said.setdefault(name, Counter()).update(plain(wording.value(one, name)) for one in each)
    for name, values in said.items():
        common = ", ".join(value for value, _ in values.most_common(_VALUES))
        share = values.total() / (values.total() + 1)
        yield Item("words", name, f"{wording.label('attr.' + name)}: {common}", worth=EVIDENCE + share)
    if not ids:
        shelves = [each.path[-1] for each in state["shop"].catalogue.facets().categories if each.leaf][:_SHELVES]
        yield Item("words", "category", f"{wording.label('category')}: {', '.join(wording.word('category', one) for one in shelves)}", worth=EVIDENCE)


def _revised(state: State, unread: Unread, found: Reworded, context: Context, send: Send) -> Update:
    """The need with what was understood, and the list by it; where that changed, why: rerank sends the cards anew."""
    need, shop = state["need"], state["shop"]
    assert need is not None
    known = understood(found, unread, need, shop.reader, partial(_stated, state, context))
    turned = tuple(one.model_copy(update={"turn": state["turn"]}) for each in known for one in each.wishes)
    nothing = isinstance(state["decision"], Listing) and state["decision"].nothing_near
    query = searched(need, known, shop.reader) if nothing else _without_brands(state, known)
    if (not turned and query == need.query) or (nothing and query == need.query):
        return _proposed(state, known) if nothing else {}
    wider = wished(need.model_copy(update={"query": query}), turned)
    wording = Wording(need.language, state["turn"], shop.glossary)
    reading = state["reading"].model_copy(update={"notes": _noted(state["reading"].notes, known, nothing, wording)})
    after: State = {**state, "need": wider, "reading": reading}
    update = internal_retrieval(after, context, _quiet)
    if wider.category is not None and (also := _in_texts(update["retrieval"], turned, wording)):
        wider = wider.model_copy(update={"query": f"{wider.query} {also}"})
        after = {**after, "need": wider}
        update = internal_retrieval(after, context, _quiet)
    update |= fusion({**after, **update}, context, _quiet)  # type: ignore[typeddict-item]  # the names are the state's own
    if nothing and not update["offers"]:
        return {}
    told = _told(update["offers"][:SHOWN], turned, wording)
    if turned and not told and not nothing:  # what none of them states has put them in no other order
        wider = wider.model_copy(update={"query": need.query})
        after = {**after, "need": wider, "retrieval": _as_it_was(state, wider, context)}
        update = {"retrieval": after["retrieval"], **fusion(after, context, _quiet)}
    send(Event(event="need", data=wider.model_dump(mode="json")))
    if [offer.id for offer in update["offers"]] != [offer.id for offer in state["offers"]]:
        wishes = [wording.full(one) for one in told] or [goods(wider, wording, wider.category)]
        update["revised"] = (wording.say("cards.revised", wishes=wording.listed(wishes)),)
    return {**update, "need": wider, "reading": reading}


def _without_brands(state: State, known: Sequence[Understood]) -> str:
    """The need's query without words that are understood now and hit brands alone, by chance: they would outweigh what they mean."""
    need, retrieval = state["need"], state.get("retrieval") or Retrieval()
    assert need is not None
    found = state["shop"].catalogue.products([each.product_id for each in retrieval.candidates])
    return without_chance_hits(need.query, [each.quote for each in known if each.wishes], found)


def _proposed(state: State, known: tuple[Understood, ...]) -> Update:
    """Other goods are the buyer's to take up: the reply names them beside that there are none of what he said."""
    need, decision = state["need"], state["decision"]
    assert need is not None and isinstance(decision, Listing)
    found = meant(need, known)
    return {"decision": replace(decision, meant=found)} if found else {}


def _stated(state: State, context: Context, condition: Condition) -> bool:
    """Whether some of the goods that were found state what meets it."""
    need, retrieval = state["need"], state.get("retrieval") or Retrieval()
    ids = [each.product_id for each in (retrieval.candidates or retrieval.near_misses)]
    assert need is not None
    alone = need.model_copy(update={"conditions": (condition,)})
    return any(condition.name in each.met for each in judged(state["shop"].catalogue, ids, alone, context.today))


def _in_texts(retrieval: Retrieval, wishes: Sequence[Condition], wording: Wording) -> str:
    """The values of wishes that none of those found states: titles and descriptions may say them, so the search goes by them."""
    found = retrieval.candidates or retrieval.near_misses
    lacked = [one for one in wishes if not any(one.name in candidate.met for candidate in found)]
    return " ".join(dict.fromkeys(word for one in lacked for word in words(one, wording)))


def _as_it_was(state: State, need: Need, context: Context) -> Retrieval:
    """What was found, in its order, each judged by the wishes as well."""
    retrieval = state.get("retrieval") or Retrieval()

    def again(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
        said = judged(state["shop"].catalogue, [each.product_id for each in found], need, context.today)
        by_id = {each.product_id: each for each in said}
        verdicts = ((each, by_id.get(each.product_id, each)) for each in found)
        return tuple(each.model_copy(update={"met": now.met, "failed": now.failed, "unknown": now.unknown}) for each, now in verdicts)

    return retrieval.model_copy(update={"candidates": again(retrieval.candidates), "near_misses": again(retrieval.near_misses)})


def _told(offers: Sequence[Offer], wishes: Sequence[Condition], wording: Wording) -> tuple[Condition, ...]:
    """The wishes that one of the offers states, or says in so many words."""
    return tuple(one for one in wishes if any(meets(offer, (one,)) or says_it(offer, (one,), wording) for offer in offers))


def _noted(notes: tuple[tuple[str, str], ...], known: tuple[Understood, ...], shortened: bool, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Without the words that are understood now; with how they are understood, and where the search goes without them (`shortened`), which aren't."""
    told: dict[str, list[str]] = {}
    for each in known:
        told.setdefault(each.quote, []).extend(map(wording.condition, each.wishes))
    clear = [quote for quote, wishes in told.items() if wishes]
    still = tuple(("unread", quote) for quote in told if shortened and quote not in clear)
    said = tuple(("inferred", f"{quote}\t{wording.listed(wishes)}") for quote, wishes in told.items() if wishes)
    kept = (note for note in notes if note[0] != "unread" or not any(note[1] in quote for quote in clear))
    return (*kept, *still, *said)


def _quiet(event: Event) -> None:
    """What these nodes would send has left already."""


def _ms(begin: float) -> float:
    return round((perf_counter() - begin) * 1000, 2)
