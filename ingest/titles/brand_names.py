"""Brand names in the pieces of a title."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...retrievers.analysis import frequency as chinese_frequency
from ...retrievers.english import frequency
from ...retrievers.nouns import listed
from .words import Piece, pieces

_RARE = 50  # counts above it in the English dictionary make a word ordinary
_JOINING = frozenset(("and", "or", "&", "/", ",", "+"))
_SCARCE = 30  # the same for the Chinese dictionary


class Brand(NamedTuple):
    """A brand stated in a title, by the words `title[start:end]`."""

    name: str
    start: int
    end: int


class BrandNames:
    """Finds brands by their spellings. A name that is also a word (Apple, Sharp, 小米) counts only at a title's start, as it is written."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Name and spellings of each brand; a shared spelling belongs to the first brand."""
        self._latin: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._han: dict[str, list[tuple[str, str]]] = {}
        for name, spellings in names:
            for spelling in spellings:
                self._add(name, spelling)
        for spelled in self._latin.values():
            spelled.sort(key=lambda each: -len(each[0]))
        for written in self._han.values():
            written.sort(key=lambda each: -len(each[0]))

    def _add(self, name: str, spelling: str) -> None:
        parts = tuple(_key(piece.name) for piece in pieces(spelling))
        if not parts or not any(map(str.isalnum, spelling)):
            return
        if spelling[0] >= "\u3400":
            self._han.setdefault(spelling[:2], []).append((spelling, name))
        else:
            self._latin.setdefault(parts[0], []).append((parts, spelling, name))

    def of(self, title: str, found: Sequence[Piece]) -> Brand | None:
        """The brand at the title's start, unless another is joined to it; else the only brand named, unless it says what the goods fit. None
        otherwise."""
        first = self._first(found)
        if first is not None:
            return None if self._joined(first, found) else first
        named = list(self._within(found))
        return named[0] if named and len({brand.name for brand in named}) == 1 else None

    def _joined(self, first: Brand, found: Sequence[Piece]) -> bool:
        """True if another brand follows after "and"."""
        behind = [place for place, piece in enumerate(found) if piece.start >= first.end]
        if len(behind) < 2 or found[behind[0]].text.lower() not in _JOINING or found[behind[1]].kind not in ("word", "code"):
            return False
        other = self._latin_at(found, behind[1], first=False)
        return other is not None and other.name != first.name

    def _first(self, found: Sequence[Piece]) -> Brand | None:
        start = next((place for place, piece in enumerate(found) if piece.kind != "sign"), None)
        if start is None:
            return None
        if found[start].kind == "han":
            return self._han_at(found[start], 0, whole=True)
        return self._latin_at(found, start, first=True)

    def _within(self, found: Sequence[Piece]) -> Iterator[Brand]:
        for place, piece in enumerate(found):
            if _says_fits(piece):
                return
            if piece.kind == "han":
                yield from (brand for at in range(len(piece.text) - 1) if (brand := self._han_at(piece, at, whole=False)))
            elif (brand := self._latin_at(found, place, first=False)) is not None:
                yield brand

    def _latin_at(self, found: Sequence[Piece], place: int, first: bool) -> Brand | None:
        for parts, spelling, name in self._latin.get(_key(found[place].name), ()):
            these = found[place : place + len(parts)]
            if tuple(_key(piece.name) for piece in these) != parts or any(piece.text.islower() for piece in these[:1]) != spelling[:1].islower():
                continue
            if first or not _ordinary(parts) or these[-1].marked:
                return Brand(name, these[0].start, these[-1].start + len(these[-1].name))
        return None

    def _han_at(self, piece: Piece, at: int, whole: bool) -> Brand | None:
        for spelling, name in self._han.get(piece.text[at : at + 2], ()):
            if not piece.text.startswith(spelling, at):
                continue
            alone = at == 0 and len(piece.text) == len(spelling)
            if alone or chinese_frequency(spelling) <= _SCARCE:
                return Brand(name, piece.start + at, piece.start + at + len(spelling))
        return None


def _key(word: str) -> str:
    return word.casefold().replace("’", "'")


def _ordinary(parts: Sequence[str]) -> bool:
    return all(part.isalpha() and frequency(part) > _RARE for part in parts)


def _says_fits(piece: Piece) -> bool:
    if piece.kind == "han":
        return any(word in piece.text for word in listed("fits") if word >= "\u3400")
    return piece.kind == "word" and piece.text.lower() in listed("fits")
