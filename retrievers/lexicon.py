"""What synonyms.yaml, accessories.yaml and the trades know: words for one thing or feature, and words for things that go with another thing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from .trades import trades

_FOLDER = Path(__file__).parent
_LONGEST = 4
"""Words of the name of a thing."""
_MEANT = 0.5
"""Of the trades' rows that have a word, those in which another means the same: of a word with many meanings few do."""


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[tuple[str, ...], ...]]:
    sections = yaml.load((_FOLDER / "synonyms.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {name: tuple(tuple(str(word) for word in group) for group in groups) for name, groups in sections.items()}


def synonym_groups() -> tuple[tuple[str, ...], ...]:
    """Words that say the same, in both languages: names of things, then qualities."""
    return _synonyms()["things"] + _synonyms()["qualities"]


@lru_cache(maxsize=1)
def names_by_word() -> dict[str, tuple[str, ...]]:
    """By each name of goods and each word of the groups all words that mean the same, casefolded, the word itself too."""
    return _by_word(row for trade in trades() for row in trade.goods)


@lru_cache(maxsize=1)
def groups_by_word() -> dict[str, tuple[str, ...]]:
    """The same with the trades' words for features."""
    return _by_word(row for trade in trades() for row in (*trade.goods, *trade.words))


def _by_word(rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for group in synonym_groups():
        folded = [word.casefold() for word in group]
        for word in folded:
            found.setdefault(word, {}).update(dict.fromkeys(folded))
    of_word: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        for word in row:
            of_word.setdefault(word, []).append(row)
    for word, own in of_word.items():
        counted = Counter(other for row in own for other in dict.fromkeys(row))
        found.setdefault(word, {}).update(dict.fromkeys(other for other, count in counted.items() if count >= _MEANT * len(own)))
    return {word: tuple(others) for word, others in found.items()}


@lru_cache(maxsize=1)
def qualities() -> frozenset[str]:
    """Each term of a quality: wireless, folding."""
    from .analysis import all_words

    return frozenset(word.term for group in _synonyms()["qualities"] for name in group for word in all_words(name))


@lru_cache(maxsize=1)
def chinese_nouns() -> frozenset[str]:
    """Chinese words of the groups, which the segmenter must not cut."""
    return frozenset(word for group in synonym_groups() for word in group if len(word) > 1 and all("\u4e00" <= letter <= "\u9fff" for letter in word))


@lru_cache(maxsize=1)
def noun_phrases() -> frozenset[tuple[str, ...]]:
    """Every word of the groups and every accessory as terms: ("laptop",), ("phone", "case"), ("手机壳",)."""
    from .analysis import all_words

    words = (word for group in _synonyms()["things"] for word in group)
    return frozenset(tuple(word.term for word in all_words(phrase)) for phrase in (*words, *accessories()))


def things_in(text: str) -> Iterator[tuple[str, ...]]:
    """The things of the trade that a text names, as terms, the longest from the left."""
    from .analysis import all_words

    said, known, place = tuple(word.term for word in all_words(text)), noun_phrases(), 0
    while place < len(said):
        size = next((size for size in range(min(_LONGEST, len(said) - place), 0, -1) if said[place : place + size] in known), 0)
        if size:
            yield said[place : place + size]
        place += size or 1


@lru_cache(maxsize=256)  # asked of the same words for each passage
def is_thing(text: str) -> bool:
    """Whether the trade knows such things, by their whole name or the end of it."""
    from .analysis import all_words

    said = tuple(word.term for word in all_words(text))
    return any(said[place:] in noun_phrases() for place in range(len(said)))


def names_goods(word: str) -> bool:
    """Whether it is a thing of the trade as a whole."""
    from .analysis import all_words

    return tuple(each.term for each in all_words(word)) in noun_phrases()


@lru_cache(maxsize=1)
def accessories() -> tuple[str, ...]:
    """Things that go with another thing: bag, case, 支架."""
    return tuple(str(word) for word in yaml.safe_load((_FOLDER / "accessories.yaml").read_text("utf-8")))


@lru_cache(maxsize=1)
def synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The terms of a word of the groups -> the terms of the other words of its groups."""
    from .analysis import words

    known = {word: tuple(each.term for each in words(word)) for word in names_by_word()}
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for word, others in names_by_word().items():
        entry = known[word]
        if entry:
            others = tuple(other for other in others if not _as_what_is_done(other, known[other]))
            found.setdefault(entry, {}).update(dict.fromkeys(known[other] for other in others if known[other] and known[other] != entry))
    return {entry: tuple(others) for entry, others in found.items()}


def _as_what_is_done(name: str, terms: tuple[str, ...]) -> bool:
    """Whether the term of a name is that of what it does: a rebounder, found by rebound."""
    return len(terms) == 1 and name.isascii() and name.endswith(("er", "or")) and not terms[0].endswith(("er", "or"))


@lru_cache(maxsize=1)
def accessory_nouns() -> frozenset[str]:
    """The last term of each accessory: bag, station, 壳."""
    from .analysis import all_words

    return frozenset(all_words(word)[-1].term for word in accessories())
