"""How lists of purchases are written in both languages: words.yaml."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ..catalogue.text import normal
from ..ingest.totals import subtotals, totals
from ..schema.errors import InputError
from ..schema.sourcing_plan import PlanKind
from ..tools.claims.dictating import puts_words

_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_PARTS = re.compile(r"\s*[,，;；。!]\s*")
_SPACE = re.compile(r"[\s*:：＊_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@cache
def words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return {**loaded, "totals": totals(), "subtotals": subtotals()}


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """A pattern of words.yaml, by its place there."""
    found: Any = words()
    for key in keys:
        found = found[key]
    return re.compile(found, re.IGNORECASE)


def orders(sentence: str) -> bool:
    """Whether it speaks to a program in place of saying what to buy or sell; how soon a seller is to answer is no order to us."""
    rest = pattern("seller", "response").sub("", sentence)
    return pattern("orders").search(rest) is not None or puts_words(rest)


def plain(text: str) -> str:
    """A head, label or value as it is compared."""
    return _SPACE.sub(" ", _BRACKETS.sub("", text)).strip().casefold()


def ways(text: str) -> tuple[str, ...]:
    """What a label may be called by: all of it, and each language's part of it ("商品 Goods")."""
    whole = plain(text)
    han = "".join(_HAN.findall(whole))
    other = " ".join(_HAN.sub(" ", whole).replace("/", " ").split())
    return tuple(dict.fromkeys(each for each in (whole, han, other) if each))


def among(group: str, text: str) -> str | None:
    """The kind of a group ("heads", "whole") that the text is a word of."""
    named = _named(group)
    return next((named[way] for way in ways(text) if way in named), None)


def head(text: str) -> str | None:
    """The kind of a column, by its head or a part of that."""
    return among("heads", text) or next((kind for kind in words()["head_parts"] if pattern("head_parts", kind).search(plain(text))), None)


def answer_in(text: str) -> Literal["yes", "no", "resend"]:
    """What a word says to letters: all of it, and nothing beside it. InputError where that isn't clear: a yes is never guessed."""
    kinds: tuple[Literal["yes", "no", "resend"], ...] = ("yes", "no", "resend")
    parts = [" ".join(each.split()) for each in _PARTS.split(" ".join(normal(text).split()).strip(" ,.。!~"))]
    for kind in kinds:
        if all(each in words()["answers"][kind] for each in parts):
            return kind
    raise InputError('Say "yes", "no" or "resend" (同意, 不同意, 重发) and nothing else; a change goes with the answer "changed" and its edits.')


def drafts(text: str) -> bool:
    """Whether letters to all sellers are asked for, and not to that of one product."""
    return pattern("draft").search(text) is not None and pattern("one").search(text) is None


def plan_in(text: str) -> PlanKind:
    """The plan that letters are to be written for: the cheapest, where no other is named."""
    kinds: tuple[PlanKind, ...] = ("fewest_sellers", "best_evidence")
    return next((kind for kind in kinds if pattern("plans", kind).search(text)), "cheapest")


def is_one(group: str, text: str) -> bool:
    """Whether the text is a word of a plain list ("totals", "yes")."""
    known = _known(group)
    return any(way in known for way in ways(text)) or plain(text) in known


@cache
def _known(group: str) -> frozenset[str]:
    return frozenset(plain(str(each)) for each in words()[group])


@cache
def _named(group: str) -> dict[str, str]:
    return {plain(word): kind for kind, every in words()[group].items() for word in every}
