"""What a title says that makes a thing not what was asked for: a spare part, or somebody else's size."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from .analysis import is_chinese, normalise
from .title import is_accessory


class Group(NamedTuple):
    """`asked` None: it counts whatever is asked for. `shared`: a title with the words of every such group is for all of them."""

    asked: re.Pattern[str] | None
    others: re.Pattern[str]
    shared: bool = False


_USUAL = 0.25  # a word that so many things of a kind have in their titles says nothing against one of them


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "misfits.yaml").read_text("utf-8"))
    return tables


@lru_cache(maxsize=2)
def _aside(table: str) -> re.Pattern[str]:
    return _pattern(_tables()[table])


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    tables = _tables()
    audiences = [Group(_pattern(table["asked"]), _pattern(table["others"]), table.get("shared", False)) for table in tables["audiences"]]
    return (Group(None, _pattern(tables["parts"])), *audiences)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    known = [normalise(str(word)) for word in words]
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in known))


def flags(titles: Sequence[str]) -> int:
    """A bit for each group whose words stand in one of the titles."""
    texts = [_aside("colours").sub(" ", normalise(title)) for title in titles]
    return sum(1 << number for number, group in enumerate(groups()) if any(group.others.search(text) for text in texts))


def unwanted(query: str) -> int:
    """The bits that speak against a product for this query: its own words are wanted, and who asks for an accessory may want a part."""
    text = _aside("colours").sub(" ", normalise(query))
    return sum(1 << number for number, group in enumerate(groups()) if _counts(group, text) and not group.others.search(text))


def asked_with(who: str, text: str) -> bool:
    """Whether both name one audience."""
    return any(group.asked is not None and group.asked.search(normalise(who)) and group.asked.search(normalise(text)) for group in groups())


def misfits(flagged: NDArray[np.integer], query: str, among: int = -1) -> NDArray[np.bool_]:
    """Of products with these `flags`, those that are not what `query` asks for, by the groups whose bits are `among`."""
    both = sum(1 << number for number, group in enumerate(groups()) if group.shared)
    against = unwanted(query) & among
    found: NDArray[np.bool_] = np.where(flagged & both == both, flagged & (against & ~both), flagged & against) > 0
    return found


def odd(flagged: NDArray[np.integer], kinds: NDArray[np.integer], query: str, category: str) -> NDArray[np.bool_]:
    """As `misfits`, of products by kind (codes from 0): only for what is unusual within its kind, and of another age only where `category` is of
    one: a flask for pupils is a flask, which a query for toddlers orders and doesn't hide, and a doll's is no baby sleeping bag."""
    goods = normalise(category)
    found = np.zeros(len(flagged), bool)
    sizes = np.maximum(np.bincount(kinds), 1)
    for number, group in enumerate(groups()):
        if not (group.shared or _of(group, goods)):
            continue
        has = misfits(flagged, query, 1 << number)
        if has.any():
            found |= has & (np.bincount(kinds[has], minlength=len(sizes)) <= _USUAL * sizes)[kinds]
    return found


def _of(group: Group, goods: str) -> bool:
    return group.asked is None or bool(group.asked.search(goods))


def _counts(group: Group, text: str) -> bool:
    return not is_accessory(_aside("wholes").sub(" ", text)) if group.asked is None else bool(group.asked.search(text))
