"""Which offers meet a sentence of a guide, judged as a buyer's condition is."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...catalogue.catalogue import Catalogue
from ...catalogue.conditions import Judge
from ...catalogue.text import normal
from ...catalogue.wanted import flag_of
from ...retrievers.analysis import terms
from ...schema.condition import Condition
from ...schema.guide import Criterion
from ...schema.product import AttributeValue
from ...schema.reading import Language
from ..claims.codes import without_codes
from ..claims.measures import measures
from ..claims.sentences import Span, clauses
from ..claims.stance import asks_at, denies, recommends
from ..claims.standards import names
from ..decisions.offer import Offer
from .asks import Asks, Beside
from .holding import comparable, holds, is_number, unit

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_HAN = re.compile(r"(?:(?<![a-z0-9])[a-z](?=[\u4e00-\u9fff])|[\u4e00-\u9fff])+")
_SPACED = re.compile(r"(?<=[a-z]) (?=[\u4e00-\u9fff])")
_FIGURE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?")
_SIZED = re.compile(r"\d+(?:\.\d+)?\s*[x×*]\s*\d+(?:\.\d+)?", re.IGNORECASE)
_LISTED = 30
"""Values of a list that names each thing once; longer ones are free text, which may say the same in other words."""
_SIZE = re.compile(r"(?<=\d)\s*[x×*]\s*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Meeting:
    """Over one catalogue on one day; `language` is the one in which the offers are shown."""

    catalogue: Catalogue
    asks: Asks
    today: date
    language: str

    def met(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion] = ()) -> tuple[int, ...]:
        """The positions of the offers that have what it asks for, each measure and certificate that it names; `parts` are what its sentence asks of
        other attributes."""
        beside = self._beside(criterion, offers, parts)
        return tuple(place for place in self._having(criterion, offers, parts) if self._agrees(offers[place], beside))

    def half(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion] = ()) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The attributes on which a part of its sentence can't be judged, each with the positions of the offers that meet the rest."""
        beside = self._beside(criterion, offers, parts)
        missing = {place: (self._missing(offers[place], beside) or ("",))[0] for place in self._having(criterion, offers, parts)}
        for name in dict.fromkeys(name for name in missing.values() if name):
            yield name, tuple(place for place, own in missing.items() if own == name)

    def named(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion] = ()) -> tuple[int, ...]:
        """The positions of the offers whose value its sentence names besides: "… and polyester for easy washing"."""
        if not isinstance(criterion.value, (str, list)) or unmeasured(criterion, parts):
            return ()
        shown = [_words(_text(offer.product.text(self.language).attributes.get(criterion.attribute))) for offer in offers]
        asked = {word for text in (criterion.attribute.replace("_", " "), *self._asked(criterion)) for word in _words(text)}
        asked |= {word for offer in offers for name in self._kinds(offer) for word in _words(name)}  # a leash is no value of leashes
        asked |= {word for name in self._asked(criterion) for word in _noun(name, criterion.statement)}
        said = {word for word in _said(criterion.statement) if not any(word.startswith(other) or other.startswith(word) for other in asked)}
        beside = self._beside(criterion, offers, parts)
        return tuple(place for place, value in enumerate(shown) if said.intersection(value) and self._agrees(offers[place], beside))

    def alike(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion] = ()) -> bool:
        """Whether it recommends one thing alone and all offers have it: "pullovers for prints, zips for layering" can't be said of them together."""
        ways = self._ways(criterion, offers)
        several = len({(way.value, way.upto) for way in ways}) > 1 if len(ways) > 1 else _several(criterion)
        return (
            not several
            and not unmeasured(criterion, parts)
            and recommends(criterion.statement)
            and all(self._holds(offer, way) for way in ways[:1] for offer in offers)
            and all(self._agrees(offer, self._beside(criterion, offers, parts)) for offer in offers)
        )

    def judges(self, criterion: Criterion, values: Sequence[AttributeValue]) -> bool:
        """Whether these values, where none meets it, are known for others than it asks for: numbers and grades, yes and no, or words of a short list
        that has the one asked for."""
        if not values or unmeasured(criterion) or (is_number(criterion.value) and (self.asks.vague(criterion) or _two(criterion))):
            return False
        if self.asks.papers(criterion):
            return False
        if all(comparable(value, criterion) for value in values):
            return True
        facet = self.catalogue.facets().attribute(criterion.attribute)
        if facet is None or criterion.value is None or not self.asks.curated:
            return False
        flags = facet.kind == "flag" and all(flag_of(str(value)) is not None or isinstance(value, bool) for value in values)
        return flags or (0 < len(facet.values) <= _LISTED and next(self._asked(criterion), None) is not None)

    def spoken_of(self, statement: str, language: Language, offers: Sequence[Offer]) -> tuple[int, ...]:
        """The positions of the offers that a sentence can be about: cotton bags are no "down bags", nor are those whose kind states no filling."""
        of = self.asks.subject(statement, language)
        return tuple(place for place, offer in enumerate(offers) if all(self._may_be(offer, one) for one in of))

    def _may_be(self, offer: Offer, condition: Condition) -> bool:
        row, attribute = self.catalogue.row(offer.id), condition.field.removeprefix("attr.")
        if offer.product.attributes.get(attribute) is None or row is None:
            return attribute in self.asks.stated_of(offer.product.category[-1] if offer.product.category else None)
        return int(Judge(self.catalogue.columns, self.today).verdicts(condition)[row]) == 1

    def unread(self, criterion: Criterion, offers: Sequence[Offer], places: Collection[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The words of its sentence that no attribute knows, each with those of the places whose title, description or values have it."""
        texts = {place: normal(" ".join(_written(offers[place]))) for place in places}
        for word in self._beside(criterion, offers).unread:
            yield word, tuple(place for place in sorted(places) if normal(word) in texts[place])

    def _having(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion]) -> Iterator[int]:
        """The positions of the offers that have what it asks of its own attribute."""
        if unmeasured(criterion, parts) or (is_number(criterion.value) and self.asks.vague(criterion)):
            return
        ways = self._ways(criterion, offers)
        yield from (position for position, offer in enumerate(offers) if any(self._holds(offer, way) for way in ways))

    def _beside(self, criterion: Criterion, offers: Sequence[Offer], parts: Sequence[Criterion] = ()) -> Beside:
        category = next((offer.product.category[-1] for offer in offers if offer.product.category), None)
        beside = self.asks.beside(criterion, "zh" if self.language == "zh" else "en", category)
        own = {one.attribute for one in parts}
        measures = tuple(one for one in beside.measures if one.attribute not in own)
        return replace(beside, measures=(*measures, *parts)) if parts else beside

    def _agrees(self, offer: Offer, beside: Beside) -> bool:
        """Whether its record states the measures and kinds, and has the certificates in force."""
        return self._missing(offer, beside) == ()

    def _missing(self, offer: Offer, beside: Beside) -> tuple[str, ...] | None:
        """The attributes that its record doesn't state, of the measures and kinds; None where it states otherwise or has no certificate in force."""
        asked = (*beside.measures, *beside.kinds)
        missing = tuple(dict.fromkeys(one.attribute for one in asked if offer.product.attributes.get(one.attribute) is None))
        held = [one for one in offer.product.certifications if one.valid_on(self.today)]
        stated = all(self._holds(offer, one) for one in asked if one.attribute not in missing)
        return missing if stated and all(any(names((paper,), one) for one in held) for paper in beside.papers) else None

    def _kinds(self, offer: Offer) -> Iterator[str]:
        """What such goods are called, in all languages."""
        yield from offer.product.category[-1:]
        for text in offer.product.translations.values():
            yield from (text.category or ())[-1:]

    def _ways(self, criterion: Criterion, offers: Sequence[Offer]) -> tuple[Criterion, ...]:
        category = next((offer.product.category[-1] for offer in offers if offer.product.category), None)
        return self.asks.of(criterion, "zh" if self.language == "zh" else "en", category) if criterion.value is not None else ()

    def _holds(self, offer: Offer, criterion: Criterion) -> bool:
        value, row = offer.product.attributes.get(criterion.attribute), self.catalogue.row(offer.id)
        if row is None or value is None or (isinstance(value, str) and is_number(criterion.value) and comparable(value, criterion)):
            return value is not None and holds(value, criterion)
        judge = Judge(self.catalogue.columns, self.today)
        verdicts = [int(judge.verdicts(condition)[row]) for condition in conditions_of(criterion)]
        shown = offer.product.text(self.language).attributes.get(criterion.attribute, value)
        if not verdicts or -1 in verdicts:
            return holds(shown, criterion)
        said = criterion.op != "contains" or any(holds(one, criterion) for one in _told(offer, criterion))
        return said and all(verdict == 1 for verdict in verdicts)

    def _asked(self, criterion: Criterion) -> Iterator[str]:
        """The values on record that the criterion asks for, in all languages."""
        facet = self.catalogue.facets().attribute(criterion.attribute)
        for value in facet.values if facet else ():
            texts = (value.value, *value.aliases)
            if any(holds(text, criterion) for text in texts):
                yield from texts


def _written(offer: Offer) -> Iterator[str]:
    """All that its record says, in all languages."""
    product = offer.product
    yield from (product.title, product.description or "", *map(_text, product.attributes.values()))
    for text in product.translations.values():
        yield from (text.title or "", text.description or "", *map(_text, text.attributes.values()))


def _told(offer: Offer, criterion: Criterion) -> Iterator[AttributeValue]:
    """What its record states, in all languages."""
    for stated in (offer.product.attributes, *(text.attributes for text in offer.product.translations.values())):
        if criterion.attribute in stated:
            yield stated[criterion.attribute]


def unmeasured(criterion: Criterion, parts: Sequence[Criterion] = ()) -> bool:
    """Whether its sentence states a number that a value in words can't be held against: "60 % cotton" is not met by whatever has cotton in it. What
    stands before the word that asks is the case: "for 15.6 inch laptops choose nylon"; what its `parts` ask is measured there."""
    if is_number(criterion.value):
        return False
    known = {*_FIGURE.findall(f"{criterion.value} {criterion.when} {criterion.upto}")}
    known |= {f"{number:g}" for one in parts for number in (one.value, one.upto) if isinstance(number, (int, float))}
    asks = criterion.statement[max(asks_at(criterion.statement), 0) :]
    said = without_codes(_SIZED.sub(" ", asks))  # sizes are told apart by their words, and standards aren't measured
    return any(number not in known for number in _FIGURE.findall(said))


def _two(criterion: Criterion) -> bool:
    """Whether its sentence has two measures of one unit, each for a case of its own: 32 cm for four and 28-30 cm for one or two."""
    named = [one.unit for one in measures(criterion.statement) if one.unit]
    return len(named) > len({*named})


def conditions_of(criterion: Criterion) -> Iterator[Condition]:
    """In the attribute's own unit; a range is two."""
    own = criterion.unit or unit(criterion.attribute)
    value = tuple(map(str, criterion.value)) if isinstance(criterion.value, list) else criterion.value
    field = f"attr.{criterion.attribute}"
    if criterion.op is not None:
        yield Condition(id="criterion", field=field, op=criterion.op, value=value, unit=None if isinstance(value, (str, tuple)) else own, hard=False)
    if criterion.upto is not None:
        yield Condition(id="upto", field=field, op="<=", value=criterion.upto, unit=own, hard=False)


def _several(criterion: Criterion) -> bool:
    """Whether it asks for more than one thing, not only for one in two languages."""
    options = [normal(str(option)) for option in (criterion.value if isinstance(criterion.value, list) else [criterion.value])]
    kinds = [bool(_CHINESE.search(option)) for option in options if flag_of(option) is None]
    return len(kinds) > len({*kinds})


def _said(statement: str) -> Iterator[str]:
    """The words of the clauses that don't deny them."""
    for clause in clauses(Span(0, len(statement), statement)):
        yield from (word for word in _words(clause.text) if not denies(clause.text, word))


def _noun(value: str, statement: str) -> Iterator[str]:
    """The words of a Chinese value with the noun right behind it, which names no other value that has the noun, too: 钛内胆 is no 陶瓷内胆."""
    for match in re.finditer(rf"{re.escape(normal(value))}[\u4e00-\u9fff]{{2}}", normal(statement)) if _CHINESE.search(value) else ():
        yield from _words(match.group())


def _words(text: str) -> list[str]:
    """Words; of Chinese every two letters side by side, since 旋盖 is cut otherwise in 选旋盖 than by itself."""
    joined = _SIZE.sub("x", normal(text))
    pairs = [run[place : place + 2] for run in _HAN.findall(_SPACED.sub("", joined)) for place in range(len(run) - 1)]
    return [*pairs, *(term for term in terms(_CHINESE.sub(" ", joined)) if len(term) > 1)]


def _text(value: AttributeValue | None) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None or isinstance(value, bool) else str(value)
