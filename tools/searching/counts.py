"""So many parts of a thing, in all ways in which texts write it: 4件套, 四件套 and "4-piece"."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...catalogue.quantities import unit_of

_ZH = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_EN = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


_NUMERALS = "一二两三四五六七八九十"


class Counted(NamedTuple):
    """`words` as they are said, `ways` all in which the same is written; `of` is what is counted, in the first word of its row."""

    words: str
    ways: tuple[str, ...]
    of: str
    number: int = 0


def counts(text: str) -> Iterator[Counted]:
    """Those that a normalised text says."""
    for found in (each for pattern in _said() for each in pattern.finditer(text)):
        number, row = _number(found["number"]), _row(found["counter"])
        if number is not None and row:
            yield Counted(found.group(), tuple(dict.fromkeys((found.group(), *_ways(number, row)))), row[0], number)


def counts_by(name: str) -> bool:
    """Whether an attribute of this name counts something that is known: number_of_pieces, 件数."""
    return bool(_counter(name))


def counted(value: float, name: str, language: str) -> str:
    """How many it is, in the language's word for what an attribute of this name counts; "" where it counts nothing that is known."""
    row = _row(_counter(name))
    word = next((each for each in row if each.isascii() is (language == "en")), "")
    return f"{value:g}{' ' if word.isascii() else ''}{word}" if word else ""


def _counter(name: str) -> str:
    """The word for what an attribute counts; "" of what it measures: 4 Ah are no four batteries."""
    if (unit := unit_of(name)) is not None and unit[0] != "count":
        return ""
    words = name.casefold().replace("_", " ").split()
    latin = next((word for word in reversed(words) if _row(word)), "")
    return latin or next((word for row in _rows() for word in row if not word.isascii() and name.removesuffix("数") == word), "")


def _ways(number: int, row: tuple[str, ...]) -> Iterator[str]:
    zh = [str(number), *([_ZH[number]] if number < len(_ZH) else []), *(["两"] if number == 2 else [_words()["single"]] if number == 1 else [])]
    en = [str(number), *([_EN[number]] if number < len(_EN) else [])]
    for word in row:
        if number == 1 and word in _words()["vague"]:
            continue
        yield from (f"{said} {word}" for said in en) if word.isascii() else (f"{said}{word}" for said in zh)


def _number(said: str) -> int | None:
    if said.isdecimal():
        return int(said)
    for names in (_ZH, _EN):
        if said in names:
            return names.index(said)
    return {"两": 2, _words()["single"]: 1}.get(said)


@cache
def _row(word: str) -> tuple[str, ...]:
    plain = word.removesuffix("s") if word.isascii() and not any(word in row for row in _rows()) else word
    return next((row for row in _rows() if plain in row), ())


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, row)) for row in _words()["alike"])


def stands(way: str) -> re.Pattern[str] | None:
    """How a Chinese one of these ways is found in a text; None of other words."""
    return _whole(way) if _begins(way) else None


@cache
def _whole(way: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.{_NUMERALS}]){re.escape(way)}(?!{_otherwise()})")


def _begins(way: str) -> bool:
    return not way.isascii() and (way[0].isdecimal() or way[0] in _NUMERALS)


@cache
def _otherwise() -> str:
    return "|".join(map(re.escape, _words()["otherwise"]))


@cache
def _said() -> tuple[re.Pattern[str], re.Pattern[str]]:
    every = sorted((word for row in _rows() for word in row), key=len, reverse=True)
    zh, en = ("|".join(re.escape(word) for word in every if word.isascii() is latin) for latin in (False, True))
    numerals = "|".join(sorted((*_ZH[1:], "两", _words()["single"]), key=len, reverse=True))
    figures = r"(?<![\d.a-z≥≤<>=])\d{1,4}"
    return (
        re.compile(rf"(?P<number>{figures}|(?<![{_NUMERALS}])(?:{numerals}))\s*(?P<counter>{zh})(?!{_otherwise()})(?:装|套|入)?"),
        re.compile(rf"(?P<number>{figures}|(?<![a-z])(?:{'|'.join(_EN[1:])}))[\s-]*(?P<counter>{en})s?(?![a-z])(?:[\s-]*sets?\b)?"),
    )


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("counters.yaml").read_text("utf-8"))
    return loaded
