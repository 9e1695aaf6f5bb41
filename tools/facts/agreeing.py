"""Which page's line answers a question, where several do: one of those that say the same, or both sides where they don't."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from ...language.amounts import Amount, amounts
from ...retrievers.analysis import is_chinese, terms
from ...retrievers.lines.of_pages import missing
from ...schema.evidence import Evidence
from ..claims.claims import is_old

SURE = 0.2
"""From here on a page's line may be quoted as the answer."""
DISPUTES = 0.02
"""From here on another page's may speak against it."""
SIDES = 2
ABOUT = 0.25
"""Of a question's words, those that a page has that speaks of the same."""
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
    return tuple(piece.model_copy(update={"disputed": True}) for piece in sides[:SIDES])


def _same(one: Evidence, other: Evidence) -> bool:
    """Whether they state the same figures."""
    return bool(_measured(amounts(one.line)) & _measured(amounts(other.line)))


def disputes(best: Evidence, other: Evidence, question: str) -> bool:
    """Whether the two lines can't both answer it: one denies what the other allows, or they state other figures of the same kind for its case."""
    one, two = best.line, other.line
    if not _to_the_point(other, question):
        return False
    if asks_whether(question):
        return {polarity(one), polarity(two)} == {"allows", "denies"}
    first, second = figures(one, question), figures(two, question)
    kinds = {kind for kind, _ in first} & {kind for kind, _ in second}
    return bool(kinds) and all(not {each for each in first if each[0] == kind} & {each for each in second if each[0] == kind} for kind in kinds)


def _to_the_point(piece: Evidence, question: str) -> bool:
    """Whether the line has a word of the question that its page's title hasn't: it says more than what goods it is on."""
    return bool(({*terms(question)} - {*terms(piece.title)}) & {*terms(piece.line)})


def figures(line: str, question: str) -> set[tuple[str, float]]:
    """What a line states in numbers for the question's case, by kind of unit: of its clauses those for the question's own numbers, without these."""
    own = {amount.value for amount in amounts(question)}
    parts = [part for part in _CLAUSE.split(line) if part]
    mine = [part for part in parts if any(_holds(part, number) for number in own)] or parts
    return {
        found
        for part in mine
        for found in _measured(
            tuple(each for each in amounts(part) if each.value not in own and not any(_range(part, number, each.value) for number in own))
        )
    }


def _measured(found: Sequence[Amount]) -> set[tuple[str, float]]:
    return {(each.kind or each.unit.casefold(), value) for each in found for value in (each.low, each.high)}


_PAIR = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|~|～|至|到| to )\s*(\d+(?:\.\d+)?)")


def _holds(part: str, number: float) -> bool:
    """Whether the number stands in it, or lies in a range that does."""
    return any(each.value == number for each in amounts(part)) or any(low <= number <= high for low, high in _ranges(part))


def _range(part: str, number: float, value: float) -> bool:
    """Whether the value is an end of a range that the number lies in: the case, and no answer."""
    return any(low <= number <= high and value in (low, high, (low + high) / 2) for low, high in _ranges(part))


def _ranges(part: str) -> list[tuple[float, float]]:
    return [(float(low), float(high)) for low, high in _PAIR.findall(part)]


def asks_whether(question: str) -> bool:
    """Whether yes or no, or one of two, would answer it."""
    said = question.casefold().strip()
    rows = _words()["whether"]
    return any(word in said for word in rows["zh"]) or any(said.startswith(f"{word} ") for word in rows["en"])


def polarity(line: str) -> Polarity:
    """Whether it allows or denies; "" where it does neither in words that are known."""
    said = _pattern("neither").sub(" ", line.casefold())
    kinds: tuple[Polarity, ...] = ("denies", "allows")
    return next((kind for kind in kinds if _pattern(kind).search(said)), "")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted((word for each in _words()[kind].values() for word in each), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"(?<![a-z’']){re.escape(word)}(?![a-z’'])" for word in words))


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("polarity.yaml").read_text("utf-8"))
    return loaded
