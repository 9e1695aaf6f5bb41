"""Categories for a store without any, from the names that enough titles give their goods."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ...catalogue.plurals import plural, singular
from ...retrievers.analysis import frequency as chinese_frequency
from ...retrievers.nouns import is_noun, listed
from .runs import Run

_FEWEST, _SHARE = 3, 0.001  # products of a shelf
_HEAD = 0.35  # of the titles with a noun, those that have it at the end of a name
_ALONE = 0.9  # of what is called by a noun, what one word more calls so: power supplies are on no shelf of supplies
_ACRONYM = 0.8  # of the times that a word is written, those in capitals


class Shelved(NamedTuple):
    """The path of a category, and the words `title[start:end]` that put a product there."""

    path: tuple[str, ...]
    start: int
    end: int


class Place(NamedTuple):
    """A noun in a title: the end of a word of a run."""

    run: Run
    at: int
    noun: str

    @property
    def phrase(self) -> tuple[str, ...]:
        """The noun with the word before it; in Chinese the whole word, if it is longer."""
        whole = self.run.words[self.at]
        if whole != self.noun:
            return whole[: -len(self.noun)], self.noun
        return (*self.run.words[max(self.at - 1, 0) : self.at], self.noun)

    def span(self, longer: bool) -> tuple[int, int]:
        start, end = self.run.at[self.at]
        if not longer:
            return end - len(self.noun) if self.run.han else start, end
        return (start if self.run.words[self.at] != self.noun else self.run.at[self.at - 1][0]), end


def shelves(titles: Mapping[str, Sequence[Run]], own: Iterable[tuple[str, ...]] = ()) -> dict[str, Shelved]:
    """Product id -> category; products without one are left out. `own`: category paths of other products; goods named like the last level of one go
    there. Doesn't depend on the order."""
    fewest = max(_FEWEST, round(len(titles) * _SHARE))
    there = _by_name(own)
    nouns = Nouns(titles.values(), fewest, there)
    found = {key: place for key, some in titles.items() if (place := nouns.of(some)) is not None}
    counts = Counter(place.noun for place in found.values())
    longer = Counter(place.phrase for place in found.values())
    names = Names(titles.values(), {word for phrase, count in longer.items() if count >= fewest for word in phrase} | counts.keys())
    shelved = {}
    for key, place in found.items():
        narrow = len(place.phrase) > 1 and longer[place.phrase] >= fewest
        alone = narrow and longer[place.phrase] >= _ALONE * counts[place.noun]
        path = names.path(place, narrow)[int(alone) :]
        known = there.get(_key(place.phrase)) or there.get(_key((place.noun,)))
        if known or counts[place.noun] >= fewest:
            shelved[key] = Shelved(known or path, *place.span(narrow))
    return shelved


def _by_name(paths: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Name of the last level, as titles write it, -> path; ambiguous names are left out."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for path in paths:
        words = path[-1].lower().split()
        found.setdefault(_key((*words[:-1], singular(words[-1]))) if words else "", set()).add(path)
    return {name: next(iter(some)) for name, some in found.items() if len(some) == 1}


def _key(words: Sequence[str]) -> str:
    return ("" if not words[-1].isascii() else " ").join(words)


class Nouns:
    """Words that end names of goods often enough to be nouns."""

    def __init__(self, titles: Iterable[Sequence[Run]], fewest: int, own: Container[str]) -> None:
        """`own`: names of existing categories."""
        ends, every = Counter[str](), Counter[str]()
        for some in titles:
            ends.update({noun for run in some if run.whole for noun in endings(run.words[-1])})
            every.update({noun for run in some for word in run.words for noun in endings(word)})
        things = {word for word, count in ends.items() if word in own or (count >= _HEAD * every[word] and is_noun(word))}
        self._known = {word for word in things if word in own or ends[word] >= fewest}
        self._rare = things - self._known

    def of(self, title: Sequence[Run]) -> Place | None:
        """The end of the first whole run that ends with a noun, else the last noun of the first run that has one; None where another thing's name
        comes first: a webcam for notebooks is no notebook."""
        whole = ((run, len(run.words) - 1) for run in title if run.whole)
        inner = ((run, at) for run in title for at in range(len(run.words) - 1, -1, -1))
        for run, at in (*whole, *inner):
            if noun := next((noun for noun in endings(run.words[at]) if noun in self._known), None):
                return None if self._other(run, at) else Place(run, at, noun)
        return None

    def _other(self, run: Run, at: int) -> bool:
        """Whether the run goes on to the name of a thing that too few are called by, and tells no more of this one: mouse USB type."""
        behind = run.said[at + 1 :]
        return run.whole and bool(behind) and not any(map(str.isupper, behind)) and any(noun in self._rare for noun in endings(run.words[-1]))


@cache
def endings(word: str) -> tuple[str, ...]:
    """The word, and for a Chinese one the words that it ends with, longest first: 拉杆箱, 羽绒枕."""
    if word.isascii():
        return (word,)
    return (word, *(word[cut:] for cut in range(1, len(word) - 1) if chinese_frequency(word[cut:])))


class Names:
    """Category names: words as titles write them, the noun in the plural."""

    def __init__(self, titles: Iterable[Sequence[Run]], used: Container[str]) -> None:
        """`used`: the words that names consist of."""
        self._said: dict[str, Counter[str]] = {}
        self._paths: dict[tuple[str, ...], tuple[str, ...]] = {}
        for run in (run for some in titles for run in some if not run.han):
            for word, said in zip(run.words, run.said, strict=True):
                if word in used:
                    self._said.setdefault(word, Counter())[said] += 1

    def path(self, place: Place, narrow: bool) -> tuple[str, ...]:
        key = place.phrase if narrow else (place.noun,)
        if key not in self._paths:
            self._paths[key] = self._han(key) if place.run.han else self._english(key)
        return self._paths[key]

    @staticmethod
    def _han(key: tuple[str, ...]) -> tuple[str, ...]:
        return key if len(key) == 1 else (key[-1], "".join(key))

    def _english(self, key: tuple[str, ...]) -> tuple[str, ...]:
        said = self._word(key[-1])
        noun = key[-1] if key[-1] in listed("mass") else f"{said.removesuffix('s')}s" if said[:2].isupper() else plural(key[-1])
        return (_capital(noun),) if len(key) == 1 else (_capital(noun), _capital(f"{self._word(key[0])} {noun}"))

    def _word(self, word: str) -> str:
        """The commonest spelling: in capitals if nearly always so, else in lower case."""
        said = self._said[word]
        if sum(count for form, count in said.items() if form.isupper()) >= _ACRONYM * said.total():
            return max(said, key=lambda form: (said[form], form))
        lower = Counter[str]()
        for form, count in said.items():
            lower[form.lower()] += count
        return max(lower, key=lambda form: (lower[form], form))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
