"""What a title says that makes a thing not what was asked for: a spare part, or somebody else's size."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

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


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    tables = yaml.safe_load((Path(__file__).parent / "misfits.yaml").read_text("utf-8"))
    audiences = [Group(_pattern(table["asked"]), _pattern(table["others"]), table.get("shared", False)) for table in tables["audiences"]]
    return (Group(None, _pattern(tables["parts"])), *audiences)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    known = [normalise(str(word)) for word in words]
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in known))


def flags(titles: Sequence[str]) -> int:
    """A bit for each group whose words stand in one of the titles."""
    texts = [normalise(title) for title in titles]
    return sum(1 << number for number, group in enumerate(groups()) if any(group.others.search(text) for text in texts))


def unwanted(query: str) -> int:
    """The bits that speak against a product for this query: its own words are wanted, and who asks for an accessory may want a part."""
    text = normalise(query)
    return sum(1 << number for number, group in enumerate(groups()) if _counts(group, text) and not group.others.search(text))


def misfits(flagged: NDArray[np.integer], query: str) -> NDArray[np.bool_]:
    """Of products with these `flags`, those that are not what `query` asks for."""
    both = sum(1 << number for number, group in enumerate(groups()) if group.shared)
    against = unwanted(query)
    found: NDArray[np.bool_] = np.where(flagged & both == both, flagged & (against & ~both), flagged & against) > 0
    return found


def _counts(group: Group, text: str) -> bool:
    return not is_accessory(text) if group.asked is None else bool(group.asked.search(text))
