"""What guides say of each side of a choice: a red switch or a brown one."""

import re
from collections.abc import Callable, Sequence

from ...retrievers.analysis import all_words, normalise
from ...retrievers.passages import PassageRetriever
from ...schema.evidence import Evidence
from ...understanding.language.atom import atoms
from ...understanding.language.numerals import numeral
from ...understanding.language.whole_word import has_word
from .worded import in_both

LINES = 2
"""Of each side."""
_SIZE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:\s*(?:to|[-–~～至到])\s*(?P<high>\d+(?:\.\d+)?))?\s*(?P<unit>[A-Za-z%°]+|[㐀-鿿]{1,2})")
"""A measure, or a span of them."""
LOOKED_AT = 400
NEARLY = 0.5
"""A second line is told of a side where it is at least so sure an answer as the first."""
OWN = ("choosing", "care")
"""Topics of guides that tell how goods are; brands and papers are none of what is asked."""


def of_each(
    alternatives: Sequence[str],
    question: str,
    passages: PassageRetriever,
    language: str,
    kinds: Sequence[str | None],
    apart_from: Callable[[str], bool] | None = None,
) -> tuple[Evidence, ...]:
    """The lines that name a side, those nearest to the whole question first, each once, in the buyer's order of the sides; those that name both
    before all. `kinds` are the goods that each side is asked of, `apart_from` tells lines that are no
    answer; () where no guide to them names any."""
    found: dict[str, list[Evidence]] = {}
    for side, kind in zip(alternatives, kinds, strict=True):
        own = passages.answers(question, language=language, category=kind, k=LOOKED_AT)
        named = [piece for piece in own if piece.topic in OWN and _of(piece, kind) and names_whole(side, piece.line)]
        named = [piece for piece in named if apart_from is None or not apart_from(piece.line)]
        found[side] = named
    if any(piece.topic == OWN[0] for each in found.values() for piece in each):
        found = {side: [piece for piece in each if piece.topic == OWN[0]] for side, each in found.items()}
    told: dict[str, Evidence] = {}
    first = list(found.values())[0] if found else []
    both = [piece for piece in first if all(any(piece.line == one.line for one in each) for each in found.values())]
    told.update({piece.line: piece for piece in both[:LINES]})
    for each in found.values():
        left = [piece for piece in each if piece.line not in told]
        if any(piece in each for piece in both) and not left:
            continue
        told.update({piece.line: piece for place, piece in enumerate(left[:LINES]) if not place or piece.sure >= NEARLY * left[0].sure})
    return tuple(told.values())


def bare(alternatives: Sequence[str]) -> tuple[str, ...]:
    """The sides without what all of them end with, 乳胶 and 记忆 of pillows; a measure keeps its unit."""
    plain = [side.strip() for side in alternatives]
    if any(map(str.isdigit, "".join(plain))):
        return tuple(plain)
    parts = [side.split() if side.isascii() else list(side) for side in plain]
    while len(parts) > 1 and min(map(len, parts)) > 1 and len({each[-1] for each in parts}) == 1:
        parts = [each[:-1] for each in parts]
    return tuple((" " if side.isascii() else "").join(each) for side, each in zip(plain, parts, strict=True))


def _of(piece: Evidence, category: str | None) -> bool:
    """Whether it speaks of such goods: carbon steel of a knife is no word on a wok."""
    return category is not None and normalise(category) in map(normalise, piece.category)


def names_whole(side: str, line: str) -> bool:
    """Whether the line has all words of the side that carry meaning, as the buyer says it or as it is called otherwise."""
    if (number := _SIZE.fullmatch(side.strip())) is not None and any(
        float(span["low"]) <= float(number["low"]) <= float(span["high"] or span["low"]) and _unit(span) == _unit(number)
        for span in _SIZE.finditer(line)
    ):
        return True
    said = _terms(line)
    plain = line.casefold().replace("-", " ")
    return any(has_word(each.casefold(), plain) or (bool(wanted := _terms(each)) and wanted <= said) for each in in_both(side))


def _unit(size: re.Match[str]) -> str:
    """As it is written in full: 16G of memory are 16 GB."""
    unit = size["unit"].casefold()
    return {"g": "gb", "t": "tb"}.get(unit, unit)


def _terms(text: str) -> frozenset[str]:
    """Numbers in figures, Chinese words of more than one sign where there are any."""
    found = [term for word in all_words(text.replace("-", " ")) for term in (word.term, *word.parts)]
    long = [term for term in found if len(term) > 1 or term.isdigit()] or found
    return frozenset(map(_figure, long))


def _figure(term: str) -> str:
    """A number that is written out as figures."""
    found = atoms(term)
    number = numeral(found, 0) if len(found) == 1 and term.isascii() else None
    return term if number is None else f"{number.low:g}"
