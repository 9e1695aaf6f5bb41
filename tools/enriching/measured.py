"""Whether words state a number of an attribute: whole, in its unit, and of it rather than of another that is measured so."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import Quantity, parse_quantity, unit_of
from ...understanding.tokens.lexer import tokens
from ...understanding.vocabulary.vocabulary import Vocabulary

_JOINT = r"\-–—~～/×xX*:：至到"
_BEGINS = rf"(?:(?<![\w.,])|(?<=[\u3400-\u9fff]))(?<!\d[{_JOINT}])(?<!\w[\-–—])"
_NUMBER = re.compile(rf"{_BEGINS}\d+(?:[.,]\d+)*(?!\d|\s?[{_JOINT}]\s?\d)")
"""Whole: none of a code (A4), a standard (GB 31701-2015), a range or a product of sides."""
_UNIT = re.compile(r"\s?([A-Za-z°℃%²³/]+(?![A-Za-z])|[\u3400-\u9fff]{1,4})")
CLAUSE = re.compile(r"[，。；;！!？?\n]|,(?!\d)|\.(?!\d)")
_SENTENCE = re.compile(r"[。；;！!？?\n]|\.(?!\d)")
_VAGUE = ("mass", "length", "time", "temperature", "count", "age", "years", "share", "volume")
"""Dimensions of so many things that the unit alone doesn't tell what of."""


class Passage(NamedTuple):
    """A quotation in its `text`."""

    text: str
    start: int
    end: int


def clauses_of(passage: Passage) -> Passage:
    """The clauses that a quotation lies in."""
    text = passage.text
    start = max((end.end() for end in CLAUSE.finditer(text, 0, passage.start)), default=0)
    stop = CLAUSE.search(text, passage.end)
    return Passage(text, start, stop.start() if stop else len(text))


def asked(passage: Passage) -> bool:
    """Whether its sentence is a question."""
    stop = _SENTENCE.search(passage.text, passage.end)
    return stop is not None and stop[0] in "?？"


def states(value: str, passage: Passage, facet: AttributeFacet, others: Iterable[str], vocabulary: Vocabulary) -> bool:
    """`others` are the names of the attributes that such goods have. Of two numbers for one attribute in a clause ("from 2.5 TOG comes our 3.5 TOG")
    neither counts."""
    wanted, own = parse_quantity(value), _measure(facet.name)
    if wanted is None:
        return False
    dimension = own[0] if own else facet.dimension
    if wanted.dimension is None and own:
        wanted = Quantity(wanted.number * own[1], dimension)
    alone = dimension is not None and dimension not in _VAGUE and not any((_measure(each) or ("",))[0] == dimension for each in others)

    def of_it(where: Passage) -> list[float]:
        found = [(place, each) for place, each in _quantities(where) if each.dimension == dimension == wanted.dimension]
        return [each.number for place, each in found if alone or named(facet.name, passage.text, place, vocabulary)]

    return any(_alike(each, wanted.number) for each in of_it(passage)) and all(_alike(each, wanted.number) for each in of_it(clauses_of(passage)))


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def _quantities(passage: Passage) -> Iterator[tuple[int, Quantity]]:
    for found in _NUMBER.finditer(passage.text):
        if passage.start <= found.start() and found.end() <= passage.end:
            yield from ((found.start(), each) for each in [_with_unit(found[0], passage.text[found.end() : passage.end])] if each)


def _with_unit(number: str, behind: str) -> Quantity | None:
    """With the longest unit that follows; bare where none does."""
    found = _UNIT.match(behind)
    word = found[1] if found else ""
    units = [word] if word.isascii() or word in "°℃%²³" else [word[:length] for length in range(len(word), 0, -1)]
    known = next((quantity for unit in units if unit and (quantity := parse_quantity(f"{number} {unit}"))), None)
    return known if known or (word and word.isascii()) else parse_quantity(number)


def _measure(name: str) -> tuple[str, float] | None:
    """What an attribute is measured in by its name: `weight_g`, `tog`."""
    return unit_of(name) or unit_of(f"in {name}")


def named(name: str, text: str, place: int, vocabulary: Vocabulary) -> bool:
    """Whether the attribute that the clause names last before the number, or first behind it, is this one."""
    _, start, stop = clauses_of(Passage(text, place, place))
    clause = text[start:stop]
    named = [
        (token.start, names) for token in tokens(clause, vocabulary) if (names := [each for group in token.values("attribute") for each in group])
    ]
    before = [names for at, names in named if at < place - start]
    near = before[-1] if before else named[0][1] if named else []
    return name in near
