"""Writes what was found."""

from collections.abc import Mapping, Sequence

from ...retrievers.fits import fitted
from ...schema.condition import Condition
from ...schema.need import ASCENDING, Need
from ...understanding.tokens.fact_names import name_of
from ...understanding.vocabulary.concepts import falls_short
from ..choosing.difference import MIN_REVIEWS
from ..choosing.verdict import ORDERS
from ..choosing.wishes import meets, spoken_wishes, unmet
from ..decisions.listing import Listing
from ..decisions.offer import Offer
from ..facts.packs import pieces_wanted
from ..searching.buyable import for_one
from ..searching.needs import is_circumstance
from ..searching.wish import Record, wish
from ..searching.wished import counting, liking, wishes
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .blocks import blocks
from .draft import Draft
from .facts import by_pack, facts, hindered, priced_at, stated_of, telling
from .logic import logic
from .on_file import written_of
from .spreading import prices
from .standing import standing
from .unkept import misses

OF_TRADE = ("best_selling", "lowest_moq", "repurchased")
"""What only who sells on takes goods for."""
SHOWN, FEW = 5, 3
"""Offers named in the text, and in a short one; the cards may hold more."""


def listing(found: Listing, need: Need, what: str, draft: Draft) -> None:
    wording = draft.wording
    conditions = wording.conditions(need.hard)
    if found.facts:
        draft.say("listing.noted", facts=standing(found.facts, wording))
    if found.measured and not _paged(need):
        _measured(*found.measured, draft)
        return
    draft.lacking = found.lacking
    if found.nothing_near or not found.offers:
        draft.say(_nothing(found, need, conditions), query=plain(found.lacking or need.query)[:60] or what, what=what, conditions=conditions)
        if found.near:
            lines(found, found.near[:FEW], need, draft)
        _mentioned(found, draft)
        if (found.instead or found.shelves) and not (found.near or found.mentioned or _paged(need)):
            shelves = [(wording.word("category", leaf), count) for leaf, count in found.instead or found.shelves[:SHOWN]]
            draft.say("listing.instead" if found.instead else "listing.mainly", kinds=_counted(shelves, wording))
        blocks(found.relaxations, need, draft)
        return
    shown = found.offers[: found.few or (FEW if draft.short else SHOWN)]
    if found.uncalled and not _paged(need):
        draft.say("listing.uncalled", what=what, goods=plain(found.uncalled))
    shared = _shared(found, shown, need, draft)
    left_open = {one.name for one in shared}
    silent_alone = found.near_miss and bool(shared) and all(_lacks(offer, need) <= left_open for offer in shown)
    _open(found, need, what, len(shown), draft, shared if silent_alone else ())
    prices(found.spreads, found.total, need, draft)
    lines(found, shown, need, draft)
    if not _paged(need):
        logic(found.logic, found.ranked, draft)
    if beside := found.near[: SHOWN - len(shown)]:
        draft.say("listing.beside")
        lines(found, beside, need, draft, len(shown))
    _few_ratings(shown, need, draft)
    stated = [offer.product.moq for offer in shown if offer.product.moq is not None]
    fewest = min(stated) if len(stated) == len(shown) else 1
    if fewest > 1 and need.audience and for_one(need) and not draft.short:
        draft.say("listing.lots", least=wording.count(fewest, "moq"))
    if shared and not silent_alone:
        draft.say("listing.unknown_to_all", conditions=wording.listed([wording.full(one) for one in shared], "comma"))
    silent = {one.id for one in shared}
    blocks([one for one in found.relaxations if not (found.in_texts or silent.issuperset(one.remove))], need, draft)
    _rules(found, draft)
    _wishes((*shown, *beside), need, draft)
    _beyond(found, draft)
    _short(shown, need, draft)
    if found.between:
        kinds = [uncapitalised(plain(wording.word("category", kind))) for kind in found.between]
        draft.question = wording.say("question.between", kinds=wording.listed(kinds, "or"))
        draft.add(draft.question)


def _nothing(found: Listing, need: Need, conditions: str) -> str:
    if _paged(need):
        return "listing.no_more"
    if found.near:
        return "listing.lacking" if found.lacking else "listing.nearest"
    if found.nothing_near or not conditions:
        return "listing.nothing" if found.lacking else "listing.nothing_found"
    return "listing.nothing_meets"


def _shared(found: Listing, shown: Sequence[Offer], need: Need, draft: Draft) -> list[Condition]:
    by_name = {condition.name: condition for condition in need.active}

    def is_told(offer: Offer, one: Condition) -> bool:
        return (offer.id, one.name) in found.alike or draft.written(offer, one) is not None

    return [one for one in _unstated_by_all(shown, by_name) if not any(is_told(offer, one) for offer in shown)]


def lines(found: Listing, shown: Sequence[Offer], need: Need, draft: Draft, before: int = 0) -> None:
    """A line for each, numbered behind the `before` lines that stand there."""
    wording, by_name, shared = draft.wording, {condition.name: condition for condition in need.active}, _shared(found, shown, need, draft)
    names = telling(shown, need, guided=[*_judged_by(shown, need, draft), *(one.said[0].attribute for one in found.logic if one.said)])
    draft.on_cards.update(name for offer in shown for name in stated_of(offer, names, wording))
    for number, offer in enumerate(shown, before + 1):
        failed = {by_name[name].field.removeprefix("attr.") for name in offer.candidate.failed if name in by_name}
        other = {name: own for (product, name), own in found.alike.items() if product == offer.id and draft.written(offer, by_name[name]) is None}
        note = misses(offer, by_name.values(), draft, [*shared, *(by_name[name] for name in other)])
        note += _alike(offer, [each for own in other.values() for each in own if each not in names], wording)
        wanted = pieces_wanted(need, offer.product)
        note += hindered(offer, wanted, wording)
        line = wording.say(
            "listing.line",
            title=short(offer, wording.language),
            facts=facts(
                offer,
                [name for name in names if name not in failed],
                wording,
                found.order.key if found.order else None,
                by_pack(offer, need, wording),
                wanted,
            ),
            marks="" if offer.candidate.near else _marks(found, number - 1, draft),
            note=note,
        )
        mark = draft.cite_product(offer)
        draft.add(f"{number}. {line}" + ("" if line.endswith(mark) else mark))


def _judged_by(shown: Sequence[Offer], need: Need, draft: Draft) -> list[str]:
    """The attributes by which wishes may be judged that no record shown tells of in words."""
    records, products = [Record.of(offer.product, draft.wording.language) for offer in shown], [offer.product for offer in shown]
    names = list[str | None]()
    for one in (wish(text) for text in need.words if not is_circumstance(text)):
        if any(one.number(record) for record in records) or not any(map(one.evident, records)):
            names.append(draft.akin(one.text, products))
    return [name for name in names if name is not None]


def conditions_met(need: Need, wording: Wording) -> str:
    """What the goods must be, in brackets; "" where nothing is asked of them."""
    said = wording.conditions(need.hard)
    return wording.say("listing.under", conditions=said) if said else ""


def _mentioned(found: Listing, draft: Draft) -> None:
    for one in found.mentioned:
        shelves = [(draft.wording.word("category", leaf), count) for leaf, count in one.shelves]
        draft.say("listing.mentioned", word=plain(one.word), kinds=_counted(shelves, draft.wording))


def _measured(word: str, kinds: Sequence[str], draft: Draft) -> None:
    goods = [uncapitalised(plain(draft.wording.word("category", kind))) for kind in kinds]
    draft.say("listing.measured", word=plain(word), kinds=draft.wording.listed(goods))


def _counted(shelves: Sequence[tuple[str, int]], wording: Wording) -> str:
    return wording.listed([wording.say("reviews.count", aspect=uncapitalised(plain(kind)), count=count) for kind, count in shelves], "comma")


def _rules(found: Listing, draft: Draft) -> None:
    for rule in found.rules:
        add, known = (draft.add, "") if rule.fact.origin == "said" else (draft.add_personal, "_known")
        key = f"listing.market{known}" if len(rule.certificates) == 1 else f"listing.market_any{known}"
        market = name_of(rule.fact, "zh" if draft.wording.language == "zh" else "en")
        certificates = draft.wording.listed(rule.certificates, "or")
        add(draft.wording.say(key, market=market, certificates=certificates, source=rule.source, count=rule.count, total=found.total))


def _paged(need: Need) -> bool:
    return any(one.pages for one in need.active)


def _few_ratings(shown: Sequence[Offer], need: Need, draft: Draft) -> None:
    """Asked for the best rated, what a first place from few reviews is worth."""
    counts = [offer.product.review_count or 0 for offer in shown]
    sure = next((place for place, count in enumerate(counts) if count >= MIN_REVIEWS), None)
    if need.sort[:1] != ("rating",) or not sure or shown[0].product.rating is None:
        return
    wording, product = draft.wording, shown[sure].product
    as_good = [place for place, offer in enumerate(shown) if counts[place] >= MIN_REVIEWS and offer.product.rating == product.rating]
    draft.say(
        "listing.few_ratings",
        first=wording.opening(wording.positions([0])),
        count=wording.count(counts[0], "reviews"),
        least=wording.count(MIN_REVIEWS, "reviews"),
        who=wording.positions(as_good),
        rating=wording.rating(product.rating, product.review_count if len(as_good) == 1 else None, "rated_from"),
    )


def _lacks(offer: Offer, need: Need) -> set[str]:
    """The names of what must be that its record breaks or leaves open."""
    return {one.name for one in need.hard}.intersection((*offer.candidate.failed, *offer.candidate.unknown))


def _open(found: Listing, need: Need, what: str, shown: int, draft: Draft, unstated: Sequence[Condition] = ()) -> None:
    """`unstated`: all that keeps those shown from being what was asked for, where they break nothing and state the rest."""
    exact = not (found.in_texts or found.near_miss)
    conditions = draft.wording.conditions(need.hard, heading=exact)
    at_quantity = need.quantity is not None and any(one.field == "price" for one in need.hard)
    if need.quantity and at_quantity:
        conditions = draft.wording.say("listing.at_quantity", count=draft.wording.count(need.quantity, "quantity"), conditions=conditions)
    if found.shelves:
        draft.say("listing.shelves", total=found.total, count=len(found.shelves), kinds=_counted(found.shelves[:SHOWN], draft.wording))
        draft.say("listing.example")
        return
    if _paged(need):
        draft.say("listing.no_more_near" if found.near_miss else "listing.more", what=what, total=found.total, shown=shown)
        return
    if need.words and not (found.near_miss or need.category or need.query):
        said = need.model_copy(update={"conditions": tuple(one for one in need.conditions if one.field != "category")})  # where a present may lie
        draft.say("listing.by_words", shown=shown, conditions=conditions_met(said, draft.wording))
        return
    if found.unfit:
        draft.settled |= {text for text in need.words if fitted(text)}
        draft.say("listing.unfit", what=what, machine=plain(found.unfit))
        return
    kind = "near" if found.near_miss else "one" if found.total == 1 else "first" if shown == 1 else "all" if found.total <= shown else "found"
    key = "listing.in_texts" if found.in_texts else f"listing.{kind}"
    if exact and conditions:
        apart = " " if draft.wording.language == "zh" and conditions[-1].isascii() else ""
        conditions = draft.wording.say("listing.of", conditions=conditions.removesuffix("的") + apart)
    if unstated and not found.in_texts:
        told = draft.wording.listed([draft.wording.full(one) for one in unstated], "comma")
        draft.say("listing.unstated" if len(unstated) == len(need.hard) else "listing.unstated_only", what=what, shown=shown, conditions=told)
    else:
        draft.say(key, what=what, total=found.total, shown=shown, conditions=conditions)
    _ordered(found, need, found.offers[:shown], draft)
    if not at_quantity:
        priced_at(found.offers[:shown], need, draft)


def _ordered(found: Listing, need: Need, shown: Sequence[Offer], draft: Draft) -> None:
    """By what they are put in order, where no mark names the first for it, or some don't state it; behind what is wished for in words."""
    if found.order is None:
        return
    key, silent = found.order.key, found.order.silent
    field, wording = key.removeprefix("-"), draft.wording
    rises = (field in ASCENDING) != key.startswith("-")
    way = wording.say(f"listing.{'rising' if rises else 'falling'}")
    if first := _before_order(need, shown, found.order.said, wording):
        draft.say("listing.ordered_within", wishes=first, label=wording.label(field), way=way)
    elif silent or ORDERS.get(key) not in found.marks.get(0, ()):
        last = wording.say("listing.silent", count=silent, label=wording.label(field)) if silent else ""
        draft.say("listing.ordered", label=wording.label(field), way=way, silent=last)


def _before_order(need: Need, shown: Sequence[Offer], said: Sequence[str], wording: Wording) -> str:
    """The wishes in words by which the goods shown stand before they are put in order; "" where they are all alike in them."""
    counted = counting(wishes(need), need, said)
    records = [Record.of(offer.product, wording.language) for offer in shown]
    if len({liking(record, counted) for record in records}) < 2:
        return ""
    return wording.listed(
        [wording.say("note.word", text=plain(each.text)) for each in counted if any(each.told(record) for record in records)], "comma"
    )


def _marks(found: Listing, position: int, draft: Draft) -> str:
    wording = draft.wording
    names = [wording.say(f"mark.{aspect}") for aspect in found.marks.get(position, ()) if not (draft.retail and aspect in OF_TRADE)]
    return wording.say("listing.marks", marks=wording.listed(names, "comma")) if names else ""


def _unstated_by_all(shown: Sequence[Offer], by_name: Mapping[str, Condition]) -> list[Condition]:
    """Hard conditions of which no record shown says anything: told once, not with each."""
    every = set.intersection(*(set(offer.candidate.unknown) for offer in shown)) if len(shown) > 1 else set()
    return [condition for name, condition in by_name.items() if name in every and condition.hard]


def _alike(offer: Offer, attributes: Sequence[str], wording: Wording) -> str:
    """What the record states in place of what must be met."""
    known = offer.product.text(wording.language).attributes
    said = [
        wording.say("details.fact", label=wording.label(f"attr.{name}"), value=wording.inside(known[name], name))
        for name in dict.fromkeys(attributes)
    ]
    return wording.say("listing.alike", facts=wording.listed(said, "comma")) if said else ""


def _wishes(shown: tuple[Offer, ...], need: Need, draft: Draft) -> None:
    """Who meets each wish that isn't told on the cards, and that none of these meets all of several of which each is met."""
    spoken = spoken_wishes(need, shown)
    kept = [wished for wished in spoken if any(meets(offer, wished) for offer in shown)]
    if len(kept) > 1 and not any(all(meets(offer, wished) for wished in kept) for offer in shown):
        draft.say("listing.not_together", wishes=draft.wording.listed([draft.wording.wish(wished) for wished in kept]))
    for wished in spoken:
        who = [position for position, offer in enumerate(shown) if meets(offer, wished)]
        if who and len(who) < len(shown) and not draft.on_cards.issuperset(one.field.removeprefix("attr.") for one in wished):
            said = draft.wording.say("words.met", who=draft.wording.positions(who), quotes="")
            draft.say("words.wish", text=draft.wording.opening(draft.wording.wish(wished)), said=said)
        elif not who:
            draft.add(written_of(wished, shown, draft) or draft.wording.say(f"listing.wish_{unmet(shown, wished)}", wish=draft.wording.wish(wished)))


def _beyond(found: Listing, draft: Draft) -> None:
    """Where a wish is met that none of these meets, and by which condition that was left out."""
    for one in found.beyond:
        draft.settled.add(one.text)
        title = short(one.offer, draft.wording.language) + draft.cite_product(one.offer)
        price = draft.wording.money(one.offer.price, one.offer.product.currency)
        draft.say("listing.beyond", text=plain(one.text), title=title, price=price, condition=draft.wording.full(one.condition))


def _short(shown: tuple[Offer, ...], need: Need, draft: Draft) -> None:
    """Whose value is less than the word that was asked for says: water-repellent is not waterproof."""
    for condition in need.hard:
        name = condition.field.removeprefix("attr.")
        if condition.op not in ("!=", "not_in") or name == condition.field:
            continue
        stated = [offer.product.attributes.get(name) for offer in shown]
        who = [place for place, value in enumerate(stated) if isinstance(value, str) and falls_short(name, value)]
        if who:
            value = shown[who[0]].product.text(draft.wording.language).attributes.get(name, stated[who[0]])
            said = draft.wording.inside(value, name) if value is not None else ""
            draft.say("listing.short", who=draft.wording.opening(draft.wording.positions(who)), value=said, asked=plain(condition.text))
