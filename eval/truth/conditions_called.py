"""Which condition some words name: by what the buyer said, the field, the value and its number."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ...schema.condition import Condition
from .carrying import uncarried
from .quoting import folded
from .spoken import EMPTY, NOT, text_of
from .units import NUMBER, amounts
from .vocabulary import labels_of, units_of
from .world import World

_BOUNDS = re.compile(
    r"不超过|不低于|低于|高于|以内|以上|以下|至少|最多|\b(?:at most|at least|under|over|below|above|up to|or better|or more|or less)\b|[¥<>=]",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"左右|\babout\b", re.IGNORECASE)
_DENIES = re.compile(r"不含|不要|不是|不带|没有|[不无非]")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
JOINS = re.compile(r"(、|，|和|, and |, | and )")
_KINDS = {"factory": ("工厂", "factories"), "trader": ("贸易商", "trading company", "traders"), "brand": ("品牌商", "brand owner")}


def called(world: World, said: str, conditions: Iterable[Condition]) -> list[Condition]:
    """Those of them that the words may name; [] where the words say nothing of any."""
    return [one for one in conditions if _names(world, _BRACKETS.sub(" ", said), one)]


def _names(world: World, said: str, condition: Condition) -> bool:
    values: tuple[object, ...] = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    values = values if condition.about is None else (*values, condition.about)
    worded = [str(each) for each in values if isinstance(each, str)]
    words = [condition.text, *worded, *labels_of(condition.field), *units_of(condition.field)]
    words += [alias for each in worded for alias in (*world.wanted.other_words(each), *_KINDS.get(each, ()))]
    text = text_of(words)
    text = replace(text, denied=text.denied | text.words | NOT)
    numbers = {Decimal(str(each)).normalize() for each in values if isinstance(each, (int, float)) and not isinstance(each, bool)}
    told = {value for _, value in amounts(said)}
    left = _BOUNDS.sub(" ", said)
    left = left if condition.about is None else _ABOUT.sub(" ", left)
    left = _DENIES.sub(" ", left) if condition.op.startswith("not") or condition.op == "!=" or condition.value is False else left
    if told - numbers - {value for word in words for _, value in amounts(word)}:
        return False
    if uncarried(NUMBER.sub(" ", left), world.reply.language, text):
        return False
    own = [folded(each) for each in words if folded(each)]
    return bool(told & numbers) or any(each in folded(said) for each in own) or bool(uncarried(left, world.reply.language, EMPTY))


def listed(world: World, said: str, conditions: Iterable[Condition]) -> list[tuple[str, list[Condition]]]:
    """A list of conditions in words -> each with those that it may name: as many words together as name one."""
    every, pieces = list(conditions), JOINS.split(said.strip(" .。；;"))
    found: list[tuple[str, list[Condition]]] = []
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -2):
            phrase = "".join(pieces[start:end]).strip()
            some = called(world, phrase, every) if phrase else []
            if some or end == start + 1:
                found += [(phrase, some)] if phrase else []
                start = end + 1
                break
    return found
