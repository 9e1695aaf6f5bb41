"""Three next questions, each tried before it is offered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from math import ceil
from typing import Literal

from ..catalogue.facets import CategoryFacet
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.reading import Intent, Reading
from ..schema.reference import Shown
from ..schema.reply import Suggestion
from ..understanding.ledger import apply
from .decision import Offer
from .pick import question
from .plain import plain
from .shop import Shop
from .wording import Wording
from .writing.names import goods, uncapitalised
from .writing.reply import category_in

Kind = Literal["narrow", "widen", "decide"]
KINDS: tuple[Kind, ...] = ("narrow", "widen", "decide")
LONGEST = 40


@dataclass(frozen=True)
class Situation:
    """Where the conversation stands when the next questions are chosen.

    `offers` are this turn's, `listed` the list to go on with (the same, unless the turn was about one product).
    `total` counts the products that meet the need now.
    """

    shop: Shop
    need: Need
    offers: tuple[Offer, ...]
    listed: tuple[Offer, ...]
    shown: tuple[Shown, ...]
    intent: Intent | None
    total: int
    turn: int
    today: date
    wording: Wording


@dataclass(frozen=True)
class Proposal:
    """`intents` that the words must be read as; `compare` what the count must do against now's: "less", "more" or "some";
    `sets` the field that a hard condition must then stand on, `lifts` the one that none may."""

    kind: Kind
    text: str
    intents: tuple[Intent, ...] = ("search", "refine")
    compare: Literal["less", "more", "some"] = "some"
    sets: str | None = None
    lifts: str | None = None


def suggest(now: Situation) -> tuple[Suggestion, ...]:
    """Three suggestions, of different kinds as far as the catalogue allows, each read back and tried; no more are tried than needed."""
    makers: dict[Kind, Callable[[Situation], Iterator[Proposal]]] = {"narrow": _narrow, "widen": _widen, "decide": _decide}
    said: set[str] = set()
    working = [_working(makers[kind](now), now, said) for kind in KINDS]
    firsts = [one for some in working for one in islice(some, 1)]
    spare = chain(*working, _working(_categories(now), now, said))
    found = [*firsts, *islice(spare, 3 - len(firsts))]
    return tuple(Suggestion(text=one.text, kind=one.kind) for one in sorted(found, key=lambda one: KINDS.index(one.kind)))


def _working(proposals: Iterable[Proposal], now: Situation, said: set[str]) -> Iterator[Proposal]:
    """Each text once: what is given is added to `said`."""
    for proposal in proposals:
        if proposal.text not in said and len(proposal.text) <= LONGEST * 2 and works(proposal, now):
            said.add(proposal.text)
            yield proposal


def works(proposal: Proposal, now: Situation) -> bool:
    """Reads the words as if the buyer had tapped them, and looks whether they mean what they say and bring something."""
    reading = now.shop.reader.read(proposal.text, now.need, now.shown, now.wording.language)
    if reading.intent not in proposal.intents:
        return False
    need = apply(now.need, reading, now.turn + 1)
    if proposal.kind == "decide":
        same = (need.category, need.query) == (now.need.category, now.need.query)
        return (same and bool(now.offers)) or _count(now, need) > 0
    return _means(proposal, reading, need) and _brings(proposal, now, need)


def _means(proposal: Proposal, reading: Reading, need: Need) -> bool:
    fields = {condition.field for condition in need.hard}
    fresh = {condition.field for condition in need.hard if condition.status == "current"}
    anew = proposal.compare != "some" and reading.topic == "new"
    return not anew and (proposal.sets is None or proposal.sets in fresh) and proposal.lifts not in fields


def _brings(proposal: Proposal, now: Situation, need: Need) -> bool:
    brings = _count(now, need)
    return brings > 0 and {"less": brings < now.total, "more": brings > now.total, "some": True}[proposal.compare]


def _count(now: Situation, need: Need) -> int:
    return now.shop.retriever.count(need, today=now.today)


def _narrow(now: Situation) -> Iterator[Proposal]:
    say, need = now.wording.say, now.need
    if len(now.listed) < 2:
        return
    said = {condition.field for condition in need.active}
    asked = question(now.listed, need, now.wording.language)
    for value in asked[1] if asked else ():
        name = asked[0] if asked else ""
        text = uncapitalised(plain(now.wording.value(value, name)))
        bare = not isinstance(value, (int, float)) or name == "tog"  # a measure needs its name: two attributes may share a unit
        key = "suggest.value" if bare else "suggest.value_labelled"
        yield Proposal("narrow", say(key, value=text, label=now.wording.label("attr." + name)), compare="less", sets=f"attr.{name}")
    if "price" not in said or any(c.field == "price" for c in need.active):
        yield from _cheaper(now)
    if "certification" not in said:
        names = [certificate.name for offer in now.listed for certificate in offer.product.certifications if certificate.valid_on(now.today)]
        for name in dict.fromkeys(names):
            yield Proposal("narrow", say("suggest.certification", name=plain(name)), compare="less", sets="certification")
    if "moq" not in said:
        moqs = sorted({offer.product.moq for offer in now.listed if offer.product.moq})
        for moq in moqs[:2]:
            yield Proposal("narrow", say("suggest.moq", count=moq), compare="less", sets="moq")
    if "rating" not in said:
        yield Proposal("narrow", say("suggest.rating", rating="4.5"), compare="less", sets="rating")


def _cheaper(now: Situation) -> Iterator[Proposal]:
    prices = sorted(float(offer.price) for offer in now.listed)
    for price in (prices[len(prices) // 2], prices[len(prices) // 3]):
        yield Proposal("narrow", _price_text("suggest.price", _rounded(price), now), compare="less", sets="price")


def _rounded(price: float) -> int:
    step = 1 if price < 20 else 5 if price < 100 else 10 if price < 500 else 50
    return max(step, round(price / step) * step)


def _price_text(key: str, price: int, now: Situation) -> str:
    currency = now.listed[0].product.currency if now.listed else "CNY"
    return (
        now.wording.say(key, price=price) if currency == "CNY" else now.wording.say(f"{key}_foreign", price=now.wording.money(str(price), currency))
    )


def _widen(now: Situation) -> Iterator[Proposal]:
    for condition in _loosest(now.need):
        if _widens(condition, now):
            bound = float(condition.value)  # type: ignore[arg-type]  # a price bound is a number
            dearer = sorted(float(offer.price) for offer in now.listed if float(offer.price) > bound)
            for price in (*(_rounded(bound * factor) for factor in (1.25, 1.5, 2.0)), *(ceil(price) for price in dearer[:2])):
                text = _price_text("suggest.widen_price", price, now)
                yield Proposal("widen", text, compare="more", sets="price")
        yield Proposal("widen", now.wording.say("suggest.drop", label=now.wording.label(condition.field)), compare="more", lifts=condition.field)
    yield from _siblings(now)


def _widens(condition: Condition, now: Situation) -> bool:
    """Whether a higher bound in the catalogue's currency may bring more."""
    own = {offer.product.currency for offer in now.listed}
    return condition.field == "price" and condition.op in ("<=", "<") and (not own or condition.unit in (None, *own))


def _loosest(need: Need) -> Sequence[Condition]:
    return sorted(need.hard, key=lambda condition: (condition.field != "price", condition.field))


def _siblings(now: Situation) -> Iterator[Proposal]:
    """Neighbouring categories: those under the same parent."""
    own = next((offer.product.category for offer in now.offers if now.need.category in offer.product.category), ())
    for facet in now.shop.catalogue.facets().categories:
        if len(own) > 1 and facet.path[:-1] == own[:-1] and facet.path[-1] != own[-1]:
            yield Proposal("widen", now.wording.say("suggest.category", category=category_name(facet, now.wording.language)))


def category_name(facet: CategoryFacet, language: str) -> str:
    return uncapitalised(facet.aliases.get(language, facet.path)[-1])


def _categories(now: Situation) -> Iterator[Proposal]:
    leaves = [facet for facet in now.shop.catalogue.facets().categories if facet.leaf]
    for place, facet in enumerate(leaves[:8]):
        name = category_name(facet, now.wording.language)
        if place % 2 == 0:
            yield Proposal("widen", now.wording.say("suggest.category", category=name))
        else:
            yield Proposal("decide", now.wording.say("suggest.pick", what=name), intents=("pick",))


def _decide(now: Situation) -> Iterator[Proposal]:
    if not now.offers:
        return
    say, intent = now.wording.say, now.intent
    what = goods(now.need, now.wording, category_in(now.offers, now.need, now.wording.language))
    several = len(now.offers) > 1
    proposals = {
        "pick": Proposal("decide", say("suggest.pick", what=what) if now.need.category else say("suggest.pick_these"), ("pick",)),
        "compare": Proposal("decide", say("suggest.compare"), ("compare",)),
        "brand": Proposal("decide", say("suggest.brand"), ("brand",)),
        "supplier": Proposal("decide", say("suggest.supplier"), ("supplier",)),
        "product_question": Proposal("decide", say("suggest.question"), ("product_question",)),
    }
    skip = {intent} | (set() if several else {"pick", "compare"}) | ({"brand"} if not any(offer.product.brand for offer in now.offers) else set())
    skip |= set() if now.offers[0].supplier else {"supplier"}
    yield from (proposal for name, proposal in proposals.items() if name not in skip)
