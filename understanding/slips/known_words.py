"""Every word that the languages and one catalogue know, in the orders in which slips are looked up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache

from ..language.dictionaries import seen
from ..language.lexicon import lexicon, load
from ..language.phrases import Phrases
from ..tokens.facts import fact_phrases
from ..tokens.ordering import order_phrases
from ..tokens.standing import standing_phrases
from ..vocabulary.concepts import COUNT, count_nouns
from ..vocabulary.vocabulary import Vocabulary

LONGEST = 6
"""Han characters of a phrase that is looked for."""
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""Sounds that many speakers don't tell apart, and so type for one another."""
_THINGS = ("category", "head")


class KnownWords:
    """Made at the first slip; safe to read from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._catalogue = vocabulary.phrases

    def named(self, phrase: str) -> bool:
        """Whether it is a word of the catalogue, so that the buyer should be told that it was read so."""
        return bool(self._catalogue.get(phrase))

    def is_name(self, word: str) -> bool:
        """Of a brand or a country."""
        return any(meaning.kind in ("brand", "market") for phrases in (self._catalogue, fact_phrases()) for meaning in phrases.get(word))

    @cached_property
    def every(self) -> frozenset[tuple[str, ...]]:
        return frozenset({*_languages(), *self._catalogue}) - self._firms

    @cached_property
    def _firms(self) -> frozenset[tuple[str, ...]]:
        """What names a supplier and nothing else: no word is mended to that."""
        return frozenset(path for path in self._catalogue if all(meaning.kind == "firm" for meaning in self._catalogue.at(path)))

    def sounding(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """The phrases of Han characters that sound so, the catalogue's first."""
        ours = self._sounding.get(said, ())
        return ours + tuple(phrase for phrase in _sounding().get(said, ()) if phrase not in ours and tuple(phrase) not in self._firms)

    @cached_property
    def _sounding(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return _by_sound(path for path in self._catalogue if path not in self._firms)

    @cached_property
    def masked(self) -> dict[str, tuple[str, ...]]:
        """What the catalogue calls its goods, in three and more Han characters, by what is left where one is covered: 保温_ -> 保温杯."""
        found: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(self._chinese):
            if len(phrase) > 2 and any(meaning.kind in _THINGS for meaning in self._catalogue.at(phrase)):
                for place in range(len(phrase)):
                    found[phrase[:place] + "_" + phrase[place + 1 :]].append(phrase)
        return {mask: tuple(some) for mask, some in found.items()}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The characters that goods' names end with, and so tell other goods: 垫 of 鼠标垫."""
        words = load("categories")
        named = [word for word in self._chinese if any(meaning.kind in _THINGS for meaning in self._catalogue.at(word))]
        return frozenset(words["heads"]) | {word[-1] for word in (*named, *(each for group in words["groups"] for each in group)) if is_han(word[-1])}

    @cached_property
    def measures(self) -> dict[str, str]:
        """Sound -> a word of one character that is counted by; the most frequent of each sound."""
        words = ["".join(path) for path in self.every if len(path) == 1 and is_han(path[0])]
        counted = [word for word in words if any(meaning.kind in ("measure", "unit") for meaning in lexicon().grammar.get(word))]
        return {sounds(word)[0]: word for word in sorted(counted, key=lambda word: (seen(word), word))}

    @cached_property
    def counted(self) -> frozenset[str]:
        """Characters of what goods have so many of: 键, where the catalogue calls an attribute 键数."""
        named = {path[0] for path in self._catalogue if len(path) == 2 and path[1] == COUNT and is_han(path[0])}
        ours = (word for word in named if any(each.kind == "attribute" for each in self._catalogue.at((word, COUNT))))
        return frozenset(ours) | count_nouns()

    @cached_property
    def written(self) -> dict[str, list[str]]:
        """Latin words of three and more letters by the first: few people get that one wrong."""
        found: dict[str, set[str]] = defaultdict(set)
        for key in (key for path in self.every for key in path if len(key) > 2 and key.isascii() and key.isalpha()):
            found[key[0]].add(key)
        return defaultdict(list, {letter: sorted(some) for letter, some in found.items()})

    @cached_property
    def _chinese(self) -> list[str]:
        """Each character of them is a key."""
        return list(_chinese(self.every))


@cache
def _languages() -> frozenset[tuple[str, ...]]:
    """What the languages know, whatever the catalogue."""
    words = lexicon()
    himself = (fact_phrases(cities=False), standing_phrases(), order_phrases())
    sets: Iterable[Phrases] = (words.grammar, words.cues, words.corrections, words.answers, *himself)
    return frozenset(path for phrases in sets for path in phrases)


@cache
def _sounding() -> dict[tuple[str, ...], tuple[str, ...]]:
    return _by_sound(_languages())


def _by_sound(paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for phrase in sorted(_chinese(paths)):
        found[sounds(phrase)].append(phrase)
    return {said: tuple(some) for said, some in found.items()}


def _chinese(paths: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return ("".join(path) for path in paths if 1 < len(path) <= LONGEST and all(is_han(key) for key in path))


def is_han(key: str) -> bool:
    return "\u3400" <= key[:1] <= "\u9fff"


@lru_cache(maxsize=1 << 15)
def sounds(text: str) -> tuple[str, ...]:
    """The sound of each Han character in its context, without tones, as far as speakers tell sounds apart."""
    from pypinyin import lazy_pinyin

    return tuple(_alike(sound) for sound in lazy_pinyin(text))


@cache
def _alike(sound: str) -> str:
    for said, as_this in _ALIKE:
        sound = sound.replace(said, as_this)
    return sound
