"""The further requests of one message, each answered behind the first, in their order."""

from collections.abc import Sequence
from dataclasses import replace

from ..dialogue.execution import of_several
from ..dialogue.focus import focus_of, of_its_brand, of_what_was_found, talked
from ..dialogue.inquiries import over, pointing
from ..dialogue.references import resolve
from ..dialogue.topics import Dialogue
from ..schema.candidate import Retrieval
from ..schema.context import Context
from ..schema.evidence import Evidence
from ..schema.reading import Reading
from ..schema.reference import Shown
from ..tools.claims.fused import fused
from ..tools.decide import decide
from ..tools.decisions.choice import Choice
from ..tools.decisions.inquiries import Inquiries
from ..tools.decisions.knowledge import Knowledge
from ..tools.decisions.words import Words
from ..tools.facts.pointed import Pointed
from ..tools.searching.offers import judged, offers
from ..tools.searching.queries import questions
from ..tools.wording.plain import plain
from ..tools.wording.wording import Wording
from ..tools.writing.draft import Draft
from ..tools.writing.reply import write
from .advised import of_what_is_silent
from .fusion import desk, goods_of, wanted
from .intent import asking, plan_of
from .internal_retrieval import reviews
from .opened import asked_of, dialogue_of
from .plans import plans
from .state import State, Update


def further(state: State, context: Context, listed: Sequence[Shown], draft: Draft) -> Update:
    """Writes the answer of each onto `draft`. `listed` is what the first request shows. Returns what a write tool leaves."""
    kept: Update = {}
    before = [state["reading"]]
    for reading in state["reading"].also:
        before.append(reading)
        if _told_already(reading, before[:-1]) or (isinstance(state.get("decision"), Knowledge) and _of_a_brand(reading) and _of_a_brand(before[0])):
            continue
        now: State = {**state, "reading": reading, "shown": [*state.get("shown", []), *listed], **kept}  # type: ignore[typeddict-item]
        kept = {**kept, **_answered(now, context, draft)}
    return kept


def _told_already(reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether it asks of a brand that isn't here beside brands that are told of, which a note tells, or which to take once more."""
    brand = reading.intent == "brand" and not reading.references and not reading.supposed
    chosen = reading.intent == "pick" and not reading.references and any(one.intent == "pick" and one.asked == reading.asked for one in before)
    return chosen or (brand and any(one.intent == "brand" for one in before))


def _of_a_brand(reading: Reading) -> bool:
    return reading.intent == "brand" and any(one.field == "brand" for one in reading.supposed)


def _answered(state: State, context: Context, draft: Draft) -> Update:
    shop, need, reading = state["shop"], state["need"], state["reading"]
    assert need is not None
    number = reading.pieces or (reading.quantity if reading.intent == "product_question" else None)
    if number is not None:  # what another number of them costs
        need = need.model_copy(update={"quantity": number})
        state = {**state, "need": need}
    wording = Wording(need.language, state["turn"], shop.glossary)
    records = Pointed(shop, context.today, need.quantity)
    now = dialogue_of(state)
    resolution = resolve(pointing(reading, now.focus), now, records)
    reading = of_what_was_found(reading, resolution)
    resolution = of_several(reading, resolution)
    if resolution.outcome == "ambiguous" and not set(resolution.choices) <= set(state.get("focus", ())):
        choices = offers(shop.catalogue, judged(shop.catalogue, resolution.choices, need, context.today), need.quantity)
        write(Words("ambiguous", choices=choices), need, (), (), wording, context.today, onto=draft)
        return {}
    if resolution.outcome == "impossible":
        said = Words("impossible", detail=resolution.text, available=resolution.available) if resolution.available else Words("nothing_shown")
        write(said, need, (), (), wording, context.today, onto=draft)
        return {}
    if resolution.lost and len(resolution.lost) >= len(reading.references):  # it is of none of those in hand
        draft.say("note.unpointed", text=plain(resolution.lost[0].text))
        return {}
    focus = resolution.product_ids or resolution.choices or state.get("focus", ()) or focus_of(reading, resolution, now)
    reading = of_its_brand(reading, focus, shop.catalogue.product)
    plan = plan_of(reading, need, focus, plans(shop.settings.plans))
    plan = asking(plan, reading.query) if plan.answer == "knowledge" else plan
    state = {**state, "reading": reading, "focus": focus, "plan": plan}
    own = asked_of(state)
    need = own if number is None else own.model_copy(update={"quantity": number})
    state = {**state, "need": need}
    retrieval, evidence = _found(state, context)
    at = desk(state, context, wording)
    at = replace(at, text="") if plan.answer == "details" else at  # the message asks more than this
    counts = dict.fromkeys(focus, number) if number else wanted(state)
    decision, shown = decide(state["plan"].answer, shop, reading, need, retrieval, evidence, wording, context.today, at, counts)
    lost = tuple(("unpointed", each.text) for each in resolution.lost)
    write(decision, need, shown, lost, wording, context.today, onto=draft)
    of_what_is_silent(decision, shop, need, draft)
    kept = recommended(decision, now)
    return {**kept, "inquiries": list(decision.kept)} if isinstance(decision, Inquiries) and not over(reading) else kept


def recommended(decision: object, now: Dialogue) -> Update:
    """What is talked about once a product was recommended: that one."""
    if not isinstance(decision, Choice) or decision.best is None:
        return {}
    chosen = (decision.offers[decision.best.place].id,)
    return {"focus": chosen, "talked": talked(chosen, now)}


def _found(state: State, context: Context) -> tuple[Retrieval, tuple[Evidence, ...]]:
    """As the retrievals of a turn of its own would find it."""
    shop, need, plan, focus = state["shop"], state["need"], state["plan"], state["focus"]
    assert need is not None
    retrieval = Retrieval()
    if plan.internal == "focus" and focus:
        found = judged(shop.catalogue, focus, need, context.today)
        retrieval = Retrieval(candidates=found, allowed=len(found))
    elif plan.internal != "none":
        retrieval = shop.retriever.retrieve(need, today=context.today, k=plan.k)
    outside = shop.remembered.passages(questions(shop, need, state["reading"], plan), need).pieces if plan.topics else ()
    return retrieval, (*fused(outside, shop.reader, context.today, goods_of(state)), *(reviews(state, retrieval) if plan.reviews else ()))
