"""Which page's line answers a question, where several do: one of those that say the same, or both sides where they don't."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ...catalogue.quantities import units
from ...catalogue.text import normal
from ...language.amounts import Amount, amounts
from ...retrievers.analysis import is_chinese, terms
from ...retrievers.lines.of_pages import missing
from ...schema.evidence import Evidence
from ..claims.claims import is_old
from ..claims.denial import denials
from .polarity import is_closed

SURE = 0.2
"""From here on a page's line may be quoted as the answer."""
DISPUTES = 0.02
"""From here on another page's may speak against it."""
HALF, ABOUT = 0.5, 0.25
"""Of a question's words, those that a line lacks at most that is to the point; those that a page has that speaks of the same."""
_EITHER = re.compile(r"还是|\bor\b")
_CLAUSE = re.compile(r",(?!\d{3})\s*|[，;；、。:：()（）]\s*|\s+and\s+|\s+but\s+")
Polarity = Literal["allows", "denies", ""]


def agreed(pieces: Sequence[Evidence], question: str, today: date) -> tuple[Evidence, ...]:
    """The pieces, the pages' lines that answer first among themselves: the most trusted of those that say the same, with `disputed` and the other
    side behind it where one says otherwise. The lines of all other pages are taken out."""
    pages = [piece for piece in pieces if piece.kind == "web"]
    if not any(piece.line for piece in pages):
        return tuple(pieces)
    told = _told(_fresh([piece for piece in pages if piece.line and piece.sure >= DISPUTES], pages, question, today), question)
    bare = [piece.model_copy(update={"line": "", "sure": 0.0}) for piece in pages if all(piece.text != one.text for one in told)]
    return (*(piece for piece in pieces if piece.kind != "web"), *told, *bare)


def _fresh(answers: Sequence[Evidence], pages: Sequence[Evidence], question: str, today: date) -> list[Evidence]:
    """Without what may be out of date, where a page answers that is known not to be, or is more trusted; alone it answers only where no page
    that isn't old speaks of the same. A page that tells no day may be as old."""
    marked = [piece.model_copy(update={"old": is_old(piece, today)}) for piece in answers]
    newer = [piece for piece in marked if not piece.old]
    if not newer:
        spoken = any(not is_old(piece, today) and 1 - missing(question, f"{piece.title} {piece.text}") >= ABOUT for piece in pages)
        return [] if spoken else marked
    return [piece for piece in marked if not piece.old or not any(one.published or one.trust > piece.trust for one in newer)]


def _told(answers: Sequence[Evidence], question: str) -> tuple[Evidence, ...]:
    best = max(answers, key=lambda piece: piece.sure, default=None)
    if best is None or best.sure < SURE:
        return ()
    others = [piece for piece in answers if piece.source != best.source]
    against = [piece for piece in others if disputes(best, piece, question)]
    if not against:
        same = [piece for piece in others if piece.sure >= SURE and (piece.trust, piece.sure) > (best.trust, best.sure) and _same(best, piece)]
        return (max((best, *same), key=lambda piece: (piece.trust, piece.sure)),)
    sides = sorted((best, max(against, key=lambda piece: (piece.trust, piece.sure))), key=lambda piece: (-piece.trust, -piece.sure))
    return tuple(piece.model_copy(update={"disputed": True}) for piece in sides)


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether they state figures that agree."""
    return _overlap(*([each for each in _stated(piece.line) if each[0]] for piece in (one, other)))


def disputes(best: Evidence, other: Evidence, question: str) -> bool:
    """Whether the two lines can't both answer it: one denies what the other allows, or they state other figures of the same kind for its case."""
    one, two = best.line, other.line
    if not _to_the_point(other, question):
        return False
    if is_closed(question) or _EITHER.search(question):
        return {polarity(one), polarity(two)} == {"allows", "denies"}
    first, second = figures(one, question), figures(two, question)
    return bool({one[0] for one in first} & {one[0] for one in second}) and not _overlap(first, second)


def _to_the_point(piece: Evidence, question: str) -> bool:
    """Whether the line has half of the question's words, or one that its page's title hasn't: it says more than what goods it is on."""
    return missing(question, piece.line) <= HALF or bool(({*terms(question)} - {*terms(piece.title)}) & {*terms(piece.line)})


Figure = tuple[str, float, float]
"""The kind of a unit, from, to."""


def figures(line: str, question: str) -> set[Figure]:
    """What a line states in numbers for the question's case: of its clauses those for the question's own numbers, without these."""
    own = _stated(question)
    stated = [_stated(part) for part in _CLAUSE.split(line) if part]
    mine = [part for part in stated if any(_holds(each, case) for each in part for case in own)] or stated
    return {each for part in mine for each in part if each[0] and not any(_holds(each, case) for case in own)}


def _stated(text: str) -> list[Figure]:
    """Its numbers, the ends of a range together, in the unit of the second."""
    found, stated, place = amounts(text), list[Figure](), 0
    while place < len(found):
        one = found[place]
        last = found[place + 1] if place + 1 < len(found) and _TO.fullmatch(text[one.end : found[place + 1].start]) else one
        kind, size = _scale(last)
        stated.append((kind, one.low * size, last.high * size))
        place += 1 + (last is not one)
    return stated


_TO = re.compile(r"\s*(?:-|–|~|～|至|到|to)\s*")


def _holds(figure: Figure, case: Figure) -> bool:
    return (figure[0] == case[0] or "" in (figure[0], case[0])) and figure[1] <= case[1] and case[2] <= figure[2]


def _overlap(some: Collection[Figure], others: Collection[Figure]) -> bool:
    return any(one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2] for one in some for other in others)


def _scale(amount: Amount) -> tuple[str, float]:
    """What its number is compared in, and how much of that one is; "" where it has no unit."""
    unit = normal(amount.unit)
    known = units().factors.get(unit) or _more_units().get(unit)
    return known or (amount.kind if amount.kind not in ("", "others") else unit, 1.0)


@cache
def _more_units() -> Mapping[str, tuple[str, float]]:
    return {unit: (kind, float(size)) for kind, rows in _words()["units"].items() for unit, size in rows.items()}


def polarity(line: str) -> Polarity:
    """Whether it allows or denies; "" where it does neither in words that are known."""
    said = _unharmed(_pattern("neither").sub(" ", line.casefold()))
    if denials(said) or _pattern("denies").search(said):
        return "denies"
    return "allows" if _pattern("allows").search(said) else ""


def _unharmed(said: str) -> str:
    """Without harm that is denied: 不会变形, "no problem"."""
    for start, end in reversed(denials(said)):
        if (harm := _harm().match(said, end)) is not None:
            said = f"{said[:start]} {said[harm.end() :]}"
    return said


@cache
def _harm() -> re.Pattern[str]:
    """A word of harm, with a few others before it."""
    return re.compile(rf"(?:\s*(?!but\b)[a-z’']+\s+){{0,2}}\s*(?:{_pattern('harm').pattern})|[\u4e00-\u9fff]{{0,3}}?(?:{_pattern('harm').pattern})")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted((word for each in _words()[kind].values() for word in each), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"(?<![a-z’']){re.escape(word)}(?![a-z’'])" for word in words))


@cache
def _words() -> Mapping[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("polarity.yaml").read_text("utf-8"))
    return loaded
