"""The values of one attribute as phrases: as recorded, translated, in parts ("蓝色/ 灰色"), and by their endings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import parse_quantity
from ...catalogue.wanted import FALSE_WORDS, TRUE_WORDS
from ..language.atom import keys
from .concepts import Group, Key, concepts, concepts_of, inside
from .known_value import Known

_CODE = re.compile(r"(?<![A-Za-z0-9.-])[A-Za-z]{1,4}[0-9][A-Za-z0-9]+(?![A-Za-z0-9.-])")
_PARTS = re.compile(r"[/、,，;；+|\n()（）]+")
UNLIKE = frozenset({"半", "中", "非", "不", "无", "免", "semi", "half", "non", "no", "not", "without"})  # 免打孔 is no kind of 打孔
_WITH = frozenset({"带", "有", "含", "with"})
_LABEL = 6  # characters
LONGEST = 7  # atoms; longer values are descriptions that nobody types


class Values:
    """Lookup of phrases among the values of `facet`."""

    def __init__(self, facet: AttributeFacet) -> None:
        self.facet = facet

    @cached_property
    def _forms(self) -> tuple[dict[Key, dict[int, bool]], dict[Key, set[int]]]:
        """Key -> indices of values (True if it is the whole value), and endings of values -> indices."""
        forms: dict[Key, dict[int, bool]] = {}
        endings: dict[Key, set[int]] = {}
        for place, value in enumerate(self.facet.values):
            for text in (str(value.value), *map(str, value.aliases)):
                whole = keys(text)
                wholes = (whole, _short(whole), _unlabelled(text), keys(text.replace("-", "")), keys(text.replace(":", " ")))
                for part in (*wholes, *map(keys, _PARTS.split(text))):
                    if 0 < len(part) <= LONGEST:
                        forms.setdefault(part, {})[place] = forms.get(part, {}).get(place, False) or part in wholes
                if versioned := _unversioned(whole):
                    endings.setdefault(versioned, set()).add(place)
                for start in range(1, min(len(whole), LONGEST)):
                    if whole[start - 1] in UNLIKE:
                        break
                    endings.setdefault(whole[start:], set()).add(place)
        return forms, endings

    def known(self, words: Iterable[str], *, group: Group | None = None, free: bool = True) -> Known | None:
        """The values that `words` cover together, in the catalogue's order; None if there are none."""
        forms, endings = self._forms
        whole: set[int] = set()
        parts: set[int] = set()
        ending: set[int] = set()
        for word in words:
            key = keys(word)
            for place, entire in forms.get(key, {}).items():
                (whole if entire else parts).add(place)
            if key[0] in _WITH and key in forms and self.had is not None:
                ending |= {place for place, value in enumerate(self.facet.values) if value.value in self.had.values}
            if group is None or not group.narrow:
                ending |= endings.get(key, set())
        excluded = group.excluded if group else ()
        whole = {place for place in whole if keys(str(self.facet.values[place].value)) not in excluded}
        places = sorted(whole | parts | {place for place in ending if not self._excluded(place, excluded)})
        if not places:
            return None
        values = tuple(str(self.facet.values[place].value) for place in places)
        count = sum(self.facet.values[place].count for place in places)
        whole_only = bool(whole) or not parts
        stems, mixed = self._stems(places, words), self._mixed(places, words) if group is not None and group.mixes else ()
        return Known(
            self.facet.name, values, next(iter(words)), whole_only, count, free, group is not None, stems=stems, mixed=mixed,
            every=group is not None and group.every,
        )  # fmt: skip

    def _mixed(self, places: Iterable[int], words: Iterable[str]) -> tuple[str, ...]:
        """Values outside `places` that name one of the words among others."""
        wanted = [key for key in map(keys, words) if key[0].isascii() or len(key) > 1]  # 毛 is in 长毛绒, which is no wool
        other = (value for place, value in enumerate(self.facet.values) if place not in places)
        return tuple(
            str(value.value) for value in other if any(_names(keys(text), key) for text in (str(value.value), *value.aliases) for key in wanted)
        )

    def _stems(self, places: Iterable[int], words: Iterable[str]) -> tuple[str, ...]:
        """The parts of those values that equal one of the words, as recorded."""
        wanted = set(map(keys, words))
        parts = [part.strip() for place in places for part in _PARTS.split(str(self.facet.values[place].value))]
        return tuple({part.casefold(): part for part in parts if keys(part) in wanted}.values())

    @cached_property
    def flag(self) -> bool:
        """True for yes or no, recorded as a flag or as words (有/无, Yes/No)."""
        said = {str(value.value).strip().casefold() for value in self.facet.values}
        return self.facet.kind == "flag" or (bool(said) and said <= TRUE_WORDS | FALSE_WORDS)

    @cached_property
    def spelled(self) -> dict[Key, tuple[str, ...]]:
        """Whole values and translations -> the values recorded so."""
        found: dict[Key, tuple[str, ...]] = {}
        for value in self.facet.values:
            for text in dict.fromkeys((str(value.value), *map(str, value.aliases))):
                found[keys(text)] = tuple(dict.fromkeys((*found.get(keys(text), ()), str(value.value))))
        return {} if self.flag else found

    @cached_property
    def had(self) -> Known | None:
        """The values of products that have the thing named by the attribute, if some values say "with" it: 带盖, and each kind of lid. None
        otherwise."""
        names = [name for concept in concepts() if concept.name in concepts_of([self.facet.name]) for name in concept.names]
        rests = [keys(value.value)[1:] for value in self.facet.values if keys(value.value)[:1] and keys(value.value)[0] in _WITH]
        things = [rest for rest in rests if rest and any(inside(rest, keys(name)) or inside(keys(name), rest) for name in names)]
        return self.saying([*names, *map("".join, things)]) if things else None

    def containing(self, word: str) -> Known | None:
        """The values with `word` inside: 江苏 in "中国江苏". `whole` if all begin with it (七分: 七分袖)."""
        places = [place for place, value in enumerate(self.facet.values) if word.casefold() in str(value.value).casefold()]
        count = sum(self.facet.values[place].count for place in places)
        values = tuple(str(self.facet.values[place].value) for place in places)
        return Known(self.facet.name, values, word, all(value.startswith(word) for value in values), count) if places else None

    def _excluded(self, place: int, excluded: tuple[Key, ...]) -> bool:
        value = keys(str(self.facet.values[place].value))
        return any(value[-len(ending) :] == ending for ending in excluded)

    def own(self, telling: bool = False) -> Iterator[tuple[str, Known]]:
        """All phrases of the catalogue's values. Unless the attribute is `telling`, common words among them need its name beside them."""
        seen: set[Key] = set()
        for value in self.facet.values:
            for text in (str(value.value), *map(str, value.aliases)):
                for part in dict.fromkeys([text, text.replace("-", ""), text.replace(":", " "), " ".join(_unlabelled(text)), *_PARTS.split(text)]):
                    key = keys(part)
                    if key in seen or not 0 < len(key) <= LONGEST or _numeric(part):
                        continue
                    seen.add(key)
                    known = self.known([part], free=telling or _is_unambiguous(key))
                    if known is not None:
                        yield part, known

    def numbered(self) -> Iterator[tuple[str, Known]]:
        """Values that are numbers (尺码 73); they count only beside the attribute's name."""
        for value in self.facet.values:
            said = value.value if _numeric(value.value) else " ".join(_unlabelled(value.value))
            if said and (known := self.known([said])) is not None:
                yield said, known

    def shorts(self) -> Iterator[tuple[str, Known]]:
        """Values in the short form of buyers (头戴 for 头戴式); they count only if the current category states them."""
        for value in self.facet.values:
            short = "".join(_short(keys(value.value)))
            known = self.known([short], free=False) if short else None
            if known is not None:
                yield short, known

    def codes(self) -> Iterator[tuple[str, Known]]:
        """Codes of letters and digits within longer values: VG10 of 大马士革纹VG10."""
        texts = (text for value in self.facet.values for text in (str(value.value), *map(str, value.aliases)))
        for code in dict.fromkeys(code for text in texts for code in _CODE.findall(text) if code != text):
            known = self.containing(code)
            if known is not None:
                yield code, replace(known, whole=True, free=False)

    def saying(self, words: Sequence[str]) -> Known | None:
        """The values that have one of the words in them: 静音轴, for 静音."""
        wanted = list(map(keys, words))
        texts = {value.value: [keys(str(text)) for text in (value.value, *value.aliases)] for value in self.facet.values}
        found = [value for value in self.facet.values if any(_names(text, word) for text in texts[value.value] for word in wanted)]
        if not found:
            return None
        return Known(self.facet.name, tuple(str(value.value) for value in found), words[0], True, sum(value.count for value in found), concept=True)

    def beginning(self, word: str) -> Known | None:
        """The values that begin with `word` in a language: "red" for 红轴, Red linear."""
        stem = keys(word)
        found = [value for value in self.facet.values if any(keys(text)[: len(stem)] == stem for text in (value.value, *value.aliases))]
        return Known(self.facet.name, tuple(value.value for value in found), word, True, sum(value.count for value in found)) if found else None


def _names(text: Key, word: Key) -> bool:
    starts = (start for start in range(len(text) - len(word) + 1) if text[start : start + len(word)] == word)
    return any(start == 0 or text[start - 1] not in UNLIKE for start in starts)


def _unlabelled(text: str) -> Key:
    """The value without its scheme: "EU: 40" is 40, "int:XL" is XL; () without a scheme."""
    label, sign, rest = text.partition(":")
    return keys(rest) if sign and label.strip().isalpha() and len(label) <= _LABEL else ()


def _short(key: Key) -> Key:
    """The short form: 头戴式 is 头戴, 荞麦壳 荞麦; () unless it has three or four Han characters."""
    return key[:-1] if len(key) in (3, 4) and key[0] not in UNLIKE and all(part >= "\u3400" for part in key) else ()


def _unversioned(key: Key) -> Key:
    """The value without its version: 蓝牙5.2 is 蓝牙; () without one."""
    start = len(key)
    while start and key[start - 1].isdecimal():
        start -= 1
    return key[:start] if start < len(key) and len("".join(key[:start])) > 1 else ()


def _is_unambiguous(key: Key) -> bool:
    """True if the phrase is long enough to be unambiguous: three Han characters, two Latin words."""
    return len(key) >= (3 if any(part >= "\u3400" for part in key) else 2)


def _numeric(text: str) -> bool:
    return parse_quantity(text) is not None or not any(char.isalpha() for char in text)
