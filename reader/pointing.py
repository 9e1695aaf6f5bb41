"""What a pointer's words mean: 第二款, "the last two", 最便宜那款, "the bamboo one", 那家, "them"."""

import re
from functools import cache
from pathlib import Path

import yaml

from ..dialogue.gradable import graded
from ..language.amounts import amount
from ..schema.command import MOST_POINTERS
from ..schema.reference import Place, Reference

_ZH = re.compile(r"(倒数)?第([一二两三四五六七八九十\d]+)")
_EN = re.compile(r"\b(?:(\d+)(?:st|nd|rd|th)|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\b")
_NUMBERED = re.compile(
    r"(?:\bno\.?|\bnumber|\bnr\.?|#|№|\boption|\bitem|编号|序号)\s*(\d+)|(\d+|[一二三四五六七八九十])\s*(?:号|#)|^(\d{1,2}|[一二三四五六七八九十])$"
)
_RUN = re.compile(
    r"(?:前|头|最前面?|first|top)\s*(\d+|[一二两三四五六七八九十]+|two|three|four|five|few|几)|(?:后|末|最后|last|bottom)\s*(\d+|[一二两三四五六七八九十]+|two|three|four|five)"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FEW = 3
_ALL = re.compile(r"(?:all|全部|所有|这|那|刚才这|刚才那)\s*(?:the\s*)?(\d+|几|[一二两三四五六七八九十]+|two|three|four|five|six)\s*\w?")
_PLURAL = re.compile(r"(?:几|些|批|[a-z]{3,}s)$")
_BEFORE = re.compile(r"上一[批页次]|上次|\b(?:previous|last) (?:list|page|lot|batch)\b")
"""Another list than the one that was shown last; "just now" and "the one you showed" mean that one."""
_ARTICLE = re.compile(r"^(?:(?:the|that|this|those|these)\b|[那这]?[款个台件双条把种张盏只支块本套]?)\s*")


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The closed lists of function_words.yaml, by what they do."""
    return {name: frozenset(map(str, words)) for name, words in _file().items() if isinstance(words, list)}


@cache
def _file() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((Path(__file__).parent / "function_words.yaml").read_text("utf-8"))
    return found


@cache
def superlatives() -> dict[str, str]:
    """Words that name the end of an order, and by which key it is."""
    rows = _file()["superlatives"]
    assert isinstance(rows, dict)
    return {word: key for key, words in rows.items() for word in words}


def end_of(core: str) -> str | None:
    """Which end of an order a word of degree names: the light one, 便宜的那个."""
    grades = graded(core)
    return None if not grades else grades[0].concept if grades[0].end == "lowest" else f"-{grades[0].concept}"


def pointers(words: str) -> tuple[Reference, ...]:
    """What the words point at: several for "1 and 3"."""
    said = words.casefold().strip(" ,，.。?？!！的")
    parts = [part for part in re.split(r"\s*(?:,|，|、|和|跟|与|\band\b|&|\+)\s*", said) if part]
    if len(parts) > 1 and all(_ordinal(part) is not None for part in parts):
        return tuple(Reference(kind="ordinal", ordinal=_ordinal(part), text=words) for part in parts)
    return _one(said, words)


def _one(said: str, words: str) -> tuple[Reference, ...]:
    own = function_words()
    place = Place(back=1) if _BEFORE.search(said) else None
    if said in own["focus"]:
        return (Reference(kind="focus", text=words, place=place),)
    if (end := _first_or_last(said)) is not None:
        return (Reference(kind="ordinal", ordinal=end, text=words, place=place),)
    said, shown = _shown().sub(" ", said).strip(" ,，的"), said
    if not said:  # what was shown, and no more
        return (Reference(kind="focus" if len(shown) < 3 else "all", text=words, place=place, count=1 if len(shown) < 3 else 0),)
    bare = _ARTICLE.sub("", said)
    if (run := _RUN.search(said)) is not None and _EN.fullmatch(said) is None and 1 < (count := _count(run[1] or run[2])) <= MOST_POINTERS:
        ends = range(1, count + 1) if run[1] else range(-count, 0)
        return tuple(Reference(kind="ordinal", ordinal=one, text=words, place=place) for one in ends)
    if (number := _ordinal(said)) is not None:
        return (Reference(kind="ordinal", ordinal=number, words=_named(said), text=words, place=place),)
    if (several := _ALL.fullmatch(said)) is not None and (several[1] == "几" or _count(several[1]) > 1):
        return (Reference(kind="all", text=words, count=0 if several[1] == "几" else _count(several[1]), place=place),)
    if said in own["all"] or bare in own["all"]:
        return (Reference(kind="all", text=words, count=2 if any(one in said for one in own["both"]) else 0, place=place),)
    if said in own["other"] or bare in own["other"]:
        return (Reference(kind="other", text=words),)
    if said in own["focus"]:
        return (Reference(kind="focus", text=words, place=place),)
    core = _core(bare)
    if (key := _superlative(bare)) is not None or (key := end_of(core)) is not None:
        return (Reference(kind="extreme", sort=key, text=words, place=place),)
    if core in own["seller"] or any(bare == f"{one}家" or bare.endswith(one) and len(bare) - len(one) <= 1 for one in own["seller"]):
        return (Reference(kind="supplier", text=words),)
    several_ = _PLURAL.search(said) is not None
    if core in ("", "几", "些", "批"):
        return (Reference(kind="all" if several_ or core else "focus", text=words, place=place, count=0 if several_ or core else 1),)
    return (Reference(kind="described", words=(core,), text=words, count=0 if several_ else 1, place=place),)


def _named(said: str) -> tuple[str, ...]:
    """What else the words of a number say: "the first pole" is the first of the poles."""
    rest = _EN.sub(" ", _ZH.sub("", _NUMBERED.sub(" ", said)))
    core = _core(_ARTICLE.sub("", rest.strip(" ,，的")))
    own = function_words()
    return () if not core or core in own["head"] | own["first"] | own["last"] or any(char.isdigit() for char in core) else (core,)


@cache
def _shown() -> re.Pattern[str]:
    """The words that only say that it was shown."""
    latin, others = (
        [re.escape(one) for one in sorted(function_words()["shown"], key=len, reverse=True) if one.isascii() is plain] for plain in (True, False)
    )
    return re.compile(rf"\b(?:{'|'.join(latin)})\b|(?:{'|'.join(others)})的?")


def _ordinal(said: str) -> int | None:
    if (found := _ZH.search(said)) is not None:
        number = amount(found[2])
        return None if number is None else int(number.value) * (-1 if found[1] else 1)
    if (named := _NUMBERED.search(said)) is not None:
        number = amount(named[1] or named[2] or named[3])
        return int(number.value) or None if number is not None else None
    if (found := _EN.search(said)) is not None:
        number_ = int(found[1]) if found[1] else _ORDINALS.index(found[2]) + 1
        return -number_ if re.search(r"\b(?:to|from) (?:the )?last\b", said) else number_
    return _first_or_last(said)


def _first_or_last(said: str) -> int | None:
    own, core = function_words(), _core(_ARTICLE.sub("", said))
    return -1 if core in own["last"] or said in own["last"] else 1 if core in own["first"] else None


def _count(words: str) -> int:
    if words in ("few", "几"):
        return _FEW
    found = amount(words)
    return int(found.value) if found is not None else 0


def _superlative(said: str) -> str | None:
    known, core = superlatives(), _core(said)
    return known.get(said) or known.get(core) or next((key for word, key in known.items() if len(word) > 1 and _starts(said, word)), None)


def _starts(said: str, word: str) -> bool:
    return said.startswith(f"{word} ") if word.isascii() else said.startswith(word) and word.startswith("最")


def _core(said: str) -> str:
    """Without the words that only stand for a product: "bamboo one" is bamboo, 竹子那个 is 竹子."""
    heads = sorted(function_words()["head"], key=len, reverse=True)
    for _ in range(2):
        for head in heads:
            if said == head:
                return ""
            if said.endswith(f" {head}" if head.isascii() else head):
                said = said[: -len(head)].strip().removesuffix("的").strip()
                break
    return said
