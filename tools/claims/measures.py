"""Bounds, ranges and grades in a sentence, whatever is measured: "56-58 HRC", 每次 10 张以上, "P-5 or higher"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from ...schema.condition import Op

_FIGURE = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"%|°\s?[A-Za-z]|℃|\"|(?!or\b|and\b|to\b|is\b|for\b)[A-Za-zµΩ][A-Za-zµΩ0-9²³/]*|[\u4e00-\u9fff]+"
_TO = r"\s*(?:-|–|—|~|～|to|(?P<both>and|和|与)|至|到)\s*"
_LETTERS = r"(?<![A-Za-z0-9])(?P<stem>[A-Za-z]{1,4})(?P<joint>-?)(?P<rung>\d{1,2})(?![A-Za-z\d]|\.\d|-\d)"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z][A-Z/]+[\s-]?$")
_BETWEEN = re.compile(r"(?:between|从|在|介于)\s*$", re.IGNORECASE)


class Measure(NamedTuple):
    """`unit` as far as it can reach: 张以上 begins with it. A `grade` of a ladder (P-5, IPX7) has no unit."""

    start: int
    end: int
    op: Op
    value: float
    upto: float | None = None
    unit: str = ""
    grade: str = ""


@cache
def bounds() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("measures.yaml").read_text("utf-8"))
    return loaded


def worded(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_any(words), re.IGNORECASE)


def measures(text: str) -> Iterator[Measure]:
    """From left to right, none within another."""
    end = 0
    while (match := _pattern().search(text, end)) is not None:
        found = _measure(match)
        end = found.end if found is not None else match.end()
        if found is not None:
            yield found


def _measure(match: re.Match[str]) -> Measure | None:
    if match["low"] and not match["before"] and _CODE.search(match.string, 0, match.start("low")):
        return None  # GB 31701
    value, upto = _figure(match["rung"] or match["low"]), _figure(match["high"])
    if upto is not None and match["both"] and not _BETWEEN.search(match.string, 0, match.start()):
        upto = None  # 80 % and 600
    side = "unit" if upto is not None and match["unit"] else "unit_low"
    unit, behind = _cut(match[side] or "")
    word = behind or (match["behind"] if upto is not None or not match["high"] else None)
    op = _op(match["before"], "before") or _op(word, "behind")
    if value is None or (upto is not None and upto <= value):
        return None
    end = _end(match, side, unit, behind)
    unit = (match["class"] or unit).casefold()
    grade = f"{match['stem']}{match['joint']}{match['rung']}" if match["stem"] else ""
    return Measure(match.start(), end, ">=" if upto is not None else op or "=", value, upto, unit, grade)


def _end(match: re.Match[str], side: str, unit: str, behind: str) -> int:
    """Behind the bound, else behind the number where a run of Chinese would go on."""
    if behind:
        return match.start(side) + len(unit + behind)
    if side == "unit_low" and match["high"]:
        return max(match.end("low"), match.end("unit_low"))
    return match.end() if unit.isascii() else match.start(side)


def _figure(digits: str | None) -> float | None:
    return float(digits.replace(",", "")) if digits else None


def _cut(run: str) -> tuple[str, str]:
    """A run of Chinese behind a number: its unit, and the bound that it ends or goes on with."""
    if not _CHINESE.match(run):
        return run.casefold(), ""
    found = worded(_words("behind")).search(run)
    return (run[: found.start()], found[0]) if found else (run, "")


def _op(word: str | None, side: str) -> Op | None:
    said = " ".join((word or "").casefold().split())
    ops: dict[Op, list[str]] = bounds()[side]
    return next((op for op, words in ops.items() if said in words), None) if said else None


def _words(side: str) -> list[str]:
    return [word for words in bounds()[side].values() for word in words]


def _any(words: Iterable[str]) -> str:
    """Chinese words and signs wherever they stand, others as whole words; the longest first."""

    def one(word: str) -> str:
        said = r"\s+".join(map(re.escape, word.split()))
        return rf"(?<![A-Za-z']){said}(?![A-Za-z'])" if word[0].isascii() and word[0].isalpha() else said

    return "|".join(map(one, sorted(words, key=len, reverse=True)))


@cache
def _pattern() -> re.Pattern[str]:
    before, behind, grades = _any(_words("before")), _any(_words("behind")), _any(word for word in bounds()["grades"] if word.isascii())
    low = rf"(?:(?P<class>{grades})\s+)?(?<![A-Za-z\d.\-/])(?P<low>{_FIGURE})(?!\d)(?:\s*-?(?P<unit_low>{_UNIT}))?"
    number = rf"{low}(?:{_TO}(?P<high>{_FIGURE})(?:\s*-?(?P<unit>{_UNIT}))?)?"
    begins = rf"(?:(?P<before>{before})\s*(?:为|是|在|a|an|the|of|class|level|grade)?\s*)?"
    return re.compile(rf"{begins}(?:{_LETTERS}\s*级?|{number})(?:\s*(?P<behind>{behind}))?", re.IGNORECASE)
