"""Goods asked for by a longer name than their shelf's: what is called so, and what is as these are in what tells them from another kind. Of bath
towels come those of their size, whatever they are called, and no face towels."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .analysis import all_words, is_chinese, segments

if TYPE_CHECKING:
    from ..catalogue.attribute import AttributeColumn
    from ..catalogue.catalogue import Catalogue

Mask = NDArray[np.bool_]
Name = tuple[str, ...]
_FEW = 2
"""Goods that are called so; one tells nothing of its kind."""
_READ = 2000
"""Titles that are read; a larger shelf is left as it is."""
_REMEMBERED = 8192
"""Titles whose words are kept."""
_MOST, _SHARED = 0.5, 1 / 3
"""Of a shelf's goods: what more are called is its own name, and a value that more state tells no kind."""


class LongerNames:
    """Of one generation."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue

    def of(self, text: str, rows: Mask) -> Mask:
        """Of `rows`, all of one shelf, those that `text` means; all of them where it tells no kind apart."""
        name, among = _name(text), np.flatnonzero(rows)
        if not name or not 2 * _FEW <= len(among) <= _READ:
            return rows
        language = "zh" if any(map(is_chinese, text)) else "en"
        columns = self._catalogue.columns
        titles = self._catalogue.titles([columns.ids[row] for row in among], language)
        written = {int(row): titles.get(columns.ids[row], "") for row in among}
        may_be = [row for row, title in written.items() if _may_have(title, name)]
        named = {row for row in may_be if _has(_words(written[row]), name)}
        if not _FEW <= len(named) <= _MOST * len(among):
            return rows
        kinds = dict[Name, set[int]]()
        for row in written.keys() - named:
            for kind in _kinds(_words(written[row]), name):
                kinds.setdefault(kind, set()).add(row)
        others = [goods for goods in kinds.values() if len(goods) >= _FEW]
        found = min(self._apart(named, others, rows), key=lambda one: (len(one[0]), one[1]), default=None)
        if found is None:
            return rows
        fit = np.zeros(len(rows), bool)
        fit[sorted(found[0] | named)] = True
        return fit

    def _apart(self, named: set[int], others: list[set[int]], among: Mask) -> Iterator[tuple[set[int], str]]:
        """By attribute of which all that are called so state one value, and another kind none of it: who states that value."""
        for facet in self._catalogue.facets().attributes:
            stated = _stated(self._catalogue.columns.attribute(facet.name), among)
            values = {stated[row] for row in named if row in stated}
            if len(values) != 1 or len(named & stated.keys()) < _FEW:
                continue
            (value,) = values
            alike = {row for row, own in stated.items() if own == value}
            if len(alike) <= _SHARED * len(stated) and any(len(one & stated.keys()) >= _FEW and not one & alike for one in others):
                yield alike, facet.name


def _stated(column: "AttributeColumn | None", among: Mask) -> dict[int, object]:
    """By row the one value that it states."""
    if column is None:
        return {}
    kept = among[column.rows]
    pairs = zip(column.rows[kept].tolist(), column.codes[kept].tolist(), strict=True)
    return {row: column.cells[code].values[0] for row, code in pairs if len(column.cells[code].values) == 1}


def _may_have(title: str, name: Name) -> bool:
    """Whether a title is worth being cut into words to look for the name: one of Chinese words alone stands in it as it is."""
    whole = "".join(name)
    return not all(map(is_chinese, whole)) or whole in title


def _has(words: Name, name: Name) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words)))


@lru_cache(maxsize=_REMEMBERED)
def _words(title: str) -> Name:
    """Chinese in its words, other words as they are found."""
    return tuple(segments(title)) if any(map(is_chinese, title)) else tuple(word.term for word in all_words(title))


def _name(text: str) -> Name:
    """The words of a name that is more than one word, or one in Chinese."""
    words = _words(text)
    return words if len(words) > 1 or any(map(is_chinese, text)) else ()


def _kinds(words: Name, name: Name) -> Iterator[Name]:
    """Other names of the same kind of thing in a title: another word before what the name ends in."""
    last = name[-1]
    for before, word in zip(words, words[1:], strict=False):
        if word == last or is_chinese(last) and word.endswith(last[-1]):
            yield before, word
