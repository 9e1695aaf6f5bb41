"""How to choose: criteria from guides and from the spread among the offers, applied to the offers."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2
from typing import Literal

from ...catalogue.text import normal
from ...retrievers.analysis import normalise, terms
from ...retrievers.lexicon import things_in
from ...schema.evidence import Evidence
from ...schema.guide import Criterion
from ...schema.need import Need
from ...schema.product import AttributeValue
from ..claims.claims import DOCUMENT, TRUSTED
from ..claims.fused import is_outside
from ..claims.goods import is_of_them
from ..claims.stance import recommends
from ..claims.standards import standards
from ..claims.weighing import disagree
from ..decisions.choice import AppliedCriterion, Choice
from ..decisions.offer import Offer
from ..decisions.on_file import Line
from ..decisions.reviews import Quoted
from ..facts.worded import says
from ..wording.called import for_another, whom
from ..wording.plain import citable
from .best import of_case, recommended
from .gain import HALF_A_BIT, best_question
from .logic import case_of, fits, measured
from .marks import advice
from .meeting import Meeting
from .rules import against, is_rule
from .telling import tells

_CASES = re.compile(r"[，,；;]\s*")
_Pair = tuple[Criterion, Evidence]
MOST_VALUES = 5
"""More different values than this are an identifier or a measure, nothing to ask a buyer about."""


_Pairs = list[_Pair]


@dataclass(frozen=True)
class Pool:
    """Every offer that meets the need, as far as they were looked up, and how many do; or a list that was shown; or all there are, where the
    buyer set no condition. `asks` is False where no answer can narrow it: nothing meets the need already."""

    offers: tuple[Offer, ...]
    total: int
    among: Literal["meeting", "shown", "all"] = "meeting"
    today: date | None = None
    asks: bool = True


def pick(
    offers: Sequence[Offer],
    pool: Pool,
    evidence: Sequence[Evidence],
    order: Sequence[str],
    need: Need,
    meeting: Meeting,
    asked: Collection[str] = (),
    noted: Collection[str] = (),
    rising: Collection[str] = (),
    heard: Callable[[Offer, str], Line | None] = lambda offer, words: None,
) -> Choice:
    """The criteria that separate these offers, each with its citation, then whom each offer suits.

    `order` names attributes as the guides rank them; the question is about the whole `pool`. `asked` are attributes that the buyer wants to
    choose by, of which the more is the better of those `rising`, `noted` his words that no field is for, `heard` finds what sellers say in others.
    """
    language = meeting.language
    named = of_the_goods(offers, need)
    offers = named if len(named) > 1 else offers  # of one there is no choice: a scarf or the bracelet
    rank = {name: place for place, name in enumerate(dict.fromkeys(order))}
    evidence = [piece for piece in evidence if scope(piece, offers)]
    by_attribute = {attribute: for_buyer(attribute, found, need) for attribute, found in _by_attribute(evidence, language).items()}
    by_attribute = without_broken(by_attribute)
    pairs = [pair for found in by_attribute.values() for pair in found]
    said = (*need.words, *noted)
    applied = [_apply(attribute, found, offers, meeting, pairs, said) for attribute, found in by_attribute.items()]
    spoken = [one for one in applied if any(one.met)]
    silent = [one for one in applied if one.groups and one not in spoken]
    telling = [one for group in (spoken, silent) for one in sorted(group, key=lambda one: rank.get(one.attribute, len(rank)))]
    telling = _asked(asked, telling, offers, language) or _differing(offers, language)
    out = ruled_out(telling)
    ruling = {attribute for attribute, _ in out.values()}
    own = {attribute for attribute, found in by_attribute.items() for one, _ in found if measured(need) & one.when.keys()}
    own |= {one.attribute for one in telling if of_case(one, need, (*need.words, *asked))}
    kept = with_outside(
        sorted(telling, key=lambda one: (one.attribute not in asked, _is_strange(one), one.attribute not in own, one.attribute not in ruling))
    )
    beside = _beside(evidence, kept, language) or (None if any(one.criteria for one in kept) else ours(evidence, need, language))
    general = tuple(piece for piece in evidence if not piece.criteria and not piece.claims and piece.lead != "")[:2]
    choice = Choice(
        offers=tuple(offers),
        criteria=tuple(kept),
        general=general,
        advice=advice(offers, out),
        ruled_out=out,
        question=best_question(pool.offers, need, language, guided=[one.attribute for one in applied if one.criteria]) if pool.asks else None,
        total=pool.total,
        among=pool.among,
        standards=standards(evidence, offers, language, pool.today, meeting.spoken_of) if pool.today else (),
        beside=beside,
        untold=_untold(beside, offers) if beside else None,
        wishes={position: offer.candidate.met for position, offer in enumerate(offers) if offer.candidate.met},
        asked=tuple(asked),
    )
    return replace(choice, best=recommended(choice, need, asked, noted, rising, heard))


def of_the_goods(offers: Sequence[Offer], need: Need) -> Sequence[Offer]:
    """Those of the goods talked about, where any is."""
    return [offer for offer in offers if need.category in offer.product.category] or offers


def ruled_out(applied: Sequence[AppliedCriterion]) -> dict[int, tuple[str, AttributeValue]]:
    """By position the attribute and the value that a rule, which holds in every case, is against."""
    rules = [(one, criterion) for one in applied for criterion, piece in one.criteria if _rules(criterion, piece)]
    return {place: (one.attribute, value) for one, rule in rules for value, who in one.groups if against(rule, value) for place in who}


def _rules(criterion: Criterion, piece: Evidence) -> bool:
    """Whether it is a rule that holds in every case; no stranger makes any."""
    return is_rule(criterion) and (piece.kind != "web" or piece.source_kind == "authority")


def _breaks(criterion: Criterion, rule: Criterion, of: Evidence) -> bool:
    """Whether it asks for none of what the rule asks for: class B, where the label must say class A."""
    values = criterion.value if isinstance(criterion.value, list) else [criterion.value]
    words = criterion.op in ("=", "contains", "in") and all(isinstance(value, str) for value in values)
    return words and isinstance(rule.value, (str, list)) and _rules(rule, of) and against(rule, tuple(map(str, values)))


def without_broken(by_attribute: Mapping[str, _Pairs]) -> dict[str, _Pairs]:
    """A sentence that breaks a rule of an attribute stands there, and asks for nothing else."""

    def broken(pairs: _Pairs) -> set[str]:
        return {one.statement for one, _ in pairs if any(_breaks(one, rule, of) for rule, of in pairs)}

    found = {attribute: broken(pairs) for attribute, pairs in by_attribute.items()}
    elsewhere = {attribute: set().union(*(said for other, said in found.items() if other != attribute)) - found[attribute] for attribute in found}
    kept = {attribute: [pair for pair in pairs if pair[0].statement not in elsewhere[attribute]] for attribute, pairs in by_attribute.items()}
    return {attribute: pairs for attribute, pairs in kept.items() if pairs}


def with_outside(telling: Sequence[AppliedCriterion]) -> list[AppliedCriterion]:
    """The first, and one more that an outside source speaks of where none of them does so: what the shop's guides say gives way to nobody."""
    kept, left = list(telling[:5]), telling[5:]
    outside = next((one for one in left if any(is_outside(piece) for _, piece in one.criteria)), None)
    if outside is not None and not any(is_outside(piece) for one in kept for _, piece in one.criteria):
        kept.append(outside)
    return kept


def _is_strange(applied: AppliedCriterion) -> bool:
    """Whether none but pages speak of it."""
    return bool(applied.criteria) and all(piece.kind == "web" for _, piece in applied.criteria)


def _asked(asked: Collection[str], telling: Sequence[AppliedCriterion], offers: Sequence[Offer], language: str) -> list[AppliedCriterion]:
    """With what the buyer wants to choose by and no guide speaks of, as the offers state it."""
    known = {one.attribute for one in telling}
    own = [AppliedCriterion(name, (), *spread(offers, name, language)) for name in asked if name not in known]
    return [*(one for one in own if one.groups), *telling]


def _differing(offers: Sequence[Offer], language: str) -> list[AppliedCriterion]:
    """Where no guide speaks: the attributes in which most of the offers differ, without a word on which value is better."""
    found = [AppliedCriterion(name, (), *spread(offers, name, language)) for name in separating(offers, language)]
    return sorted(found, key=lambda one: len(one.unknown))[:3]


def _by_attribute(evidence: Sequence[Evidence], language: str) -> dict[str, list[tuple[Criterion, Evidence]]]:
    """Criteria by attribute, in the order of the evidence; those in the buyer's language where there are any."""
    own = [piece for piece in evidence if piece.criteria and piece.lang in (None, language)]
    found: dict[str, list[tuple[Criterion, Evidence]]] = {}
    for piece in own or [piece for piece in evidence if piece.criteria]:
        for raw in piece.criteria:
            criterion = Criterion.model_validate(raw)
            known = found.setdefault(criterion.attribute, [])
            if criterion.statement not in {other.statement for other, _ in known}:
                known.append((criterion, piece))
    return found


def for_buyer(attribute: str, criteria: list[tuple[Criterion, Evidence]], need: Need) -> list[tuple[Criterion, Evidence]]:
    """Without the sentences for others, where they tell buyers apart by a number ("two people", "a family of four") and his own is one of them, or
    by what he has measured of his case (a room of 26 degrees), and those that name the other than who it is for: cats, of a dog's bed."""
    case = case_of(need)
    criteria = [pair for pair in criteria if not for_another(pair[0].statement, whom(need))]
    criteria = [pair for pair in criteria if all(key not in need.case or fits(key, value, case) for key, value in pair[0].when.items())]
    criteria = [pair for pair in criteria if measured(need) & pair[0].when.keys()] or criteria  # what was measured needs no rule of thumb
    own = {condition.value for condition in need.active if condition.field == f"attr.{attribute}"}
    his = {key for one, _ in criteria for key, value in one.when.items() if isinstance(value, (int, float)) and value in own}
    return [pair for pair in criteria if all(key not in his or value in own for key, value in pair[0].when.items())]


def _beside(evidence: Sequence[Evidence], applied: Sequence[AppliedCriterion], language: str) -> Quoted | None:
    """The web's best recommendation of a kind that products are measured by, where none of the criteria applied is from there."""
    if any(is_outside(piece) for one in applied for (_, piece), _ in spoken_of(one)):
        return None
    said = [(piece, claim) for piece in evidence if is_outside(piece) and piece.lang in (None, language) for claim in piece.claims]
    trusted = ((piece, claim) for piece, claim in said if claim.trust >= TRUSTED and not claim.about)
    disputed = {criterion.statement for one in applied for criterion, _ in one.disputes}
    fit = [(piece, claim) for piece, claim in trusted if claim.says != "plain" and citable(claim.text) and claim.text not in disputed]
    best = min(fit, key=lambda pair: (pair[0].old, -pair[0].trust - pair[0].score), default=None)
    return Quoted(best[0], best[1].text) if best else None


def ours(evidence: Sequence[Evidence], need: Need, language: str) -> Quoted | None:
    """Where nothing can be held against the offers: the advice of an owner's document on such goods with the most of the buyer's other words; none
    that has no word of the case that he told."""
    said = [(piece, claim) for piece in evidence if piece.source_kind == DOCUMENT and piece.lang in (None, language) for claim in piece.claims]
    advice = ((piece, claim) for piece, claim in said if not claim.about and recommends(claim.text) and citable(claim.text))
    words = {*terms(need.query)} - {term for thing in things_in(need.query) for term in thing}
    fit = [(len(words & {*terms(claim.text)}), piece, claim) for piece, claim in advice if is_of_them(claim.text, need.query)]
    best = max((each for each in fit if each[0] or not words), key=lambda each: (each[0], not each[1].old), default=None)
    return Quoted(best[1], best[2].text) if best else None


def _untold(beside: Quoted, offers: Sequence[Offer]) -> str | None:
    """The attribute that it asks about, where no offer states it."""
    asked = (str(raw["attribute"]) for raw in beside.evidence.criteria if raw.get("statement") == beside.quote)
    return next((name for name in asked if not any(name in offer.product.attributes for offer in offers)), None)


def _apply(
    attribute: str, criteria: list[_Pair], offers: Sequence[Offer], meeting: Meeting, every_pair: Sequence[_Pair], words: Collection[str] = ()
) -> AppliedCriterion:
    """Each sentence measures the offers that its guide speaks of, by all that it asks, or by its part for what the buyer said in `words`."""
    disputes = tuple(
        (criterion, piece)
        for place, (criterion, piece) in enumerate(criteria)
        if any(piece.ref != other.ref and (disagree(criterion, known) or _breaks(criterion, known, other)) for known, other in criteria[:place])
    )
    undisputed = tuple(pair for pair in criteria if pair not in disputes)
    scopes = [scope(piece, offers) for _, piece in undisputed]
    groups, unknown = spread(offers, attribute, meeting.language)
    every = {position for places in scopes for position in places}
    within = tuple((value, kept) for value, who in groups if (kept := tuple(each for each in who if each in every)))
    parts = [_parts(pair, every_pair) for pair in undisputed]
    values = [str(value) for value, _ in groups if isinstance(value, str)]
    cases = [in_his_case(one, values, words) for one, _ in undisputed]
    met = [
        {*meeting.met(one, offers, own)} & {*places} if case is one or _names(case.statement, one) else set[int]()
        for (one, _), case, places, own in zip(undisputed, cases, scopes, parts, strict=True)
    ]
    left = every - {position for who in met for position in who}
    named = [{*meeting.named(one, offers, own)} & {*places} for one, places, own in zip(cases, scopes, parts, strict=True)]
    met = [who | (also & left) for who, also in zip(met, named, strict=True)]
    half = [
        (one.statement, name, who)
        for (one, _), places, own in zip(undisputed, scopes, parts, strict=True)
        for name, places_of_it in meeting.half(one, offers, own)
        if (who := tuple(place for place in places_of_it if place in places))
    ]
    return AppliedCriterion(
        attribute=attribute,
        criteria=undisputed,
        groups=within,
        unknown=tuple(each for each in unknown if each in every),
        disputes=disputes,
        met=tuple(tuple(sorted(who)) for who in met),
        unread=tuple(
            (one.statement, word, places)
            for (one, _), who in zip(undisputed, met, strict=True)
            if who
            for word, places in meeting.unread(one, offers, who)
        ),
        shared=frozenset(
            one.statement
            for (one, _), who, own in zip(undisputed, met, parts, strict=True)
            if len(who) == len(offers) > 1 and meeting.alike(one, offers, own)
        ),
        half=tuple(half),
        judged=frozenset(one.statement for one, _ in undisputed if meeting.judges(one, [value for value, _ in within])),
    )


def in_his_case(criterion: Criterion, values: Sequence[str], words: Collection[str]) -> Criterion:
    """Of a sentence that recommends one value for one case and another for another, the part for the case that the buyer's words name: "rechargeable
    for a dormitory, plugged in for a desk". The criterion itself where the sentence, or the buyer, makes no difference."""
    parts = [each for each in _CASES.split(criterion.statement) if _names(each, criterion) or any(normal(value) in normal(each) for value in values)]
    own = [each for each in parts if any(says(each, word) for word in words)]
    return criterion.model_copy(update={"statement": own[0]}) if len(parts) > 1 and len(own) == 1 else criterion


def _names(text: str, criterion: Criterion) -> bool:
    """Whether the value that it asks for stands in the text."""
    wanted = criterion.value if isinstance(criterion.value, list) else [criterion.value]
    return any(normal(f"{value:g}" if isinstance(value, (int, float)) else str(value)) in normal(text) for value in wanted)


def _parts(pair: _Pair, pairs: Sequence[_Pair]) -> tuple[Criterion, ...]:
    """What an outside sentence asks of other attributes in the same case: "316 steel that keeps warm for 6 hours" is one thing."""
    own, piece = pair
    same = (one for one, other in pairs if is_outside(piece) and other is piece and one.statement == own.statement and one.when == own.when)
    return tuple(one for one in same if one.attribute != own.attribute)


def scope(piece: Evidence, offers: Sequence[Offer]) -> tuple[int, ...]:
    """The positions of the offers that a piece speaks of: those of its categories, or all where it is general."""
    named = {normalise(category) for category in piece.category}
    return tuple(place for place, offer in enumerate(offers) if not named or named & {normalise(part) for part in offer.product.category})


def spoken_of(applied: AppliedCriterion) -> list[tuple[tuple[Criterion, Evidence], tuple[int, ...]]]:
    """The sentences that somebody meets who meets none before it, each with all who meet it: a list of some would deny the others."""
    found: list[tuple[tuple[Criterion, Evidence], tuple[int, ...]]] = []
    left = {position for who in applied.met for position in who}
    for pair, who in zip(applied.criteria, applied.met, strict=True):
        if left.intersection(who):
            found.append((pair, tuple(who)))
            left -= {*who}
    return found


def spread(offers: Sequence[Offer], attribute: str, language: str) -> tuple[tuple[tuple[AttributeValue, tuple[int, ...]], ...], tuple[int, ...]]:
    """(value, positions) of an attribute over the offers, most common first, and the positions that state none."""
    groups: dict[AttributeValue, list[int]] = {}
    unknown: list[int] = []
    for position, offer in enumerate(offers):
        value = offer.product.text(language).attributes.get(attribute)
        if value is None or value == ():
            unknown.append(position)
        else:
            groups.setdefault(value, []).append(position)
    return tuple((value, tuple(where)) for value, where in sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0])))), tuple(unknown)


def separating(offers: Sequence[Offer], language: str) -> list[str]:
    """Attributes that at least half of the offers state and whose values group them, words before measures, those that narrow most first."""
    stated = [(name, value, offer.product) for offer in offers for name, value in offer.product.attributes.items()]
    counts = Counter(name for name, value, product in stated if not isinstance(value, tuple) and tells(product, value))
    gains = {name: _entropy(offers, name, language) for name, count in counts.items() if count * 2 >= len(offers)}
    words = {name for offer in offers for name, value in offer.product.attributes.items() if isinstance(value, str)}
    return sorted((name for name, gain in gains.items() if gain >= HALF_A_BIT), key=lambda name: (name not in words, -gains[name]))


def _entropy(offers: Sequence[Offer], attribute: str, language: str) -> float:
    """Of the attribute's values over the offers that state it, in bits (Shannon 1948); 0 where the values are too many to ask about."""
    sizes = [len(where) for _, where in spread(offers, attribute, language)[0]]
    total = sum(sizes)
    if len(sizes) > MOST_VALUES or len(sizes) > 2 and len(sizes) == total:
        return 0.0
    return -sum(size / total * log2(size / total) for size in sizes)
