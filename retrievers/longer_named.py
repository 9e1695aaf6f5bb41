"""Goods asked for by a longer name than their shelf's: what is called so, and what is as these are in what tells them from another kind. Of bath
towels come those of their size, whatever they are called, and no face towels."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .analysis import all_words, is_chinese, segments
from .kind_names import Titles, another_kind, kind_names, same_goods
from .lexicon import qualities
from .stop_words import DEGREES

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

    def of(self, text: str, rows: Mask, shelf: str) -> tuple[Mask, str | None]:
        """Of `rows`, all of one `shelf`, those that `text` means, and what they are called of it, "" where none is called so; None where the text
        tells no kind apart."""
        kinds, among = kind_names(text), np.flatnonzero(rows)
        text = _without_degrees(text)
        names = kinds or ((text,) if _tells_kind(text, shelf) and not same_goods(text, shelf) else ())
        if not names or not 0 < len(among) <= _READ or shelf in names:
            return rows, None
        language = "zh" if any(map(is_chinese, text)) else "en"
        columns = self._catalogue.columns
        titles = self._catalogue.titles([columns.ids[row] for row in among], language)
        written = {int(row): titles.get(columns.ids[row], "") for row in among}
        kind = Titles(names)
        named = {row for row, title in written.items() if kind.calls(title)}
        named = named or {row for row, title in written.items() if kinds and kind.calls(title, apart=True)}
        if not named:
            return rows, "" if kinds else None
        fit = np.zeros(len(rows), bool)
        alike = {row for row in self._alike(text, named, rows, written) if not another_kind(written[row], names)}
        fit[sorted(named | alike)] = True
        return fit, text

    def _alike(self, text: str, named: set[int], rows: Mask, written: dict[int, str]) -> set[int]:
        """Those that are as all that are `named` so in what tells them from another kind."""
        name = _name(text)
        if not name or not _FEW <= len(named) <= _MOST * len(written):
            return set()
        shared = sorted(self._shared(named, rows), key=lambda one: (len(one[0]), one[2]))
        others = _others({row: title for row, title in written.items() if row not in named}, name) if shared else []
        return next((alike for alike, stated, _ in shared if any(len(one & stated) >= _FEW and not one & alike for one in others)), set())

    def _shared(self, named: set[int], among: Mask) -> Iterator[tuple[set[int], set[int], str]]:
        """By attribute of which all that are called so state one value, and few others: who states that value, who states any, its name."""
        for facet in self._catalogue.facets().attributes:
            stated = _stated(self._catalogue.columns.attribute(facet.name), among)
            values = {stated[row] for row in named if row in stated}
            if len(values) != 1 or len(named & stated.keys()) < _FEW:
                continue
            (value,) = values
            alike = {row for row, own in stated.items() if own == value}
            if len(alike) <= _SHARED * len(stated):
                yield alike, set(stated), facet.name


def _stated(column: "AttributeColumn | None", among: Mask) -> dict[int, object]:
    """By row the one value that it states."""
    if column is None:
        return {}
    kept = among[column.rows]
    pairs = zip(column.rows[kept].tolist(), column.codes[kept].tolist(), strict=True)
    return {row: column.cells[code].values[0] for row, code in pairs if len(column.cells[code].values) == 1}


def _others(written: dict[int, str], name: Name) -> list[set[int]]:
    """By another name of the same kind of thing: the rows whose titles have it, where there are a few."""
    ending = name[-1][-1] if is_chinese(name[-1]) else ""
    kinds = dict[Name, set[int]]()
    for row, title in written.items():
        for kind in _kinds(_words(title), name) if ending in title else ():
            kinds.setdefault(kind, set()).add(row)
    return [goods for goods in kinds.values() if len(goods) >= _FEW]


@lru_cache(maxsize=_REMEMBERED)
def _words(title: str) -> Name:
    """Chinese in its words, other words as they are found."""
    return tuple(segments(title)) if any(map(is_chinese, title)) else tuple(word.term for word in all_words(title))


def _without_degrees(text: str) -> str:
    """A side table, of a small side table."""
    first, _, rest = text.partition(" ")
    return _without_degrees(rest) if rest and first.casefold() in DEGREES else text


def _tells_kind(text: str, shelf: str) -> bool:
    """Whether it is a longer name than one word, or one in Chinese, and has more before the thing itself than qualities."""
    name = _name(text)
    general = not text.isascii() and shelf.endswith(text.rstrip("子头儿"))
    return bool(name) and not general and (len(name) == 1 or not set(name[:-1]) <= qualities())


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
