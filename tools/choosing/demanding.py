"""Whether a guide's sentence asks of every product the one measure that its criterion holds: "choose 130 kg or more"."""

import re

from ...schema.guide import Criterion
from ...understanding.language.atom import atoms
from ...understanding.language.numerals import numeral
from ..claims.codes import without_codes
from ..claims.sentences import Span, clauses
from ..claims.stance import asks_at, says
from .holding import is_number

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)%?\s*[-–~～至到]\s*(\d+(?:\.\d+)?)")
"""Of which the attribute's own end is what is asked."""
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SCALES = tuple(10.0**power for power in range(-3, 4))
"""Between the sentence's unit and the attribute's: 1 kg, 1000 g."""


def demands(criterion: Criterion) -> bool:
    """What it has no number of ("the higher the count, the finer the knit") asks none of anybody, and with another beside it ("800 to 1600 is enough
    for the office, more than 1600 for a large screen") it asks different things of different buyers. A criterion in words demands its word."""
    if not is_number(criterion.value):
        return True
    own = {_plain(number * scale) for number in (criterion.value, criterion.upto) if isinstance(number, (int, float)) for scale in _SCALES}
    statement, cased = without_codes(_COMMA.sub("", criterion.statement)), {_plain(float(figure)) for figure in _FIGURE.findall(str(criterion.when))}
    at = max(asks_at(statement), 0)  # what stands before is the case: people over 100 kg should choose …
    said = _numbers(_RANGE.sub(lambda ends: next((end for end in ends.groups() if end in own), ends[0]), statement[at:]))
    enough = [clause.text for clause in clauses(Span(0, at, statement[:at])) if says("enough", clause.text)]
    return bool(said & own) and said.union(*map(_numbers, enough)) <= own | cased


def _numbers(text: str) -> set[str]:
    """Those in figures, each as it reads plainly; where there are none, those in words."""
    if figures := _FIGURE.findall(text):
        return {_plain(float(figure)) for figure in figures}
    pieces, found, place = atoms(text), set[str](), 0
    while place < len(pieces):
        number = numeral(pieces, place)
        found |= {_plain(number.low)} if number is not None else set()
        place = number.end if number is not None else place + 1
    return found


def _plain(number: float) -> str:
    return f"{abs(number):g}"
