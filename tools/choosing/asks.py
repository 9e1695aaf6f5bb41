"""What a sentence of a guide asks of an attribute, all of it: "90 %, and on a budget no less than 80 %" asks for either."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...catalogue.quantities import units
from ...schema.condition import Condition
from ...schema.guide import Criterion
from ...schema.reading import Language
from ...understanding.reader import Reader
from ...understanding.tokens.lexer import tokens
from ..claims.asked import Goods, asked
from ..claims.cases import wishes
from ..claims.sentences import Span, clauses
from ..claims.stance import asks_at, bounds
from .beside import kinds, unread

_NUMBER = re.compile(r"(?<![a-z\d.])\d+(?:,\d{3})*(?:\.\d+)?", re.IGNORECASE)
_DEGREE = r"°\s?[a-z]|[℃℉]"
_SIGN = r"(?:(?<![^\s\u4e00-\u9fff])-)?"
_SIGNED = re.compile(rf"{_SIGN}{_NUMBER.pattern}", re.IGNORECASE)
_MEASURE = re.compile(
    rf"(?:(?:{bounds()})\s*)?{_SIGN}{_NUMBER.pattern}(?:\s*(?:%|{_DEGREE})?\s*(?:-|–|~|至|到|to)\s*-?\d+(?:\.\d+)?)?"
    rf"\s*(?P<unit>%|{_DEGREE}|(?!or\b)[a-z]+|[\u4e00-\u9fff])?"
    r"(?:\s*or\s+[a-z]+|\s*[\u4e00-\u9fff]{1,4})?",
    re.IGNORECASE,
)
"""With what stands behind the unit: "or more", 毫升以上."""
_ALONE = re.compile(rf"{_NUMBER.pattern}\s*(?:%|[a-z]+|[\u4e00-\u9fff]+)?", re.IGNORECASE)
_OR = re.compile(r"\s*(?:or\b|或|、|和)", re.IGNORECASE)
_NO_UNIT = frozenset("以的就及或到至和、，")
"""What may stand right behind a number and is no unit."""


@dataclass(frozen=True)
class Beside:
    """What a sentence asks for besides its own attribute: numbers and words of others, certificates, and `unread` words that no attribute knows."""

    measures: tuple[Criterion, ...] = ()
    papers: tuple[str, ...] = ()
    kinds: tuple[Criterion, ...] = ()
    unread: tuple[str, ...] = ()


class Asks:
    """Over one generation's reader; what a sentence asks is read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[Any, ...], tuple[Criterion, ...]] = {}
        self._beside: dict[tuple[Any, ...], Beside] = {}

    def of(self, criterion: Criterion, language: Language, category: str | None) -> tuple[Criterion, ...]:
        """The criterion, as exact as its sentence ("15-20 litres" is no "up to 20"), then what the sentence asks of its attribute besides."""
        if not isinstance(criterion.value, (int, float)) or isinstance(criterion.value, bool) or len(_NUMBER.findall(criterion.statement)) < 2:
            return (criterion,)
        key = (criterion.attribute, criterion.statement, criterion.op, criterion.value, criterion.upto, language, category)
        if key not in self._known:
            self._known[key] = _with_others(criterion, list(self._read(criterion, language, category)))
        return self._known[key]

    def beside(self, criterion: Criterion, language: Language, category: str | None) -> Beside:
        key = (criterion.attribute, criterion.statement, language, category)
        if key not in self._beside:
            self._beside[key] = self._said_beside(criterion, language, category)
        return self._beside[key]

    def papers(self, criterion: Criterion) -> tuple[str, ...]:
        """The certificates that its sentence names besides."""
        said = tokens(criterion.statement, self._reader.vocabulary) if criterion.attribute != "certification" else ()
        return tuple(dict.fromkeys(name for token in said for names in token.values("certificate") for name in names))

    def subject(self, statement: str, language: Language) -> tuple[Condition, ...]:
        """What goods a sentence speaks of, by values before the word that asks: of down, in "down should be certified to RDS"."""
        said = statement[: max(0, asks_at(statement))]
        read = self._reader.read(said).conditions if said else ()
        return tuple(
            one for one in read if one.field.startswith("attr.") and one.op in ("=", "in", "contains") and isinstance(one.value, (str, tuple))
        )

    @property
    def curated(self) -> bool:
        """Whether somebody chose the catalogue's attributes and values, so that one thing has one name."""
        return self._reader.vocabulary.curated

    def stated_of(self, category: str | None) -> Collection[str]:
        """The attributes that such goods state."""
        return self._reader.vocabulary.shelf(category).counts

    def vague(self, criterion: Criterion) -> bool:
        """Whether it asks for more of something than it says: "a higher thread count", or a limit above the weight, is met by no number."""
        said = tokens(criterion.statement, self._reader.vocabulary)
        numbered = any(token.has("number") or any(map(str.isdigit, token.text)) for token in said)
        return not numbered and any(token.has("comparative", "bound") for token in said)

    def _said_beside(self, criterion: Criterion, language: Language, category: str | None) -> Beside:
        text = criterion.statement
        numbered = bool(_NUMBER.search(text))
        found = asked(Span(0, len(text), text), language, self._reader, Goods(category=category)) if numbered else []
        others = [each for each in found if each["says"] == "criterion" and each["attribute"] != criterion.attribute]
        measured = [each for each in others if type(each["value"]) in (int, float) and not each["attribute"].startswith("age_")]
        measures = tuple(criterion.model_copy(update={"attribute": each["attribute"], **_bound(each)}) for each in measured)
        return Beside(
            measures,
            self.papers(criterion),
            tuple(kinds(criterion, language, category, self._reader)),
            tuple(unread(criterion, self._reader)),
        )

    def _read(self, criterion: Criterion, language: Language, category: str | None) -> Iterator[dict[str, Any]]:
        """What each clause asks by the measure that is in the criterion's own unit: "6 岁以上选 300 件" asks for no six. What goes on where a
        range ended needs no unit: "800-1600 DPI is enough; choose more than 1600 for …"."""
        label = criterion.label or criterion.attribute.replace("_", " ")
        own = next((unit for _, unit in _measured(criterion.statement, {criterion.value, criterion.upto})), "")
        ends: set[float | None] = set()
        for clause in (clause for text in _asking(criterion) for clause in clauses(Span(0, len(text), text))):
            phrase = next((phrase for phrase, unit in _measured(clause.text) if unit == own), None)
            phrase = phrase or next((phrase for phrase, unit in _measured(clause.text, ends) if ends and not unit), None)
            text = f"{label} {phrase}"
            found = asked(Span(0, len(text), text), language, self._reader, Goods(category=category)) if phrase else []
            told = [each for each in found if each["says"] == "criterion" and each["attribute"] == criterion.attribute]
            ends |= {each["upto"] for each in told if each.get("upto") is not None}
            yield from told


def _asking(criterion: Criterion) -> list[str]:
    """The sentence without its cases; with them where the criterion's own number is one: of "1.8 米床选 220×240 的被套" goods state the bed."""
    asking = [wish.text for wish in wishes(criterion.statement)]
    own = {criterion.value, criterion.upto}
    return asking if any(True for text in asking for _ in _measured(text, own)) else [criterion.statement]


def _with_others(criterion: Criterion, read: Sequence[dict[str, Any]]) -> tuple[Criterion, ...]:
    """A range whose end the criterion is takes its place; so does its number where the sentence says that alone ("32 cm for a family")."""
    found = [_as(criterion, each) for each in read]
    exact = next((each for each in found if each.op == "=" and each.upto is None and each.value == criterion.value), None)
    if exact is not None and _bare(criterion):
        return (exact, *(each for each in found if each is not exact))
    ranges = (each for each in found if each.upto is not None and criterion.value == _end(each, criterion.op))
    first = next(ranges, criterion) if criterion.upto is None else criterion
    return (first, *(each for each in found if each not in (first, criterion)))


def _bare(criterion: Criterion) -> bool:
    """Whether its sentence states its number with nothing before or behind that makes it one of several, or a bound."""
    said = criterion.statement
    phrase = next((phrase for phrase, _ in _measured(said, {criterion.value})), None)
    return phrase is not None and _ALONE.fullmatch(phrase.strip()) is not None and not _OR.match(said.partition(phrase)[2])


def _end(span: Criterion, op: str | None) -> float | None:
    """The end of a range that a bound alone would name."""
    return span.upto if op in ("<=", "<") else span.value


def _as(criterion: Criterion, read: dict[str, Any]) -> Criterion:
    return criterion.model_copy(update=_bound(read))


def _bound(read: dict[str, Any]) -> dict[str, Any]:
    return {"op": read["op"], "value": _short(read["value"]), "upto": read.get("upto"), "unit": read.get("unit")}


def _short(number: float) -> float:
    """Twelve digits: what was converted from inches and back is 24 again."""
    return float(f"{number:.12g}")


def _measured(text: str, values: Collection[float | None] = ()) -> Iterator[tuple[str, str]]:
    """Each bound, range or number with its unit; of these numbers alone where some are given."""
    for match in _MEASURE.finditer(text):
        numbers = {float(number.replace(",", "")) for number in _SIGNED.findall(match.group())}
        said = (match["unit"] or "").casefold()
        unit = "" if said in _NO_UNIT or (said.isascii() and said != "%" and said not in units().factors) else said
        if not values or numbers & {*values}:
            yield match.group(), unit
