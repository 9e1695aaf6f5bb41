"""Answer: the decision in words, with citations and cards."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from ..schema.asked import KNOWLEDGE
from ..schema.context import Context
from ..schema.errors import OutsideError
from ..schema.event import Event
from ..schema.need import Need
from ..schema.profile import Trait
from ..schema.reading import Reading
from ..schema.reference import Shown
from ..schema.reply import Card, Reply, Usage
from ..sourcing.phrases import say
from ..sourcing.told import mailed_in_words, planned_in_words
from ..tools.buyers.known import supplier_names
from ..tools.buyers.profile import Changes
from ..tools.buyers.trade import is_trade
from ..tools.decisions.brands import Brands
from ..tools.decisions.choice import Choice
from ..tools.decisions.comparison import Compared
from ..tools.decisions.details import Details
from ..tools.decisions.knowledge import Knowledge, OnShelf
from ..tools.decisions.known import Known
from ..tools.decisions.listing import Listing
from ..tools.decisions.ordered import Ordered
from ..tools.decisions.planned import Mailed, Planned
from ..tools.decisions.purchased import Purchased
from ..tools.decisions.suppliers import Suppliers
from ..tools.decisions.words import Words
from ..tools.facts.akin import Akin
from ..tools.facts.answering import is_general
from ..tools.facts.answers import Answers
from ..tools.facts.heard import Heard
from ..tools.facts.worded import says
from ..tools.facts.written import Written
from ..tools.searching.offers import card
from ..tools.searching.wish import Record, wish
from ..tools.wording.called import translated
from ..tools.wording.wording import Wording
from ..tools.writing.courtesy import courtesy
from ..tools.writing.draft import Draft
from ..tools.writing.knowledge import answers
from ..tools.writing.left import left
from ..tools.writing.listing import FEW, SHOWN
from ..tools.writing.notes import BEHIND, LEFT_OUT, behind, borne_in_mind, notes
from ..tools.writing.ordered import reminder
from ..tools.writing.points import points
from ..tools.writing.reply import write
from ..tools.writing.traits import remembered, used
from ..understanding.language.lexicon import of_kin
from ..understanding.tokens.lacked import lacked
from .advised import advised, of_what_is_silent
from .beside import beside
from .bill import after, lists, plan_lists, told_behind
from .further import further, recommended
from .known import reminded
from .opened import asked_of, dialogue_of
from .opening import answered, impersonal
from .posted import letters_of, plans_of, posted
from .state import State, Update
from .understood import understood
from .work import Send, Work


def answer(worded: bool) -> Work:
    """The node's work; `worded`: a language model words the reply afterwards, and its text leaves then."""

    def work(state: State, context: Context, send: Send) -> Update:
        update = _written(state, context, send)
        if not worded:
            send(Event(event="text", data=update["reply"].text))
        return update

    return work


def _written(state: State, context: Context, send: Send) -> Update:
    if (opening := state.get("opening")) is not None:
        return {**answered(opening, state, context, send), "purchase": after(state, opening.shown)}
    context = impersonal(state, context)
    need, reading, offers = state["need"], state["reading"], state["offers"]
    assert need is not None
    wording = Wording(need.language, state["turn"], state["shop"].glossary)
    currencies = state["shop"].catalogue.facets().currencies
    currency = offers[0].product.currency if offers else currencies[0][0] if currencies else "CNY"
    shop = state["shop"]
    draft = Draft(wording, short=shop.settings.length == "short", retail=not is_trade(need, shop.catalogue.columns, shop.settings))
    draft.akin = Akin(need.category, shop.reader.vocabulary, wording)
    if isinstance(state["decision"], (Details, Brands, Suppliers)):  # a verdict and a letter say it again, facts that are asked don't
        draft.unkept |= _told_to_break(state, need)
    draft.written = Written(Answers(shop.catalogue.reviews, shop.meanings, wording), shop.reader.vocabulary)
    draft.heard = Heard(Answers(shop.catalogue.reviews, shop.meanings, wording, few=True))
    quotes = state.get("answers", ())
    general = isinstance(state["decision"], (Details, Compared)) and all(map(is_general, quotes))  # of the goods in hand first
    first, behind_it = _apart(state)
    sides = any(one.alternatives for one in first)  # what tells between them answers before what speaks of one
    answers(() if general or sides else quotes, state["decision"], need, draft)
    kept = further({**state, "reading": reading.model_copy(update={"also": first})}, context, (), draft) if first else {}
    if sides and quotes and not any(one.kind in ("guide", "web") for one in draft.citations):
        draft.lines.clear()
        draft.citations.clear()
        answers(quotes, state["decision"], need, draft)
    before, draft.cards = draft.cards, ()
    idle = bool(first) and _as_it_was(state)
    if first and isinstance(state["decision"], Listing):  # behind an answer the first few will do
        state = {**state, "decision": replace(state["decision"], few=min(state["decision"].few or FEW, FEW))}
    listed_at = len(draft.lines)
    draft = _told(state, context, draft, currency, idle=idle)
    of_what_is_silent(state["decision"], shop, need, draft)
    measured = isinstance(state["decision"], Compared) and any(one.measures for one in state["decision"].leads)
    answers(quotes if general and not measured else (), state["decision"], need, draft)
    draft.cards = _each_once((*draft.cards, *before))
    shown = [] if idle else _shown(state)
    shown = beside(state, context, shown, draft)
    told_behind(state, context, shown, draft)
    seen = [*state.get("shown", ()), *shown]
    points(state.get("points", ()), offers, seen[-1].product_ids if seen else (), draft)
    draft.wording = wording  # a comparison has numbers of its own
    if _untold(state, draft):
        draft.say("choice.nobody_tells")
    if (told := _unsourced(state, draft)) is not None:
        draft.lines.insert(0 if isinstance(state["decision"], Listing) else len(draft.lines), wording.say(told))
    best = recommended(state["decision"], dialogue_of(state))
    if behind_it:
        left_over = reading.model_copy(update={"also": behind_it})
        focus = best.get("focus", state.get("focus", ()))
        listed = shown if not isinstance(state["decision"], Brands) else ()  # he counts in what he saw
        begun = len(draft.lines)
        kept = {**kept, **further({**state, "reading": left_over, "focus": focus}, context, listed, draft)}
        if isinstance(state["decision"], Listing) and all(one.intent == "product_question" for one in behind_it):
            draft.lines[listed_at:listed_at] = [draft.lines.pop() for _ in draft.lines[begun:]][::-1]  # what is asked comes before the list
    advised(state, draft)
    borne_in_mind(reading.notes, draft)
    for line in _of_the_buyer(state, context, wording):
        draft.lines.insert(0, line)
        draft.personal.append(line)
    draft.add_personal(*(reminder(row, wording) for row in reminded(state, state["shop"], context)))
    degraded = _degraded(state)
    for part in reversed(degraded):
        draft.lines.insert(0, wording.degraded(part, partly=_partly(state, part)))
    if not degraded:
        courtesy(reading.intent, state["shop"].settings, draft)
    reply = Reply(
        thread_id=context.thread,
        turn=state["turn"],
        language=need.language,
        intent=reading.intent,
        also=tuple(one.intent for one in reading.also),
        need=need,
        text=draft.text,
        cards=draft.cards,
        criteria=draft.criteria,
        relaxations=draft.relaxations,
        comparison=draft.comparison,
        inquiries=draft.inquiries,
        purchase=after(state, shown) if isinstance(state["decision"], (Purchased, Planned)) else None,
        plans=plans_of(state["decision"]),
        letters=letters_of(state["decision"]),
        citations=tuple(draft.citations),
        question=draft.question,
        understood=understood(state),
        lacking=draft.lacking,
        private=draft.private,
        degraded=degraded,
        timings_ms=state.get("timings_ms", {}),
        usage=state.get("usage", Usage()),
    )
    for kind, data in (("comparison", reply.comparison), ("citations", reply.citations), ("degraded", reply.degraded)):
        if data:
            send(Event(event=kind, data=reply.model_dump(mode="json", include={kind})[kind]))  # type: ignore[arg-type]
    left: Update = best or ({"focus": ()} if shown and not isinstance(state["decision"], (Purchased, Planned)) else {})
    if isinstance(decision := state["decision"], Mailed):
        left |= posted(decision, state["turn"])
    return {"reply": reply, "shown": shown, "purchase": after(state, shown), **left, **kept}


def _apart(state: State) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The further requests that are answered before the list, and those behind it: what was said before its goods, and what is to be learnt."""
    reading = state["reading"]
    problem = state.get("problem")
    if problem is not None:  # what isn't on the list leaves the rest of the message to be answered
        return (), (reading.also if isinstance(problem, Words) and problem.kind == "impossible" else ())
    listed = isinstance(state["decision"], (Choice, Listing))
    first = tuple(one for one in reading.also if one.ahead or (listed and KNOWLEDGE in one.asked))
    return first, tuple(one for one in reading.also if one not in first)


def _each_once(cards: Sequence[Card]) -> tuple[Card, ...]:
    first: dict[str, Card] = {}
    for one in cards:
        first.setdefault(one.product_id, one)
    return tuple(first.values())


def _as_it_was(state: State) -> bool:
    """Whether the list only comes again: nothing new is asked of the goods, or words that none of their records has."""
    reading, need = state["reading"], state["need"]
    assert need is not None
    if (
        not isinstance(state["decision"], Listing)
        or reading.topic == "new"
        or reading.conditions
        or reading.sort
        or reading.relative
        or reading.dropped
        or reading.category
        or reading.quantity
    ):
        return False
    records = [Record.of(offer.product, need.language) for offer in state["offers"][:SHOWN]]
    return bool(state.get("shown")) and not any(wish(word).told(record) for word in reading.words for record in records)


def _told(state: State, context: Context, draft: Draft, currency: str, *, idle: bool) -> Draft:
    """The decision; of a list that is `idle` only what none of its goods tells of."""
    need, offers = state["need"], state["offers"]
    assert need is not None
    decision = state["decision"]
    draft.add(*(text for kind, text in state["reading"].notes if kind == "list"))
    if isinstance(decision, (Planned, Mailed)):
        draft.cards += tuple(card(offer, need.language) for offer in offers)
        if isinstance(decision, Planned) and (asked := state.get("asked")) is not None and asked.kind == "letters":
            draft.add(say("talk.outdated", "en" if need.language == "en" else "zh"))
        planned_in_words(decision, draft) if isinstance(decision, Planned) else mailed_in_words(decision, draft)
        notes([note for note in state["reading"].notes if note[0] in (*LEFT_OUT, "currency")], currency, draft)
        return draft
    if not idle:
        called = None
        with suppress(OutsideError):  # a catalogue that can't be read now is told of elsewhere
            called = state["shop"].retriever.called(need, [one.id for one in offers if not one.candidate.near], today=context.today)
        return write(state["decision"], asked_of(state), offers, _noted(state), draft.wording, context.today, currency, draft, called)
    behind([note for note in _noted(state) if note[0] in (*BEHIND, *LEFT_OUT)], currency, draft, offers[:SHOWN], need)
    left(draft, offers[:SHOWN])
    return draft


def _untold(state: State, draft: Draft) -> bool:
    """Whether advice was asked for that nobody gave: neither the catalogue has such goods, nor do guides or outside sources speak of them."""
    decision = state["decision"]
    advice = state["plan"].answer in ("choice", "brands") and isinstance(decision, Listing) and decision.nothing_near and not decision.measured
    return advice and not draft.citations and not state.get("missing") and not state.get("unsearched")


def _unsourced(state: State, draft: Draft) -> str | None:
    """How it is said that a question of general knowledge is answered by no source from outside the records; None where one is cited, or it is said
    otherwise: by what the guides lack, or by who didn't answer."""
    plan = state["plan"]
    general = plan.answer == "knowledge" and plan.question and plan.topics
    if not general or any(one.kind in ("guide", "web") for one in draft.citations) or state.get("missing") or state.get("unsearched"):
        return None
    return "outside.none" if state["shop"].search.far else "outside.unasked" if isinstance(state["decision"], Listing) else None


def _of_the_buyer(state: State, context: Context, wording: Wording) -> Iterator[str]:
    """What of his earlier conversations counts here, and what is kept for later ones."""
    done, wishes, shop, decision = state.get("remembered") or Changes(), state.get("recalled", ()), state["shop"], state["decision"]
    if isinstance(decision, Known):
        return
    traits = (*done.kept, *(Trait(id=one.id, wish=one) for one in wishes))
    names = supplier_names(traits, shop.catalogue, wording.language)
    if state["offers"] and (line := used(wishes, state["offers"][:SHOWN], names, wording)):
        yield line
    noted = isinstance(decision, Words) and decision.kind in ("noted", "kept")
    if line := remembered(done, "all" if noted else "facts" if isinstance(decision, Listing) else "nothing", names, wording):
        yield line
    elif state["reading"].stands == "kept" and context.buyer is None:
        yield wording.say("profile.nobody")


_WORDS = ("unread", "unseen")
"""Kinds of note that tell of words left over."""


def _noted(state: State) -> tuple[tuple[str, str], ...]:
    """What the reader could not read and the catalogue has never heard of; where guides answer in the catalogue's place, only what of the message
    was left out."""
    if isinstance(state["decision"], Knowledge):
        return tuple(note for note in state["reading"].notes if note[0] in LEFT_OUT)
    if isinstance(decision := state["decision"], Choice) and decision.best is not None:
        told = decision.best.silent  # said by the choice
        guided = [criterion.statement for one in decision.criteria for criterion, _ in one.criteria]
        return tuple(
            (kind, text)
            for kind, text in _left_over(state)
            if kind not in _WORDS or (text not in told and not any(says(one, text) for one in guided))
        )
    return _left_over(state)


def _left_over(state: State) -> tuple[tuple[str, str], ...]:
    retrieval = state.get("retrieval")
    unseen = retrieval.unseen if retrieval and retrieval.candidates else ()
    unseen = tuple(word for word in unseen if not retrieval or word not in retrieval.uncalled)  # said first of all
    heard = state["reading"].query.split() if state["plan"].internal == "search" else []
    need = state["need"]
    read = " ".join(one.text for one in need.active if one.status == "inferred").casefold() if need else ""
    unseen = tuple(word for word in unseen if any(word in said or said in word for said in heard) and not of_kin(word))  # once, when it is said
    shelf = " ".join(translated(need.category)) if need and need.category else ""  # what it is called in the other language
    named = state["shop"].reader.vocabulary.names_attribute  # products state it, whatever they are called
    unseen = tuple(word for word in unseen if not (word in shelf or named(word)))
    things = [thing for kind, text in state["reading"].notes if kind == "unchecked" and (thing := lacked(text))]
    unseen = tuple(word for word in unseen if not any(thing in word or word in thing for thing in things))  # said by its own note
    told = "waits" if isinstance(state["decision"], Listing) else "unread"  # behind a list its own goods tell of it
    told_now = [(told if kind == "waits" else kind, text) for kind, text in state["reading"].notes]
    unread = [(kind, text) for kind, text in told_now if kind != "unread" or not (text in unseen or of_kin(text))]
    unread += [("aside", "")] if retrieval and retrieval.aside and heard else []
    ranked = " ".join(state["decision"].ranked if isinstance(state["decision"], Listing) else ()).casefold()
    noted = (*unread, *(("unmentioned" if word.casefold() in read else "unseen", word) for word in unseen))  # in what a model read: told beside it
    return _whole([note for note in noted if note[0] not in _WORDS or note[1].casefold() not in ranked])


def _whole(noted: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A word that no product has is told of with all that is unread around it, once: 棉花糖色, and no 糖色; "squat proof", and no "squat"."""
    around = {word: text for kind, word in noted if kind == "unseen" for other, text in noted if other == "unread" and _in(word, text)}
    kept = (note for note in noted if note[0] != "unread" or note[1] not in around.values())
    return tuple(dict.fromkeys((kind, around.get(text, text) if kind == "unseen" else text) for kind, text in kept))


def _in(word: str, text: str) -> bool:
    """Whether it is part of the text, in Latin letters as whole words of it."""
    return word in text if word >= "\u3400" else f" {word.casefold()} " in f" {text.casefold()} "


def _told_to_break(state: State, need: Need) -> set[tuple[str, str]]:
    """Products with the conditions that a list told them to break or leave open already, after these were set."""
    return {(id, one.name) for shown in state.get("shown", ()) for id in shown.told for one in need.active if one.turn <= shown.turn}


def _shown(state: State) -> list[Shown]:
    """The list that "the second one" will mean. A search that found nothing, and starting over, leave an empty one, so that "it" is nothing of
    an older topic."""
    decision, offers, need = state["decision"], state["offers"], state["need"]
    assert need is not None
    if isinstance(decision, Planned):
        return plan_lists(decision, state["purchase"], state["turn"], [offer.id for offer in offers])
    if isinstance(decision, Purchased):
        return lists(decision, state["turn"], [offer.id for offer in offers])
    if isinstance(decision, Knowledge) and decision.shelf is not None and not offers:
        return _sides(decision.shelf, state)
    cleared = isinstance(decision, Words) and decision.kind == "reset"
    anew = not isinstance(decision, Knowledge) and state["plan"].internal == "search"
    asked_of_some = isinstance(decision, Brands) and bool(state["reading"].references)  # those pointed at keep their numbers too
    listed = (
        isinstance(decision, (Listing, Ordered)) or cleared or (offers and not asked_of_some and (anew or isinstance(decision, (Brands, Choice))))
    )
    if not listed or (isinstance(decision, Choice) and decision.numbers):  # those chosen among keep their numbers of the list before
        return []
    ids, standing = tuple(offer.id for offer in offers), tuple(each.id for each in need.active)
    ranked = decision.ranked if isinstance(decision, Listing) else ()
    near = isinstance(decision, Listing) and decision.nothing_near
    named = min(decision.few or SHOWN, len(ids)) if isinstance(decision, Listing) else 0
    of = Shown(turn=state["turn"], product_ids=ids, category=need.category, query=need.query, audience=need.audience or "", conditions=standing)
    return [of.model_copy(update={"ranked": ranked, "near": near, "named": named})]


def _sides(told: OnShelf, state: State) -> list[Shown]:
    """The goods that a choice between kinds is told of by, which "the cheaper one" means then, where they are other goods than those in hand."""
    ids, before = tuple(dict.fromkeys(each for side in told.sides for each in side.ids)), state.get("shown", ())
    return (
        []
        if not ids or told.kind is None or (before and before[-1].category == told.kind)
        else [Shown(turn=state["turn"], product_ids=ids, category=told.kind)]
    )


def _partly(state: State, part: str) -> bool:
    """Whether something of a model's answer was of use, though not all of it."""
    return part == "model.summarise" and bool(state.get("points"))


def _degraded(state: State) -> tuple[str, ...]:
    retrieval = state.get("retrieval")
    missing = state.get("missing", ())
    outside = ("external_search",) if missing and not state.get("passages") else tuple(f"search.{name}" for name in missing)
    lost = (state.get("unread"), state.get("unkept"), state.get("unretrieved"), state.get("unsearched"), *outside, *state.get("silent", ()))
    return tuple(part for part in (*lost, *(retrieval.degraded if retrieval else ())) if part)
