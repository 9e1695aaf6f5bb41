"""From what was retrieved to a decision: the one place where a plan's kind of answer meets its tool."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Literal

from ..retrievers.lexicon import is_thing
from ..retrievers.mentioned import Mentioned
from ..retrievers.spread import Spread
from ..schema.asked import COUNT, PRICES, RATINGS, by_rank
from ..schema.candidate import Retrieval
from ..schema.condition import Condition
from ..schema.evidence import Evidence
from ..schema.need import Need
from ..schema.plan import Answer
from ..schema.product import Product
from ..schema.reading import Reading
from ..schema.reply import Relaxation
from ..understanding.references.matching import Recorded, having_words
from .brands.branded import branded, with_others
from .brands.brands import Asking, brand, brands
from .brands.disputes import disputed
from .choosing.compare import MOST, compare
from .choosing.general import between_sides, how_to_choose, told_of
from .choosing.leading import asks_how, leading
from .choosing.logic import logic, stated_by
from .choosing.marks import marks
from .choosing.meeting import Meeting
from .choosing.nearest import of_surroundings
from .choosing.pick import Pool, pick
from .choosing.placed import placed
from .choosing.rising import rising
from .choosing.rules import ruled_by_guides
from .choosing.siding import asks_apart
from .choosing.table import table
from .claims.goods import speaks_of_papers
from .decisions.choice import Choice
from .decisions.comparison import Compared
from .decisions.conditions import Conditions
from .decisions.decision import Decision
from .decisions.details import Details
from .decisions.knowledge import Knowledge
from .decisions.listing import Listing, Ordered
from .decisions.logic import Weighed
from .decisions.manner import manner
from .decisions.offer import Offer
from .decisions.reviews import Reviews
from .decisions.spreading import Spreading
from .decisions.suppliers import Field
from .decisions.words import Words
from .facts.akin import Akin
from .facts.alike import alike
from .facts.answering import answering, is_general, surer
from .facts.answers import Answers
from .facts.details import details
from .facts.either import either
from .facts.first import first
from .facts.freely import Freely, free_question
from .facts.heard import Heard
from .facts.knowledge import knowing
from .facts.looked import Looked
from .facts.of_all import of_all, of_the_whole
from .facts.recorded import fields_of
from .facts.reviews import reviews_of
from .facts.written import Written, in_their_texts
from .inquiries.desk import Desk, draft, handle
from .searching.beyond import beyond
from .searching.market import market_rules
from .searching.nearest import shelves_beside
from .searching.offers import judged, offers
from .searching.relax import relaxations
from .searching.stated import measured_by
from .searching.wish import Record, wish
from .searching.wished import NOTED
from .shop import Shop
from .suppliers.field import field_of
from .suppliers.sellers import sellers
from .suppliers.suppliers import Question, suppliers
from .wording.wording import Wording

CARDS = 10
SHOWN = 5
FEW, MEETING = 3, 2
"""Goods asked about together of which others are told that are what none of them is, and how many of those."""
SEVERAL = 3
"""Of each kind of goods, where a message names several."""
POOL = 300
"""Candidates that a question to the buyer is chosen by."""
ASKED = 3
"""Products that are asked for where the buyer has not seen them yet."""


def decide(
    answer: Answer,
    shop: Shop,
    reading: Reading,
    need: Need,
    retrieval: Retrieval,
    evidence: Sequence[Evidence],
    wording: Wording,
    today: date,
    desk: Desk | None = None,
    counts: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Decision, tuple[Offer, ...]]:
    """The decision and the offers whose cards go with it, best first. `desk` has the conversation's inquiries, `counts` by product how many of it
    are to be bought where that is another number than the need's."""
    at = desk or Desk(shop, need, wording, today)
    found = offers(shop.catalogue, retrieval.candidates or retrieval.near_misses, need.quantity, counts)
    near = offers(shop.catalogue, retrieval.nearest, need.quantity)
    language = wording.language
    if answer == "listing":
        several = SEVERAL if reading.beside and need.waiting else CARDS
        found = _saying(found, reading, language) if retrieval.candidates else found
        in_texts = () if retrieval.candidates else in_their_texts(found, need, _after_all(shop, wording))
        found, near = (in_texts or found)[: min(reading.few or several, CARDS)], near[:several]
        return replace(_listing(found, near, shop, reading, need, retrieval, wording, today), in_texts=bool(in_texts)), (*found, *near)
    if answer == "conditions":
        return _conditions(reading, need), ()
    if answer == "placed":
        told = found[:SHOWN]
        return placed(told, at.shown[-1] if at.shown else None, shop, need, today), told
    if answer == "spread":
        pointed = bool(reading.references) and set(reading.asked) != {COUNT}  # how many "they" are is of all that fit
        return _spread(reading, _of(found, need) if pointed else need, shop, today, pointed=pointed and bool(found)), ()
    if answer == "knowledge":
        goods = _in_hand(shop, need) if not is_thing(reading.query) else ""
        if reading.case and (known := of_surroundings(dict(reading.case), shop.catalogue.guides(), language)):
            return Knowledge(reading.query, known, reading.asked), ()
        noted = answering([piece for piece in evidence if is_general(piece)])
        evidence = [piece for piece in evidence if not is_general(piece)]
        if surer(noted, answering(evidence)):
            evidence = [piece.model_copy(update={"line": "", "sure": 0.0}) for piece in evidence]
        rules = market_rules(shop, reading, need, today) if speaks_of_papers(reading.query, shop.reader.vocabulary) else ()
        shown = at.shown[-1].product_ids if at.shown else ()
        if reading.alternatives:
            sides = between_sides(reading, shop, need, today, rules, noted, shown, "" if at.several else at.text)
            if sides.pieces or sides.shelf is not None:
                return sides, ()
        pieces = knowing(reading.query, evidence, language, shop.reader.vocabulary, goods)
        return told_of(reading, pieces, shop, need, today, rules, noted, shown), ()
    if answer == "inquiry" and reading.asked[:1] not in ((), ("draft",)):
        done = handle(reading, at)
        return done, tuple(offer for letter in done.letters for offer in letter.offers)[:SHOWN]
    named = [condition for condition in reading.supposed if condition.field == "brand"]
    if answer == "brands" and named:
        rivals = dict.fromkeys(
            str(one.value) for each in (reading, *reading.also) if each.intent == "brand" for one in each.supposed if one.field == "brand"
        )
        if len(rivals) == 2:  # HP or Lenovo is a choice between two sides as any other
            asked_of = reading.model_copy(update={"alternatives": tuple(rivals), "query": " / ".join(rivals)})
            sides = between_sides(asked_of, shop, need, today, (), (), at.shown[-1].product_ids if at.shown else (), at.text)
            if sides.shelf is not None and any(side.count for side in sides.shelf.sides):
                return sides, ()
        return _brand(named, shop, need, evidence, language, today)
    if answer == "suppliers" and (field := _field(reading, found, shop, need, today)) is not None:
        told = field.best.offers if field.best else found[:SHOWN] if field.total else field.hinted
        question = Question(reading.asked, need, today)
        return replace(suppliers(told, question, shop.catalogue, shop.reader.vocabulary, wording), best_rated=(), field=field), told
    if not found:
        return _without_offers(near, shop, need, retrieval, wording, today), near
    pointed = bool(reading.references)
    few = _of_each_kind(found) if len(reading.references) > 1 and answer == "details" else found[:SHOWN]
    few = few[: reading.few] if answer == "comparison" and not pointed else few
    if answer == "choice" and pointed and len(few) == 1 and at.shown:  # whether it is the one to take is told beside the others of its list
        beside = judged(shop.catalogue, [one for one in at.shown[-1].product_ids if one != few[0].id], need, today)
        few = (*few, *offers(shop.catalogue, beside, need.quantity)[: SHOWN - 1])
    side = _of_one_kind(found, need, shop, today)[:MOST] if pointed else few
    sold = sellers(found) if pointed else few
    if answer == "brands":
        among: Literal["meeting", "shown", "near"] = "shown" if pointed else "meeting" if retrieval.candidates else "near"
        every = brands(_nearest(found) if among == "near" else found, evidence, Asking(language, today, need), among)
        every = replace(every, rows=tuple(disputed(row, shop, need, today) for row in every.rows))
        every = every if every.rows or not need.category else with_others(every, shop, need, today)
        return every, tuple(row.best for row in every.rows) or few
    asked = tuple(name.removeprefix("attr.") for name in reading.asked)
    measured = Meeting(shop.catalogue, shop.asks, today, language)
    heard = partial(reviews_of, catalogue=shop.catalogue, language=language)
    judge = partial(_meets, shop=shop, need=need, today=today)
    reading = _of_the_described(reading, few, shop, today)
    fresh = frozenset(offer.id for offer in few).difference(*(one.product_ids for one in at.shown))
    found_by = (fresh and not pointed) or (few and reading.category and not any(reading.category in each.product.category for each in few))
    asking = reading.model_copy(update={"conditions": ()}) if found_by else reading  # by which they were found, or others are
    of_two = either(at.text, reading, few, _after_all(shop, wording)) if answer == "details" else None
    put = free_question(reading, at.text.replace(of_two.part, "") if of_two else at.text)
    decisions: dict[Answer, Callable[[], Decision]] = {
        "choice": lambda: pick(
            few,
            _pool(found, pointed, shop, need, today),
            evidence,
            _order(shop, evidence),
            need,
            measured,
            asked,
            tuple(text for kind, text in reading.notes if kind in NOTED),
            rising(asked, shop.reader.vocabulary),
            Heard(Answers(shop.catalogue.reviews, shop.meanings, wording, few=True)),
        ),
        "comparison": lambda: _compared(side, need, wording, today, heard, len(found) if pointed else len(side), reading, shop, at.text),
        "suppliers": lambda: suppliers(sold, Question(reading.asked, need, today), shop.catalogue, shop.reader.vocabulary, wording),
        "details": lambda: replace(
            details(
                few,
                asking,
                judge,
                heard,
                wording,
                _quantity(few, need),
                vocabulary=shop.reader.vocabulary,
                freely=Freely(put, reading, Answers(shop.catalogue.reviews, shop.meanings, wording), shop.reader.vocabulary) if put else None,
                looked=Looked(Answers(shop.catalogue.reviews, shop.meanings, wording, few=len(few) > 1), shop.reader.vocabulary),
                written=_after_all(shop, wording),
                sides=of_two,
                case=need.case,
            ),
            first=first(reading, few, at.among, at.shown[-1].told if at.shown else (), need, shop, today),
            manner=manner(at.text),
            numbers=_numbers(few, at),
            counts=_counts(few, counts, need),
            fresh=fresh,
            said=frozenset(one.name for one in reading.conditions if one.hard),
            apart=asks_apart(at.text),
        ),
        "inquiry": lambda: draft(found[: _written(reading)], reading, at),
    }
    decision = decisions[answer]()
    if isinstance(decision, Compared) and decision.silent and _tells(told_of_each := decisions["details"]()):
        answer, decision = "details", told_of_each
    if isinstance(decision, Choice):
        numbers = _numbers(decision.offers, at)
        pair = table(decision.offers, (), need, wording, today, asked) if pointed and (len(decision.offers) == 2 or asks_apart(at.text)) else ()
        guided, how = any(one.criteria for one in decision.criteria), asks_how(at.text)
        by = [wording.label(name) if name.startswith("attr.") else name.removeprefix("said.") for name in reading.asked]
        blind = decision.best is not None and not (decision.best.told or decision.best.criteria or decision.best.failed)
        general = how_to_choose(decision.offers, by, shop, need) if at.guided and (how or blind) and not guided else None
        decision = replace(
            decision, few=reading.few, numbers=numbers, how=how, rows=pair, cheaper=_cheaper(decision, need, shop, today), noted=general
        )
    if isinstance(decision, Compared):
        several = len({one.text or one.ordinal for one in reading.references}) > 1
        decision = replace(decision, numbers=_numbers(decision.offers, at), same=several and len(decision.offers) == 1)
    if answer == "suppliers":
        return decision, sold
    if isinstance(decision, Details) and decision.first is None and len(few) <= FEW:
        decision = replace(decision, meeting=_meeting(decision, need, shop, today))
        return decision, (*few, *decision.meeting)
    if isinstance(decision, Details) and decision.first is not None:
        return decision, tuple({one.id: one for one in (*decision.first.listed, *decision.first.best)}.values())
    if isinstance(decision, Choice):
        return decision, (*decision.offers, *([decision.cheaper] if decision.cheaper else []))
    return decision, side if answer == "comparison" else few


def _meeting(told: Details, need: Need, shop: Shop, today: date) -> tuple[Offer, ...]:
    """Where each of the goods asked about is stated not to be what the buyer supposes, the first few of their kind that are."""
    fields = {one.field for one in told.details if one.closed and one.answer is False and one.field.startswith("attr.") and not one.missing}
    denied = tuple(
        one for one in told.supposed if one.field in fields and all(each.answer is False for each in told.details if each.field == one.field)
    )
    ids = [offer.id for offer in told.offers]
    if not denied or not need.category or not shop.retriever.of_goods(need, ids, today=today):
        return ()
    kept = tuple(one for one in need.conditions if one.field not in fields and not one.pages)
    wide = need.model_copy(update={"conditions": (*kept, *(one.model_copy(update={"hard": True}) for one in denied))})
    found = shop.retriever.retrieve(wide, today=today, k=len(ids) + MEETING).candidates
    return offers(shop.catalogue, [one for one in found if one.product_id not in ids], need.quantity)[:MEETING]


def _cheaper(chosen: Choice, need: Need, shop: Shop, today: date) -> Offer | None:
    """Where the one to take is dearer than may be: of all such goods the cheapest that keeps the rest, within the limit or not."""
    limit = next((one for one in need.hard if one.field == "price" and chosen.best is not None and one.name in chosen.best.failed), None)
    if limit is None:
        return None
    wide = need.model_copy(update={"conditions": tuple(one for one in need.conditions if one is not limit and not one.pages)})
    first = shop.retriever.leading(wide, "price", today=today).ids[:1]
    own = offers(shop.catalogue, judged(shop.catalogue, first, need, today), need.quantity)
    return next((one for one in own if all(one.id != other.id for other in chosen.offers)), None)


def _compared(
    side: tuple[Offer, ...],
    need: Need,
    wording: Wording,
    today: date,
    heard: Callable[[Product], Reviews],
    pointed: int,
    reading: Reading,
    shop: Shop,
    text: str,
) -> Compared:
    """Side by side, with who comes first by what was asked."""
    fields = tuple(name.removeprefix("attr.") for name in fields_of([offer.product for offer in side], reading.asked, wording))
    ruled = ruled_by_guides(side, shop.catalogue.guides(), wording.language)
    found = compare(side, need, wording, today, heard, pointed, ruled, fields)
    if len(found.offers) < 2:
        return found
    same = bool(found.kinds) and bool(need.category or need.query) and shop.retriever.of_goods(need, [one.id for one in found.offers], today=today)
    akin = Akin(need.category, shop.reader.vocabulary, wording)
    leads = leading(found.offers, found.asked, text, wording, shop.reader.vocabulary, akin)
    if not fields and found.best is None:  # by what it is for, where records tell of it
        of_use = leading(found.offers, [f"said.{word}" for word in need.words], "", wording, shop.reader.vocabulary)
        leads = tuple(one for one in of_use if one.measures or one.spoken)
    return replace(found, leads=leads, kinds=() if same else found.kinds)


def _of_one_kind(found: tuple[Offer, ...], need: Need, shop: Shop, today: date) -> tuple[Offer, ...]:
    """Of what is pointed at by several words those of the goods in hand, where two at least are: of labels no lens is the sharper."""
    own = tuple(offer for offer in found if shop.retriever.of_goods(need, [offer.id], today=today)) if need.category or need.query else ()
    return own if len(own) > 1 else found


def _of_the_described(reading: Reading, told: Sequence[Offer], shop: Shop, today: date) -> Reading:
    """Of what is pointed at by something said of it, and not by its name, that and the price are told: "which was it that two can be linked of?"."""
    pointer = reading.references[0] if len(reading.references) == 1 else None
    if reading.asked or reading.supposed or pointer is None or pointer.kind != "described" or not pointer.words:
        return reading
    ids, records = [offer.id for offer in told], Recorded(shop.catalogue, today)
    if any(having_words(word, ids, records).ids for word in pointer.words):
        return reading
    return reading.model_copy(update={"asked": ("price", f"said.{' '.join(pointer.words)}")})


def _saying(found: tuple[Offer, ...], reading: Reading, language: str) -> tuple[Offer, ...]:
    """Of what must be so, in words that no field is for, those whose records say all of it, where several do. What is meant by other words than
    its own only ranks."""
    firm = [each for kind, text in reading.notes if kind == "firm" and not (each := wish(text)).unwanted]
    records = {offer.id: Record.of(offer.product, language) for offer in found} if firm else {}
    own = [each for each in firm if all(each.meant(record.trades) is None for record in records.values())]
    fit = tuple(one for one in found if all((told := each.told(records[one.id])) is not None and told.met for each in own))
    return fit if len(fit) > 1 else found


def _tells(decision: Decision) -> bool:
    """Whether something is known of what is asked."""
    return isinstance(decision, Details) and not all(one.unheard_of for one in decision.details)


def _quantity(told: Sequence[Offer], need: Need) -> int | None:
    """How many of these goods are wanted: those in hand, or those that wait beside them."""
    numbers = [(need.category, need.quantity), *((one.category, one.quantity) for one in need.waiting)]
    of = (number for name, number in numbers if name is None or all(name in offer.product.category for offer in told))
    return next(of, None)


def _counts(told: Sequence[Offer], counts: Mapping[str, int], need: Need) -> dict[str, int]:
    """By product how many are wanted: those in hand, or those to be bought beside them."""
    own = {offer.id: need.quantity for offer in told if need.quantity and not need.pack and need.category in offer.product.category}
    return {**own, **counts}


def _of_each_kind(found: Sequence[Offer]) -> tuple[Offer, ...]:
    """The first few of each kind of goods pointed at, so that none is left out: towels and hoodies."""
    kinds = list(dict.fromkeys(offer.product.category[-1:] for offer in found))
    each = -(-SHOWN // len(kinds)) if kinds else 0
    return tuple(offer for kind in kinds for offer in [one for one in found if one.product.category[-1:] == kind][:each])


def _in_hand(shop: Shop, need: Need) -> str:
    """The names of the goods that are talked about."""
    return " ".join(shop.glossary.say("category", need.category, each) for each in ("zh", "en")) if need.category else ""


def _numbers(told: Sequence[Offer], at: Desk) -> tuple[int, ...]:
    """By which the buyer calls them: after 比较第二款和第四款, 第一款 is still the first of the list."""
    listed = at.shown[-1].product_ids if at.shown else ()
    return tuple(listed.index(offer.id) + 1 for offer in told) if all(offer.id in listed for offer in told) else ()


def _field(reading: Reading, found: Sequence[Offer], shop: Shop, need: Need, today: date) -> Field | None:
    """All suppliers, where one of them is asked for by a number of its record, or suppliers are looked for anew."""
    rank = by_rank(reading.asked)
    anew = not reading.references and (reading.topic == "new" or bool(reading.conditions)) and (need.category or need.query or need.hard)
    if not (rank or anew) or (not found and not need.hard):
        return None
    return field_of(shop, need, today, rank, found if reading.references else ())


def _pool(found: tuple[Offer, ...], pointed: bool, shop: Shop, need: Need, today: date) -> Pool:
    """What the choice is among: the products pointed at, else all that meet the need."""
    total = shop.retriever.count(need, today=today)
    if pointed or not total:
        return Pool(found, len(found), "shown", today, asks=total > 0)
    candidates = shop.remembered.products(need, today=today, k=POOL).candidates
    return Pool(offers(shop.catalogue, candidates, need.quantity) or found, total, "meeting" if need.hard else "all", today)


def _brand(
    named: Sequence[Condition], shop: Shop, need: Need, evidence: Sequence[Evidence], language: str, today: date
) -> tuple[Decision, tuple[Offer, ...]]:
    """The brand asked about, with its products that buyers rate most as cards."""
    own, peers = branded(named, shop, need, today)
    told = brand(own, peers, evidence, Asking(language, today, need))
    shown = sorted(own, key=lambda offer: -(offer.product.review_count or 0))[:SHOWN]
    return replace(told, rows=tuple(disputed(row, shop, need, today) for row in told.rows)), tuple(shown)


def _meets(offer: Offer, condition: Condition, shop: Shop, need: Need, today: date) -> bool | None:
    """None: the record doesn't tell."""
    asked = need.model_copy(update={"conditions": (condition,)})
    verdict = next(iter(judged(shop.catalogue, [offer.id], asked, today)), None)
    return None if verdict is None or verdict.unknown else bool(verdict.met)


def _conditions(reading: Reading, need: Need) -> Conditions:
    """Those of the fields asked about, or all of them with what holds of the buyer."""
    told = tuple(one for one in need.conditions if one.status != "removed" and not one.pages)
    asked = tuple(one for one in told if one.field in reading.asked)
    return Conditions(asked, (), of=True) if asked else Conditions(told, need.facts)


def _of(found: Sequence[Offer], need: Need) -> Need:
    """The need of nothing but these."""
    few = Condition(id="few", field="product", op="in", value=tuple(offer.id for offer in found))
    return need.model_copy(update={"conditions": (few,), "query": "", "category": None}) if found else need


def _spread(reading: Reading, need: Need, shop: Shop, today: date, pointed: bool = False) -> Spreading:
    named = [facet.aliases.get(need.language, facet.path)[-1] for facet in shop.catalogue.facets().categories if facet.path[-1] == need.category]
    ratings = shop.retriever.ratings(need, today=today) if RATINGS in reading.asked else None
    total = shop.retriever.count(need, today=today)
    asked = {"rated": RATINGS in reading.asked, "priced": PRICES in reading.asked}
    told = tuple((name, said) for name in of_the_whole(reading.asked) if (said := of_all(name, need, shop, today)) is not None)
    return Spreading(total, next(iter(named), ""), _prices(reading, need, shop, today), ratings, **asked, told=told, pointed=pointed)


def _prices(reading: Reading, need: Need, shop: Shop, today: date) -> tuple[Spread, ...]:
    return shop.retriever.spreads(need, today=today) if PRICES in reading.asked else ()


def _written(reading: Reading) -> int:
    """How many products found are written for: of goods asked for just now so many as he says, or the one that comes first by his superlative."""
    if reading.topic != "new":
        return SHOWN
    return min(reading.few or (1 if reading.sort else ASKED), SHOWN)


def _without_offers(near: tuple[Offer, ...], shop: Shop, need: Need, retrieval: Retrieval, wording: Wording, today: date) -> Decision:
    if not need.query and not need.category and not need.conditions:
        return Words("nothing_shown")
    relaxed, nothing = _relaxations(shop, need, wording, today), retrieval.nothing_near
    measured = measured_by(need.query, shop) if nothing else None
    instead = shelves_beside(need, shop) if nothing and not near else ()
    return Listing(
        (),
        0,
        near=near,
        lacking=retrieval.lacking,
        nothing_near=nothing,
        relaxations=relaxed,
        mentioned=_mentioned(shop, need, retrieval),
        measured=measured,
        shelves=_shelves(shop, wording.language)[:SHOWN] if nothing and not (near or instead) else (),
        instead=instead,
    )


def _listing(
    found: tuple[Offer, ...],
    near: tuple[Offer, ...],
    shop: Shop,
    reading: Reading,
    need: Need,
    retrieval: Retrieval,
    wording: Wording,
    today: date,
) -> Listing:
    near_miss, lost = not retrieval.candidates, retrieval.nothing_near and not near
    instead = shelves_beside(need, shop) if lost else ()
    unmet = () if near_miss else tuple(text for kind, text in reading.notes if kind in NOTED)
    return Listing(
        offers=found,
        near=near,
        lacking=retrieval.lacking,
        uncalled=retrieval.uncalled,
        unfit=retrieval.unfit,
        total=max(len(retrieval.candidates), shop.retriever.count(need, today=today) - retrieval.refused) if retrieval.candidates else 0,
        near_miss=near_miss,
        nothing_near=retrieval.nothing_near,
        marks={} if near_miss else marks(found[:SHOWN]),
        relaxations=_relaxations(shop, need, wording, today) if near_miss and not retrieval.nothing_near else (),
        facts=reading.facts,
        spreads=() if near_miss else _prices(reading, need, shop, today),
        logic=() if near_miss or need.sort or len(found) < 2 else stated_by(_logic(need, shop), found[:SHOWN]),
        rules=() if near_miss else market_rules(shop, reading, need, today),
        mentioned=_mentioned(shop, need, retrieval),
        measured=measured_by(need.query, shop) if retrieval.nothing_near else None,
        order=Ordered(need.sort[0], 0 if near_miss else _silent(shop, need, today), () if reading.sort else reading.words)
        if need.sort and _alike(found)
        else None,
        few=reading.few,
        alike=_alike_stated(found[:SHOWN], need, shop),
        beyond=beyond(unmet, found, need, shop, today),
        shelves=_shelves(shop, wording.language) if lost and not instead or not (need.query or need.category or need.active or need.words) else (),
        instead=instead,
    )


def _logic(need: Need, shop: Shop) -> tuple[Weighed, ...]:
    return logic(need, shop.catalogue.guides(), shop.catalogue.columns.tables.currencies)


def _nearest(found: Sequence[Offer]) -> tuple[Offer, ...]:
    """Near misses that break as few of the conditions as the first: what an exclusion sent away is near to nothing."""
    return tuple(offer for offer in found if len(offer.candidate.failed) == len(found[0].candidate.failed))


def _alike(found: Sequence[Offer]) -> bool:
    """Whether they miss the same, so that an order goes through all of them."""
    return len({(offer.candidate.failed, offer.candidate.unknown) for offer in found}) < 2


def _after_all(shop: Shop, wording: Wording) -> Written:
    return Written(Answers(shop.catalogue.reviews, shop.meanings, wording), shop.reader.vocabulary)


def _alike_stated(told: Sequence[Offer], need: Need, shop: Shop) -> dict[tuple[str, str], tuple[str, ...]]:
    """What their records state in place of what must be met."""
    found = {(offer.id, name): alike(offer.product, attribute, shop.reader.vocabulary) for offer, name, attribute in _untold(told, need)}
    return {key: names for key, names in found.items() if names}


def _untold(told: Sequence[Offer], need: Need) -> list[tuple[Offer, str, str]]:
    """Offers whose records don't tell of an attribute that must be met, with the condition and the attribute."""
    asked = {one.name: one.field.removeprefix("attr.") for one in need.hard if one.field.startswith("attr.")}
    return [(offer, name, asked[name]) for offer in told for name in offer.candidate.unknown if name in asked]


def _silent(shop: Shop, need: Need, today: date) -> int:
    return shop.retriever.count(need, today=today) - shop.retriever.stating(need, need.sort[0], today=today)


def _shelves(shop: Shop, language: str) -> tuple[tuple[str, int], ...]:
    leaves = [facet for facet in shop.catalogue.facets().categories if facet.leaf]
    return tuple((facet.aliases.get(language, facet.path)[-1], facet.count) for facet in sorted(leaves, key=lambda one: (-one.count, one.path)))


def _mentioned(shop: Shop, need: Need, retrieval: Retrieval) -> tuple[Mentioned, ...]:
    """Not beside what goods are measured by: that tells where they are already."""
    if not retrieval.nothing_near or measured_by(need.query, shop):
        return ()
    return shop.retriever.mentioned(need.query, need.language)


def _relaxations(shop: Shop, need: Need, wording: Wording, today: date) -> tuple[Relaxation, ...]:
    count, nearest = partial(shop.retriever.count, today=today), partial(shop.retriever.nearest, today=today)
    return tuple(
        Relaxation(remove=tuple(one.id for one in way.given_up), instead=way.instead, text=wording.way(way.given_up, way.instead), count=way.count)
        for way in relaxations(need, count, nearest)
    )


def _order(shop: Shop, evidence: Sequence[Evidence]) -> list[str]:
    """Attributes as the guides rank their criteria, the best guide's first."""
    guides = [shop.catalogue.guide(ref) for ref in dict.fromkeys(piece.ref for piece in evidence if piece.kind == "guide")]
    return [criterion.attribute for guide in guides if guide for criterion in guide.criteria]
