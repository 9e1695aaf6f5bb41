"""Which of the attributes that such goods state a measure is of: by its noun, else by its unit where one attribute alone is measured so."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import units
from ...catalogue.text import normal
from ...retrievers.analysis import terms
from ...schema.condition import Op
from ...understanding.language.dictionaries import is_english_word
from ...understanding.language.lexicon import lexicon
from ...understanding.reader import Reader
from ...understanding.tokens.lexer import tokens
from .measures import Measure, bounds, measures, worded
from .sentences import Span, clauses
from .stance import asks

_VALUE = re.compile(r"\s*[≤≥<>≈~约]?\s*(?P<low>\d+(?:\.\d+)?)(?:\s*[-–~至]\s*(?P<high>\d+(?:\.\d+)?))?\s*(?P<unit>[^\d\s]*|fl oz)\s*")
_GRADE = re.compile(r"(?P<stem>[A-Za-z]{1,4})-?(?P<rung>\d{1,2})")
_TURNED: dict[Op, Op] = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


def criteria(text: str, stated: Iterable[str], reader: Reader, usual: Collection[str] | None = None) -> list[dict[str, Any]]:
    """What the measures of a text ask of the attributes, one each; two that can't be told apart ask nothing. `usual` are those that a unit alone may
    mean (None: all)."""
    every = [made for _, made in found(text, stated, reader, usual)]
    counts = Counter(each["attribute"] for each in every)
    return [each for each in every if counts[each["attribute"]] == 1]


def found(text: str, stated: Iterable[str], reader: Reader, usual: Collection[str] | None = None) -> Iterator[tuple[Measure, dict[str, Any]]]:
    """Each measure with what it says of an attribute."""
    facets = [facet for name in stated if (facet := reader.vocabulary.attributes.get(name)) is not None and facet.kind != "flag"]
    for measure in measures(text):
        if (made := _criterion(measure, text, facets, reader, usual)) is not None:
            yield measure, made


def _criterion(measure: Measure, text: str, facets: Sequence[AttributeFacet], reader: Reader, usual: Collection[str] | None) -> dict[str, Any] | None:
    clause = next(part for part in clauses(Span(0, len(text), text)) if measure.start < part.end or part.end == len(text))
    nouns = list(_nouns(clause, reader))
    named = [facet for facet in facets if any(facet.name in names for _, names in nouns) or _called(facet.name, clause.text)]
    if (step := ladder(measure.grade)) is not None:
        rungs = [facet for facet in facets if measure.op != "=" and any(rung(value.value, step[0]) is not None for value in facet.values)]
        own = [facet for facet in rungs if facet in named] or rungs
        return _made(own[0], measure, measure.grade, None) if len(own) == 1 else None
    fitting = {facet.name: factor for facet in facets if (factor := factor_of(measure.unit, unit_of_values(facet))) is not None}
    own = [facet for facet in named if facet.name in fitting or not measure.unit and (facet.kind == "number" or unit_of_values(facet))]
    if not own and not nouns and measure.unit and not _of_case(measure, clause):
        own = [facet for facet in facets if facet.name in fitting]
        own = (
            []
            if len(own) > 1 or not (usual is None or {facet.name for facet in own} <= {*usual}) or measure.op == "=" and _counts(measure.unit)
            else own
        )
    if not own:
        return None
    facet = min(own, key=lambda each: _distance(each.name, measure, clause, nouns))
    return _made(facet, measure, _short(measure.value * fitting.get(facet.name, 1.0)), fitting.get(facet.name, 1.0))


def _made(facet: AttributeFacet, measure: Measure, value: float | str, factor: float | None) -> dict[str, Any]:
    falls = any(word in facet.name.casefold() for word in bounds()["falling"])
    op = _TURNED.get(measure.op, measure.op) if falls else measure.op
    made: dict[str, Any] = {"attribute": facet.name, "op": op, "value": value}
    if measure.upto is not None:
        made["upto"] = _short(measure.upto * (factor or 1.0))
    unit = unit_of_values(facet)
    return {**made, "unit": unit} if unit and not _ends_in_unit(facet.name) else made


def _nouns(clause: Span, reader: Reader) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where attributes are named in it, and which the words may mean."""
    for token in tokens(clause.text, reader.vocabulary):
        names = tuple(name for some in token.values("attribute") for name in some)
        if names:
            yield clause.start + token.start, names


def _called(name: str, clause: str) -> bool:
    """Whether all words of its name stand in the clause: a class 4 gas lift has a gas_lift_class."""
    own = terms(" ".join(name.replace("_", " ").split()[: -1 if _ends_in_unit(name) else None]))
    return bool(own) and {*own} <= {*terms(clause)}


def _distance(name: str, measure: Measure, clause: Span, nouns: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[bool, int]:
    """Its noun before it first, the nearest one."""
    places = [place for place, names in nouns if name in names] or [clause.start]
    return min((place > measure.start, abs(place - measure.start)) for place in places)


def _of_case(measure: Measure, clause: Span) -> bool:
    asked = list(asks().finditer(clause.text[: max(0, measure.start - clause.start)]))
    return worded(bounds()["cases"]).search(clause.text, asked[-1].end() if asked else 0, max(0, measure.start - clause.start)) is not None


def _counts(unit: str) -> bool:
    return (scale := _scale(unit)) is not None and scale[0] == "count"


def _ends_in_unit(name: str) -> bool:
    return _ending(name) != ""


def _ending(name: str) -> str:
    """The unit that its name ends in, a known one or one that no dictionary has: hardness_hrc."""
    *before, last = re.split(r"[_\s(（]+", name.strip(" )）").casefold())
    return last if _scale(last) is not None or before and last.isalpha() and last.isascii() and not is_english_word(last) else ""


def is_unit(said: str) -> bool:
    """Whether nothing but a measure can be said by it: none at all, a unit of the tables, or letters that are no word (HRC)."""
    known = not said or _scale(said) is not None or said in bounds()["grades"]
    return known or said.isascii() and not is_english_word(said)


def unit_of_values(facet: AttributeFacet) -> str:
    """What its name ends in, else what most of its values end in; "" where neither tells."""
    if unit := _ending(facet.name):
        return unit
    said = Counter(
        match["unit"].casefold() for value in facet.values if (match := _VALUE.fullmatch(normal(str(value.value)))) is not None and match["unit"]
    )
    last = facet.name.casefold()
    return said.most_common(1)[0][0] if said else next((word for word in bounds()["grades"] if last.endswith(word)), "")


def factor_of(said: str, own: str) -> float | None:
    """What a number in the unit `said` is multiplied by to be one in the unit `own`; Chinese runs on behind its units (厘米长的). None where they
    measure different things."""
    if not own or not said:
        return None
    lengths = range(len(said), 0, -1) if not said.isascii() else (len(said),)
    return next((factor for length in lengths if (factor := _factor(said[:length], own)) is not None), None)


def _factor(said: str, own: str) -> float | None:
    if said == own or {said, own} <= {*bounds()["grades"]}:
        return 1.0
    one, other = _scale(said), _scale(own)
    return one[1] / other[1] if one is not None and other is not None and one[0] == other[0] else None


def _scale(unit: str) -> tuple[str, float] | None:
    """As catalogues write it, or as buyers do."""
    known = units().factors.get(unit)
    if known is not None:
        return known
    code = next((str(meaning.value) for meaning in lexicon().grammar.get(unit) if meaning.kind == "unit"), None)
    return units().factors.get(code) if code else None


def rung(value: object, stem: str) -> int | None:
    """Where on the ladder of that stem a value stands: P-5 on p is 5."""
    match = _GRADE.match(str(value))
    return int(match["rung"]) if match is not None and match["stem"].casefold() == stem else None


def ladder(grade: object) -> tuple[str, int] | None:
    match = _GRADE.fullmatch(str(grade))
    return (match["stem"].casefold(), int(match["rung"])) if match is not None else None


def quantity(value: str, unit: str) -> tuple[float, float] | None:
    """Both ends of what a value in words states ("56-58 HRC"), in `unit`; None where it states no such measure."""
    match = _VALUE.fullmatch(normal(value))
    if match is None:
        return None
    factor = 1.0 if not match["unit"] or not unit else factor_of(match["unit"].casefold(), unit)
    low = float(match["low"])
    return (low * factor, float(match["high"] or low) * factor) if factor is not None else None


def _short(number: float) -> float:
    """Twelve digits: 24 inches stay 24."""
    return float(f"{number:.12g}")
