"""The one of several offers that is recommended, by what the buyer stated first, then by what guides ask for, by buyers' ratings and the price."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import log2
from statistics import median
from typing import Literal

from ...schema.guide import Criterion
from ...schema.need import Need
from ..claims.fused import is_outside
from ..claims.stance import for_some
from ..claims.stance import says as has_words
from ..decisions.choice import AppliedCriterion, Best, Choice, Serving
from ..decisions.offer import Offer
from ..decisions.on_file import Line
from ..decisions.told import Told
from ..facts.sized import too_much
from ..facts.worded import is_silent, says, tells_of
from ..searching.buyable import POORLY, lots, out_of_reach, poor, quality, usual
from ..searching.needs import is_plain, number, served
from ..searching.wish import MachineWish, Record, Wish, wish
from ..searching.wished import served_by
from .demanding import demands
from .difference import best
from .holding import comparable
from .logic import Case, case_of, fits, in_case

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RATED, _PRICED, _PLACED = 2.0, 0.3, 0.25
"""What a star is worth, half the price, and a place further up in the list, against one sentence of a guide."""
_ONE_KIND = 10.0
"""Times the lowest price: further apart goods aren't told by it."""
REASONS = 2
"""Sentences of guides that a recommendation names."""


def recommended(
    choice: Choice,
    need: Need,
    asked: Collection[str] = (),
    noted: Collection[str] = (),
    rising: Collection[str] = (),
    heard: Callable[[Offer, str], Line | None] = lambda offer, words: None,
) -> Best | None:
    """None where there is nothing to choose between. `asked` are the attributes that the buyer wants the choice to go by, of which the more is the
    better of those `rising`, `noted` his words that no field is for and no wish has; `heard` is asked for the line of a seller that means words which
    no record has."""
    offers = choice.offers
    if len(offers) < 2:
        return None
    said = tuple(map(wish, dict.fromkeys((*need.words, *noted))))
    judged = _Judged(offers, choice.criteria, need, frozenset(asked), said, tuple(rising), heard)
    too_weak = {place for place, offer in enumerate(offers) if too_much(offer.product.attributes, need.language, need.case)}
    order = sorted(range(len(offers)), key=lambda place: (place in choice.ruled_out or place in too_weak, *judged.rank(place)))
    kind, best = offers[order[0]].product.category, judged.best(order[0])
    unfit = frozenset(
        place
        for place in order
        if place in choice.ruled_out
        or place in too_weak
        or any(judged.broken(place))
        or offers[place].product.category != kind
        or judged.against_case(place, order[0])
        or not {*best.words} <= {*judged.words(place)}
    )
    second = next((place for place in order[1:] if place not in unfit), order[1])
    return replace(best, second=second, unfit=unfit)


def suited(offers: Sequence[Offer], need: Need) -> tuple[tuple[float, Best], ...]:
    """Of each offer how much of what the buyer said speaks for it, with that."""
    judged = _Judged(offers, (), need, frozenset(), tuple(map(wish, dict.fromkeys(need.words))))
    return tuple((judged.wished_of(place) - len(judged.against(place)), judged.best(place)) for place in range(len(offers)))


def of_case(applied: AppliedCriterion, need: Need, words: Collection[str] = ()) -> bool:
    """Whether guides say it for the buyer's own case, or of what he said in `words` that no field is for: of small hands."""
    case = case_of(need)
    told = [criterion for criterion, _ in applied.criteria]
    return any(one.when and in_case(one, case) for one in told) or any(covers(one, word) for one in told for word in words)


def covers(criterion: Criterion, words: str) -> bool:
    """Whether a sentence has the words, or is for a range that has their number: 17 degrees."""
    numbers = tuple(float(each) for each in _NUMBER.findall(words))
    ranges = {key: value for key, value in criterion.when.items() if isinstance(value, list)}
    return says(criterion.statement, words) or any(fits(key, value, {key: numbers}) for key, value in ranges.items())


@dataclass(frozen=True)
class _Judged:
    offers: Sequence[Offer]
    criteria: Sequence[AppliedCriterion]
    need: Need
    asked: frozenset[str]
    wished: tuple[Wish, ...]
    rising: tuple[str, ...] = ()
    heard: Callable[[Offer, str], Line | None] = lambda offer, words: None

    @property
    def hard(self) -> frozenset[str]:
        return frozenset(one.name for one in self.need.hard)

    def rank(self, place: int) -> tuple[float, ...]:
        """The least first: what it breaks, what isn't known, wishes met, how many must be bought, then all else weighed."""
        unknown = self.hard & {*self.offers[place].candidate.unknown}
        product, others = self.offers[place].product, sum(self._for_others(one, place) for one in self.criteria)
        against = lots(product, self.need) + POORLY * poor(product, self._usual)
        return (*self.broken(place), len(unknown), against - self.wished_of(place), others, -self._own(place), -self._weight(place), place)

    def wished_of(self, place: int) -> float:
        """How much of what he wished it meets."""
        return len(self.wishes(place)) + len(self.words(place)) + sum(own.get(place, 0.0) for _, own, _ in self._by_number)

    def best(self, place: int) -> Best:
        """What speaks for it, and what doesn't."""
        offer, words, serving, every = self.offers[place], self.words(place), self.serving(place), range(len(self.offers))
        candidate, likely = offer.candidate, tuple(word for word in words if self._is_likely(place, word))
        return Best(
            place=place,
            wishes=tuple(name for name in self.wishes(place) if not all(name in self.wishes(other) for other in every)),
            words=tuple(word for word in words if word not in likely),
            likely=likely,
            heard={word: line for word in words if not self._tells(offer, word) and (line := self.heard(offer, word)) is not None},
            criteria=self.reasons(place),
            failed=candidate.failed,
            unknown=tuple(name for name in candidate.unknown if name in self.hard),
            against=tuple((each.text, told.words) for each, told in self.against(place).items()),
            best_in=tuple(aspect for aspect in ("best_rated", "cheapest") if best(self.offers, aspect) == place),
            serving=serving,
            by_number=tuple(each.text for each in self.wished if self.goes_by(each, self.offers[place]) in {one.attribute for one in serving}),
            silent=self.silent,
        )

    def broken(self, place: int) -> tuple[float, ...]:
        """Its price where it is dearer than may be, whether it is other goods, and how much of what was said it breaks."""
        candidate, product = self.offers[place].candidate, self.offers[place].product
        hard = self.need.of(product.category, product.id).hard
        failed = {one.name for one in hard} & {*candidate.failed}
        other = self.need.category is not None and self.need.category not in product.category
        dear = any(one.field == "price" and one.name in failed for one in hard)
        whom = wish(self.need.audience, audience=True).told(Record.of(product, self.need.language)) if self.need.audience else None
        return (
            dear and self._cost(place),
            other,
            len(failed) + out_of_reach(product, self.need) + len(self.against(place)) + (whom is not None and not whom.met),
        )

    def against_case(self, place: int, best: int) -> bool:
        """Whether what guides say for his own case is met by the best and not by this one: 3.5 TOG, for a room of 22 degrees."""
        own = [one for one in self.criteria if self._of_case(one) and self._meets(one, best)]
        return any(any(place in who for _, who in one.groups) and not self._meets(one, place) for one in own)

    def against(self, place: int) -> dict[Wish, Told]:
        """What its record says otherwise than is wished; also where it doesn't name the machine that it is to fit."""
        record = Record.of(self.offers[place].product, self.need.language)
        told = {each: each.evident(record) or (Told(False, ()) if isinstance(each, MachineWish) else None) for each in self.wished}
        return {each: one for each, one in told.items() if one is not None and (one.partly or not one.met)}

    def _for_others(self, applied: AppliedCriterion, place: int) -> bool:
        """Whether a sentence says that what it has is for others alone: a loud switch, that only suits who is by himself."""
        told = [one for (one, piece), who in zip(applied.criteria, applied.met, strict=False) if place in who and not is_outside(piece)]
        return any(has_words("only_for", one.statement) and not self._his(one) for one in told)

    def serving(self, place: int) -> tuple[Serving, ...]:
        """The numbers that go by what was said outright, as it states them."""
        found = []
        for name, own, plain in self._by_number:
            if not plain:
                continue
            values = {at: value for at, offer in enumerate(self.offers) if (value := number(offer.product.attributes.get(name))) is not None}
            if place in values:
                end = _end(place, values, own) if len(values) == len(self.offers) or len({*values.values()}) > 1 else "value"
                found.append(Serving(name, end, max(own, key=lambda at: (own[at], -at))))
        return tuple(dict.fromkeys(found))

    def wishes(self, place: int) -> tuple[str, ...]:
        """What of his conditions it meets."""
        return tuple(one.name for one in self.need.active if not one.pages and one.name in self.offers[place].candidate.met)

    @cached_property
    def _by_number(self) -> list[tuple[str, dict[int, float], bool]]:
        """Of each wish that goes by a number, and each order that was wished for, the attribute, how well each place serves it, and whether it was
        said outright."""
        records = {place: Record.of(offer.product, self.need.language) for place, offer in enumerate(self.offers)}
        found = [
            (*by, any(is_plain(one.text, record.trades) for record in records.values()))
            for one in self.wished
            if (by := served_by(one, records)) is not None
        ]
        ordered = [(key.removeprefix("-").removeprefix("attr."), 0.0 if key[0] == "-" else 1.0) for key in self.need.sort if "attr." in key]
        for name, at in (*ordered, *((name, 1.0) for name in self.rising)):
            stated = {place: value for place, one in records.items() if (value := number(one.attributes.get(name))) is not None}
            if stated:
                found.append((name, {place: served(at, value, sorted(stated.values())) for place, value in stated.items()}, True))
        return found

    @property
    def said(self) -> tuple[str, ...]:
        """His words that no field is for."""
        return tuple(dict.fromkeys((*self.need.words, *sorted(one.removeprefix("said.") for one in self.asked if one.startswith("said.")))))

    @property
    def silent(self) -> tuple[str, ...]:
        """Those that no record has and no guide speaks of."""
        told = [criterion for one in self.criteria for criterion, _ in one.criteria]
        by_number = {each.text for each in self.wished if any(each.number(Record.of(offer.product, self.need.language)) for offer in self.offers)}
        return tuple(
            word
            for word in self.said
            if word not in by_number
            and not any(covers(each, word) for each in told)
            and all(self._is_silent(offer, word) and self.heard(offer, word) is None for offer in self.offers)
        )

    def goes_by(self, one: Wish, offer: Offer) -> str | None:
        record = Record.of(offer.product, self.need.language)
        return one.number(record) if is_plain(one.text, record.trades) else None

    def words(self, place: int) -> tuple[str, ...]:
        """Those that its record has, and not every record; of what none has what its seller says in other words."""
        return tuple(word for word, told in self._told.items() if told[place] and not all(told))

    @cached_property
    def _told(self) -> dict[str, list[bool]]:
        """By word who tells it."""
        told = {word: [self._tells(offer, word) for offer in self.offers] for word in self.said}
        return told | {word: [self.heard(offer, word) is not None for offer in self.offers] for word, own in told.items() if not any(own)}

    def _is_likely(self, place: int, word: str) -> bool:
        """Whether its record has it only by what it may mean: that is no reason."""
        told = wish(word).evident(Record.of(self.offers[place].product, self.need.language))
        return told is not None and told.likely

    def _tells(self, offer: Offer, word: str) -> bool:
        told = wish(word).told(Record.of(offer.product, self.need.language))
        return told.met if told is not None else tells_of(offer.product, word, self.need.language)

    def _is_silent(self, offer: Offer, word: str) -> bool:
        language = self.need.language
        return wish(word).evident(Record.of(offer.product, language)) is None and is_silent(offer.product, word, language)

    def reasons(self, place: int) -> tuple[AppliedCriterion, ...]:
        """What guides ask for that it meets and others don't, by what was asked about or is of his own case, else what is for everybody."""
        told = [one for one in self.criteria if self._meets(one, place) and not all(self._meets(one, other) for other in range(len(self.offers)))]
        own = [one for one in told if one.attribute in self.asked or self._of_case(one)]
        told = sorted(own or told, key=lambda one: one.attribute not in self.asked)[:REASONS]
        return tuple(self._his_part(one) for one in told)

    def _own(self, place: int) -> int:
        """How much of what was asked about, or holds for the buyer's own case, it meets, less what it falls short of."""
        own = [one for one in self.criteria if one.attribute in self.asked or self._of_case(one)]
        return sum(self._meets(one, place) - falls_short(one, place, (), case_of(self.need)) for one in own)

    def _weight(self, place: int) -> float:
        case = case_of(self.need)
        guided = sum(self._meets(one, place) - falls_short(one, place, (), case) for one in self.criteria)
        return (
            guided
            + _RATED * (quality(self.offers[place].product, self._usual) - self._usual)
            - self._priced * log2(self._cost(place) / self._price)
            - self._placed * place
        )

    def _cost(self, place: int) -> float:
        """A price that isn't stated speaks neither for it nor against it."""
        price = self.offers[place].price
        return self._price if price is None else float(price or 1)

    def _of_case(self, applied: AppliedCriterion) -> bool:
        return of_case(applied, self.need, self.said)

    def _meets(self, applied: AppliedCriterion, place: int) -> bool:
        """Whether a sentence that holds for everybody or in his case is met, and none for another case comes nearer to what it has: 3.5 TOG is for a
        cold room, though in autumn one starts from 2.5."""
        value = next((value for value, who in applied.groups if place in who), None)
        met = [
            (one, self._his(one)) for (one, piece), who in zip(applied.criteria, applied.met, strict=False) if place in who and not is_outside(piece)
        ]
        his, others = ([_gap(one, value) for one, own in met if own is side] for side in (True, False))
        return bool(his) and min(his) <= min(others, default=min(his))

    def _his_part(self, applied: AppliedCriterion) -> AppliedCriterion:
        """Its sentences that hold for him."""
        own = [(pair, who) for pair, who in zip(applied.criteria, applied.met, strict=False) if self._his(pair[0])]
        return replace(applied, criteria=tuple(pair for pair, _ in own), met=tuple(who for _, who in own))

    def _his(self, criterion: Criterion) -> bool:
        """Whether it holds for everybody, in his case, or of what he said."""
        everybody = bool(criterion.when) or not for_some(criterion.statement, criterion.label or "")
        return (everybody and in_case(criterion, case_of(self.need))) or any(covers(criterion, word) for word in self.said)

    @property
    def _priced(self) -> float:
        """Nothing, unless it was asked for, where prices lie so far apart that these are no goods of one kind."""
        if "price" in self.asked:
            return _RATED
        if self._unspoken:
            return 1.0  # there is nothing else to go by
        prices = [float(offer.price) for offer in self.offers if offer.price]
        return _PRICED if not prices or max(prices) <= _ONE_KIND * min(prices) else 0.0

    @property
    def _placed(self) -> float:
        return 0.0 if self._unspoken else _PLACED

    @property
    def _unspoken(self) -> bool:
        """Whether neither guides nor buyers say anything of them."""
        return not any(one.criteria for one in self.criteria) and all(offer.product.rating is None for offer in self.offers)

    @cached_property
    def _usual(self) -> float:
        return usual(offer.product for offer in self.offers)

    @property
    def _price(self) -> float:
        return float(median([offer.price for offer in self.offers if offer.price is not None] or [Decimal(1)])) or 1.0


def _end(place: int, values: Mapping[int, float], serves: Mapping[int, float]) -> Literal["least", "most", "value", "alike", "behind"]:
    least, most, own = min(values.values()), max(values.values()), values[place]
    if least == most:
        return "alike"
    if serves.get(place, 0.0) < max(serves.values()):
        return "behind"
    return "least" if own == least else "most" if own == most else "value"


def _gap(criterion: Criterion, value: object) -> float:
    """How far it is from the number that the sentence names; nothing where one of them is no number."""
    numbers = [each for each in (criterion.value, value) if isinstance(each, (int, float)) and not isinstance(each, bool)]
    return abs(numbers[0] - numbers[1]) if len(numbers) == 2 else 0.0


def falls_short(applied: AppliedCriterion, position: int, answered: Collection[str], case: Case) -> bool:
    """Whether its record can be held against each of the sentences and meets none; where one of them answered the buyer's question, against that.
    None falls short of what is for a case that isn't the buyer's: 200 g for autumn of a bodysuit for whatever season; nor, where none names his case,
    who meets a sentence for another: 380 ml for commuting, beside 900 ml for a hike."""
    value = next((value for value, who in applied.groups if position in who), None)
    pairs = list(zip((criterion for criterion, _ in applied.criteria), applied.met, strict=True))
    pairs = [(criterion, met) for criterion, met in pairs if criterion.statement in answered] or pairs
    his = [(criterion, met) for criterion, met in pairs if in_case(criterion, case)]
    judged = value is not None and bool(his) and all(comparable(value, criterion) and demands(criterion) for criterion, _ in his)
    held = his if any(criterion.when for criterion, _ in his) else pairs
    return judged and not any(position in met for _, met in held)
