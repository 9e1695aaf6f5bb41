"""One line's search: what meets its musts, which of those can be had in its number, and which keep its wishes."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from time import perf_counter

from ..schema.candidate import Candidate, Retrieval
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.product import Product
from ..schema.sourcing_plan import Deal
from ..schema.sourcing_report import LineReport, LineStatus
from ..schema.sourcing_task import Note, SourcingLine, SourcingTask
from ..tools.decisions.told import Told
from ..tools.facts.answers import Answers
from ..tools.facts.written import Written, in_their_texts
from ..tools.searching.linked import money
from ..tools.searching.nearest import lacks
from ..tools.searching.offers import judged, offers
from ..tools.searching.wish import Record, wish
from ..tools.shop import Shop
from ..tools.wording.wording import Wording
from .deals import POOR, deals
from .grounding import LineNeed, line_need
from .phrases import note

EVERY, FIRST = 300, 60
"""Products of a line, the cheapest first, and of those that rank first, where there are more."""
NEAREST, FAR = 3, 4
"""Products that are told of a line that nothing is for, and how many times a price that is wished for is far beyond it."""


@dataclass(frozen=True)
class FoundLine:
    """`choices` are the deals that plans choose among, `more` the others that meet all musts, for who wants one seller or has a budget; `lost` has by
    product the wishes that the records of these don't state. `need` is what was searched by."""

    report: LineReport
    choices: tuple[Deal, ...] = ()
    more: tuple[Deal, ...] = ()
    need: Need | None = None
    lost: Mapping[str, str] = field(default_factory=dict)

    @property
    def wider(self) -> tuple[Deal, ...]:
        """All that can be had as well as what plans choose among."""
        grade = max(map(_grade, self.choices), default=0)
        return (*self.choices, *(one for one in self.more if _grade(one) <= grade and not _poor(one)))


def search(line: SourcingLine, task: SourcingTask, shop: Shop, today: date, asked: LineNeed | None = None, pick: str | None = None) -> FoundLine:
    """All that is known of one line; `asked` is its need where it is grounded already, `pick` the product that plans take for it whatever else there
    is."""
    begin = perf_counter()
    if not line.clear:
        return FoundLine(LineReport(line=line, status="unclear", notes=_own(task, line)))
    asked = asked or line_need(line, task, shop)
    need = asked.need
    grounded_ms = (perf_counter() - begin) * 1000
    found = _in_texts(_found(need, shop, today), need, shop)
    settled = judged(shop.catalogue, [pick], need, today) if pick is not None else ()
    if settled:
        known = tuple(each for each in found.candidates if each.product_id != pick)
        found = found.model_copy(update={"candidates": (*settled, *known)})
    report = LineReport(
        line=line, status="planned", category=need.category, query=need.query, conditions=need.active, words=asked.words,
        notes=(*_own(task, line), *(note("no_brand", task.language, line.number, value=name) for name in asked.lacked)),
        found=_count(need, found, shop, today),
    )  # fmt: skip
    if not found.candidates:
        return FoundLine(_without(report, found, asked, shop, today), need=need)
    had = deals(found.candidates, need, shop, money(shop, published=False), today)
    notes = list[Note]()
    spoken = task.language
    if asked.words:
        notes.append(note("stays_words", spoken, line.number, words="”“".join(asked.words) if spoken == "zh" else '", "'.join(asked.words)))
    if had.other:
        notes.append(note("other_currency", spoken, line.number, count=sum(had.other.values()), currencies=", ".join(had.other)))
    if need.pack and not had.packs:
        notes.append(note("pack_unknown", spoken, line.number, unit=line.unit))
    priced = tuple(each for each in had.every if each.cost is not None)
    if not priced:
        if had.every:  # of the others it is told in which currency they are
            notes.append(note("unpriced", spoken, line.number, count=len(had.every)))
        offers = _by_seller(had.every, task.suppliers)
        return FoundLine(report.model_copy(update={"status": "unpriced", "offers": offers, "notes": (*report.notes, *notes)}), need=need)
    told = _told(priced, asked, shop, task)
    fitting, broken, given_up = _fitting(priced, asked, told)
    if (broken or asked.lacked) and pick is None:
        if broken:
            every = (*filter(None, (Wording(spoken, glossary=shop.glossary).conditions(need.hard),)), *broken)
            notes.append(note("unmet", spoken, line.number, conditions=("、" if spoken == "zh" else ", ").join(every)))
        close = sorted(priced, key=lambda one: (sum(_says_against(told(one, words)) for words in broken), _cheap(one)))[:NEAREST]
        ids = tuple(each.product_id for each in close)
        return FoundLine(report.model_copy(update={"status": "unmet", "notes": (*report.notes, *notes), "nearest": ids}), need=need)
    kept, loosened = _kept(fitting, asked, told, shop, task, line, notes)
    if (far := _far(kept, need)) and pick is None:
        said = note("far", spoken, line.number, wish=Wording(spoken, glossary=shop.glossary).wish((far,)))
        nearest = tuple(each.product_id for each in sorted(kept, key=_cheap)[:NEAREST])
        return FoundLine(report.model_copy(update={"status": "unmet", "notes": (*report.notes, *notes, said), "nearest": nearest}), need=need)
    kept_ids = {each.product_id for each in kept}
    others = tuple(sorted((each for each in fitting if each.product_id not in kept_ids), key=lambda one: (_grade(one), one.cost or 0)))
    if own := tuple(each for each in priced if each.product_id == pick):
        kept, others, loosened = own, tuple(each for each in (*sorted(kept, key=_cheap), *others) if each not in own), []
    loosened = [*(words for words in given_up if all(_says_against(told(one, words)) for one in kept)), *loosened]
    notes += [note("loosened", spoken, line.number, wish=each) for each in loosened]
    offers = _by_seller((*sorted(kept, key=_cheap), *others), task.suppliers)
    first = offers[0]
    if need.pack and (each := had.packs.get(first.product_id)):
        notes.append(note("packs", spoken, line.number, unit=line.unit, each=each, pieces=first.wanted))
    timings = {"ground": round(grounded_ms, 2), "all": round((perf_counter() - begin) * 1000, 2)}
    report = report.model_copy(update={"offers": offers, "loosened": tuple(loosened), "notes": (*report.notes, *notes), "timings_ms": timings})
    more = () if own else _choices(others)
    lost = {one.product_id: "; ".join(_lost(one, asked, told, Wording(spoken, glossary=shop.glossary))) for one in more}
    return FoundLine(report, choices=_choices(kept), more=more, need=need, lost=lost)


def _own(task: SourcingTask, line: SourcingLine) -> tuple[Note, ...]:
    """The task's notes on the line."""
    return tuple(each for each in task.notes if each.line == line.number)


def _found(need: Need, shop: Shop, today: date) -> Retrieval:
    """What meets every must: the cheapest in the number wanted, and where there are more of them the first."""
    cheap = shop.remembered.products(need.model_copy(update={"sort": ("price",)}), today=today, k=EVERY)
    if len(cheap.candidates) < EVERY:
        return cheap
    first = shop.remembered.products(need, today=today, k=FIRST)
    known = {each.product_id for each in cheap.candidates}
    return cheap.model_copy(update={"candidates": (*cheap.candidates, *(each for each in first.candidates if each.product_id not in known))})


def _in_texts(found: Retrieval, need: Need, shop: Shop) -> Retrieval:
    """With those of the nearest of which titles or descriptions say what no field has; as it is where something meets every must by its fields."""
    if found.candidates or found.nothing_near or found.other_kind:
        return found
    written = Written(Answers(shop.catalogue.reviews, shop.meanings, Wording(need.language, glossary=shop.glossary)), shop.reader.vocabulary)
    said = {one.id for one in in_their_texts(offers(shop.catalogue, found.near_misses, need.quantity), need, written)}
    return found.model_copy(update={"candidates": tuple(one for one in found.near_misses if one.product_id in said)})


def _count(need: Need, found: Retrieval, shop: Shop, today: date) -> int:
    """How many meet every must, where they are more than are looked at too."""
    looked_at = len(found.candidates)
    return looked_at if looked_at < EVERY else max(looked_at, shop.retriever.count(need, today=today))


def _without(report: LineReport, found: Retrieval, asked: LineNeed, shop: Shop, today: date) -> LineReport:
    """Of a line that nothing is for: whether the store has no such goods, or which must leaves none."""
    need, language = asked.need, asked.need.language
    if found.nothing_near or found.other_kind or not found.near_misses:
        kind = "lacking" if found.other_kind or (need.category is None and lacks(need.query, shop)) else "nothing_near"
        said = note(kind, language, report.line.number, goods=report.line.goods)
        return report.model_copy(update={"status": "lacking", "notes": (*report.notes, said)})
    wording = Wording(language, glossary=shop.glossary)
    notes = [note("unmet", language, report.line.number, conditions=wording.conditions(need.hard))]
    for one in need.hard:
        left = need.model_copy(update={"conditions": tuple(each for each in need.conditions if each.id != one.id)})
        if count := shop.retriever.count(left, today=today):
            notes.append(note("unmet_without", language, report.line.number, condition=wording.condition(one), count=count))
    nearest = tuple(each.product_id for each in found.near_misses[:NEAREST])
    return report.model_copy(update={"status": "unmet", "notes": (*report.notes, *notes), "nearest": nearest})


def _grade(deal: Deal) -> int:
    """How far it can be had in the number wanted: just so; only more of it; not enough of it."""
    return 2 if deal.short else 1 if deal.over else 0


def _cheap(deal: Deal) -> tuple[object, ...]:
    return (deal.cost, -deal.score, deal.product_id)


Tells = Callable[[Deal, str], Told | None]


def _fitting(priced: Sequence[Deal], asked: LineNeed, told: Tells) -> tuple[tuple[Deal, ...], list[str], list[str]]:
    """Those of which no record says otherwise than a must in words, the musts that each of them breaks, and what else each is otherwise than."""
    left, broken, given_up = tuple(priced), list[str](), list[str]()
    for words in (*asked.musts, *asked.barred):
        if some := _some(left, lambda one, words=words: not _says_against(told(one, words))):  # type: ignore[misc]
            left = some
        elif asked.firm and (words in asked.barred or wish(words).of_a_kind or any(map(str.isdigit, words))):
            broken.append(words)
        else:
            given_up.append(words)  # what it is instead of other words is a matter of opinion
    for words, name in asked.guessed.items():
        left = _some(left, lambda one, name=name, words=words: {name} <= {*one.met, *one.unknown} or _says(told(one, words))) or left  # type: ignore[misc]
    return left, broken, given_up


def _kept(
    fitting: Sequence[Deal], asked: LineNeed, told: Tells, shop: Shop, task: SourcingTask, line: SourcingLine, notes: list[Note]
) -> tuple[tuple[Deal, ...], list[str]]:
    """Those whose records say most of the musts, as can be had in the number wanted, that keep the wishes, first to last; and the wishes that none
    keeps."""
    left, loosened = tuple(fitting), list[str]()
    wording = Wording(task.language, glossary=shop.glossary)
    titled = _titled(left, asked.called, shop)
    if called := _some(left, lambda one: one.product_id in titled):  # of bedding, the four-piece sets
        left = called
    for words in dict.fromkeys((*asked.named, *asked.musts, *asked.guessed, *asked.others)):
        name = asked.guessed.get(words)
        if some := _some(left, lambda one, name=name, words=words: name in one.met or _says(told(one, words))):  # type: ignore[misc]
            left = some
        elif words not in asked.named or shop.retriever.writes(words) or words not in asked.called.split():
            kind = "unread_part" if words in asked.others else "not_said"
            notes.append(note(kind, task.language, line.number, must=words, text=words))
    grade = min(map(_grade, left))
    left = _some(left, lambda one: _grade(one) == grade)
    left = _some(left, lambda one: not _poor(one)) or left
    for wished in _wished(asked.need, asked.guessed.values()):
        names = {each.name for each in wished}
        if some := _some(left, lambda one, names=names: names.issubset(one.met)):  # type: ignore[misc]
            left = some
        else:
            loosened.append(wording.wish(wished))
    for words in asked.wishes:
        if some := _some(left, lambda one, words=words: _says(told(one, words))):  # type: ignore[misc]
            left = some
        else:
            loosened.append(words)
    return left, loosened


def _lost(deal: Deal, asked: LineNeed, told: Tells, wording: Wording) -> Iterator[str]:
    """What is asked for that its record doesn't state."""
    yield from (wording.wish(wished) for wished in _wished(asked.need, asked.guessed.values()) if not {one.name for one in wished} <= {*deal.met})
    words = dict.fromkeys((*asked.musts, *asked.guessed, *asked.others, *asked.wishes))
    yield from (word for word in words if asked.guessed.get(word) not in deal.met and not _says(told(deal, word)))


def _far(priced: Sequence[Deal], need: Need) -> Condition | None:
    """The wish for a price that all of them are far above."""
    wishes = (one for one in need.active if one.field == "price" and one.op in ("<", "<=") and isinstance(one.value, (int, float)))
    return next((one for one in wishes if all((each.cost or 0) > Decimal(str(FAR * float(one.value))) * each.quantity for each in priced)), None)  # type: ignore[arg-type]


def _poor(deal: Deal) -> bool:
    """Whether its buyers rate it so low that nobody takes it first."""
    return deal.rating is not None and deal.rating < POOR


def _wished(need: Need, guessed: Container[str]) -> list[tuple[Condition, ...]]:
    """The wishes; the bounds of one that a number is to be about go together. What a must only comes near to is none."""
    soft = [one for one in need.active if not one.hard and one.name not in guessed]
    groups: dict[object, list[Condition]] = {}
    for one in soft:
        groups.setdefault((one.field, one.about) if one.about is not None else one.id, []).append(one)
    return [tuple(each) for each in groups.values()]


def _some(deals: Sequence[Deal], keeps: Callable[[Deal], bool]) -> tuple[Deal, ...]:
    return tuple(one for one in deals if keeps(one))


def _told(within: Sequence[Deal], asked: LineNeed, shop: Shop, task: SourcingTask) -> Tells:
    """What the record of a deal says of words."""
    every = (*asked.named, *asked.words, *asked.others, *asked.guessed)
    if not every:
        return lambda deal, words: None
    products: dict[str, Product] = {each.id: each for each in shop.catalogue.products([one.product_id for one in within])}
    wishes = {words: wish(words) for words in every}
    return lambda deal, words: wishes[words].told(Record.of(products[deal.product_id], task.language))


def _says(told: Told | None) -> bool:
    return told is not None and told.met


def _titled(deals: Sequence[Deal], words: str, shop: Shop) -> frozenset[str]:
    """The products that a title calls so, in either language."""
    products = shop.catalogue.products([one.product_id for one in deals]) if words else []
    titles = ((one.id, {one.title, *(one.text(language).title or "" for language in ("zh", "en"))}) for one in products)
    return frozenset(id for id, every in titles if any(wish(words).names(title) for title in every))


def _says_against(told: Told | None) -> bool:
    return told is not None and not told.met


def _by_seller(every: Sequence[Deal], most: int) -> tuple[Deal, ...]:
    """The first deal of each of so many sellers."""
    first: dict[str, Deal] = {}
    for one in every:
        first.setdefault(one.seller, one)
    return tuple(first.values())[:most]


def _choices(every: Sequence[Deal]) -> tuple[Deal, ...]:
    """Of each seller his cheapest deal, and the one that records say most for."""
    sellers: dict[str, list[Deal]] = {}
    for one in every:
        sellers.setdefault(one.seller, []).append(one)
    chosen = (each for own in sellers.values() for each in (min(own, key=_cheap), min(own, key=lambda one: (-one.score, one.cost, one.product_id))))
    return tuple({each.product_id: each for each in chosen}.values())


def unsearched(line: SourcingLine, task: SourcingTask, status: LineStatus, seconds: float = 0.0) -> FoundLine:
    """A line that its search was lost for, with the reason."""
    said = note(status, task.language, line.number, seconds=f"{seconds:g}")
    return FoundLine(LineReport(line=line, status=status, notes=(*_own(task, line), said)))


def cheapest_without(need: Need, condition: Condition, shop: Shop, today: date) -> Deal | None:
    """The cheapest deal of the line where that condition didn't hold."""
    left = need.model_copy(update={"conditions": tuple(each for each in need.conditions if each.id != condition.id)})
    found: Sequence[Candidate] = _found(left, shop, today).candidates
    priced = [each for each in deals(found, left, shop, money(shop, published=False), today).every if each.cost is not None and _grade(each) == 0]
    return min(priced, key=_cheap, default=None)
