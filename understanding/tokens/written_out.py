"""Titles of products, written out: whoever copies one means that product, whatever its words ask for elsewhere (0-3 Years, In Stock)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ...retrievers.titled import Titles
from ...schema.reference import Shown
from ..language.atom import Atom, atoms
from ..language.text import Cleaned, Written, clean
from ..vocabulary.vocabulary import Vocabulary
from .cues import cues
from .lexer import tokens

_WORDS = 3
"""A name's at least; Han characters weigh half of a word."""
_LONG = 6
"""Of a whole title that nobody writes by chance."""
_OPENED = 32
"""Places where a title may begin that are looked at: each is looked up."""
_KINDS = ("category", "head", "stop", "filler")
_MANY = (*_KINDS, "value", "number", "amount", "unit")
"""By which a kind is described, where no more of the title is written."""
_DEFINITE = ("the", "that", "this", "your", "那个", "那款", "那只", "那条", "那件", "这个", "这款", "这只", "这条", "这件")
_ANY = ("a", "an", "any", "some", "another", "other", "more", "no", "which", "what", "个", "款", "条", "只", "件", "的", "他", "些", "多", "种", "哪")
_LINKS = ("of", "for", "with", "and", "to", "or", "about", "compare", "给", "和", "跟", "与", "把", "对比", "比较", "一下")
_OPENERS = ("is", "are", "was", "does", "do", "has", "have", "can", "isn't", "doesn't")
_ASKING = ("吗", "么", "嘛", "不")
_ANY_SUCH = ("有吗", "有么", "有没有")
_OTHERWISE = ("search", "out_of_scope", "tampering", "onward")
_CLIPPED = ("…", "...")
_CLAUSE = re.compile(r"[,;.!?，；。！？]")


class _Title(NamedTuple):
    """`product` is called so; `breaks` are how many of its words stand before each place where it may be cut."""

    product: str
    words: tuple[str, ...]
    breaks: frozenset[int]


class _List(NamedTuple):
    """A list shown: its products, and what they are called by the first word of it."""

    ids: tuple[str, ...]
    begun: Mapping[str, Sequence[_Title]]


@dataclass(frozen=True)
class _Name:
    """Words of the message by their place, from `first` until `end`; `whole` where that is all of the title, `half` where it's most of it; `long`
    where it is a whole one and long."""

    first: int
    end: int
    whole: bool
    half: bool
    long: bool
    ids: tuple[str, ...]


def written_out(cleaned: Cleaned, shown: Sequence[Shown], titles: Titles, vocabulary: Vocabulary) -> Cleaned:
    """The message with a number in place of each such title, and which products those numbers stand for."""
    lists = [_list(ids, titles) for ids in dict.fromkeys(one.product_ids for one in reversed(shown) if one.product_ids)]
    words = [atom for atom in atoms(cleaned.text) if atom.text[0].isalnum()]
    said = [word.text.casefold() for word in words]
    found: list[_Name] = []
    for first in range(len(words)):
        if not found or first >= found[-1].end:
            found += _called(first, said, cleaned.text, words, lists, vocabulary)
    for name in reversed(found or list(_unseen(cleaned, words, said, titles))):
        cleaned = _with(cleaned, name, words)
    return cleaned


def _list(ids: tuple[str, ...], titles: Titles) -> _List:
    begun: dict[str, list[_Title]] = defaultdict(list)
    for title in (_parted(each, title) for each in ids for title in titles.of(each)):
        for word in title.words[:1]:
            begun[word].append(title)
    return _List(ids, begun)


def _called(first: int, said: Sequence[str], text: str, words: Sequence[Atom], lists: Sequence[_List], vocabulary: Vocabulary) -> list[_Name]:
    """The name that begins there, of the newest list that has one."""
    for listed, begun in lists:
        names = [name for title in begun.get(said[first], ()) if (name := _name(first, said, title, text, words))]
        best = max(names, key=lambda name: (name.end, name.whole), default=None)
        if best is None:
            continue
        ids = tuple(dict.fromkeys(each.ids[0] for each in names if (each.end, each.whole) == (best.end, best.whole)))
        name = replace(best, ids=ids, half=all(each.half for each in names if each.end == best.end))
        called = tokens(text[words[first].start : words[name.end - 1].end], vocabulary)
        own = any(not token.has(*(_KINDS if name.whole or name.half else _MANY)) for token in called)  # the iPhone 16 Pro is what cases fit
        if own and (len(ids) < len(listed) or len(listed) == 1) and _meant(name, text, words):
            return [name]
    return []


def _unseen(cleaned: Cleaned, words: Sequence[Atom], said: Sequence[str], titles: Titles) -> Iterator[_Name]:
    """Long titles of products that were not shown, whole, where something is asked of them."""
    told = cues(cleaned.text) if len(words) > _LONG else None
    if told is None or not (told.question or told.intents) or told.intents.keys() & set(_OTHERWISE):
        return
    end = 0
    opened = (first for first in range(len(words) - _LONG + 1) if _may_begin(cleaned.text[: words[first].start]))
    for first in islice(opened, _OPENED):
        start = words[first].start
        if first < end:
            continue
        begun = (cleaned.text[start : words[first + more - 1].end] for more in range(_LONG, min(_LONG + _WORDS, len(words) - first + 1)))
        held = next(filter(None, map(titles.holding, begun)), ())
        every = (_name(first, said, _parted(each, title), cleaned.text, words) for each in held for title in titles.of(each))
        names = [name for name in every if name is not None and name.long]
        best = max(names, key=lambda name: name.end, default=None)
        if best is not None and _meant(replace(best, long=False), cleaned.text, words):
            best = replace(best, ids=tuple(dict.fromkeys(name.ids[0] for name in names if name.end == best.end)))
            end = best.end
            yield best


def _may_begin(before: str) -> bool:
    """Whether a name may begin behind it: at the start, behind a sign, an article or a word that links."""
    before = before.rstrip(" ")
    return not before or not before[-1].isalnum() or _determined(before, (*_DEFINITE, *_LINKS))


def _name(first: int, said: Sequence[str], title: _Title, text: str, words: Sequence[Atom]) -> _Name | None:
    if not title.words or title.words[0] != said[first]:
        return None
    size = 0
    while size < len(title.words) and first + size < len(said) and title.words[size] == said[first + size]:
        size += 1
    if size < len(title.words) and not text[words[first + size - 1].end :].startswith(_CLIPPED):
        size = max((cut for cut in title.breaks if cut <= size), default=0)
    weight = sum(0.5 if word >= "\u3400" else 1 for word in title.words[:size])
    if weight < _WORDS:
        return None
    whole = size == len(title.words)
    return _Name(first, first + size, whole, 2 * size >= len(title.words), whole and weight >= _LONG, (title.product,))


def _meant(name: _Name, text: str, words: Sequence[Atom]) -> bool:
    """Whether the product is spoken of, and no goods of the kind are looked for by words that its title has."""
    before, behind = text[: words[name.first].start].rstrip(" \"'“「《"), text[words[name.end - 1].end :]
    if behind.startswith(_CLIPPED):
        return True
    rest = "".join(char for char in behind if char.isalnum())
    if not rest and any(word in _OPENERS for word in _CLAUSE.split(before.casefold())[-1].split()[:1]) or rest in _ASKING:
        return False  # is the bottle 380 ml? asks of what the title says
    if rest in _ANY_SUCH and not name.whole:
        return False
    if _determined(before, _DEFINITE):
        return name.whole or name.half or not rest.startswith("的")
    if _determined(before, _ANY) or not (name.whole or name.half) or rest.startswith("的") and not name.whole:
        return False
    told = cues(f"{before} , {behind}")
    return bool(name.long or told.question or told.intents) and not told.intents.keys() & set(_OTHERWISE)


def _determined(before: str, words: Sequence[str]) -> bool:
    last = before.casefold().split()[-1:] or [""]
    return last[0] in words or any(before.endswith(word) for word in words if word >= "\u3400")


def _with(cleaned: Cleaned, name: _Name, words: Sequence[Atom]) -> Cleaned:
    """A number that no product of any catalogue has stands for it, and for the article before it."""
    start, end, code = words[name.first].start, words[name.end - 1].end, f"Q9{len(cleaned.written):06}"
    said, before = cleaned.text[start:end], cleaned.text[:start].rstrip()
    article = next((word for word in _DEFINITE if before.casefold().endswith(word) and _determined(before, (word,))), "")
    text = f"{before[: len(before) - len(article)]} {code} {cleaned.text[end:].removeprefix('…')}".strip()
    return replace(cleaned, text=text, written=(*cleaned.written, Written(code, said, name.ids)))


@lru_cache(maxsize=4096)
def _parted(product: str, title: str) -> _Title:
    words = [atom for atom in atoms(clean(title).text) if atom.text[0].isalnum()]
    breaks = frozenset(_breaks(clean(title).text, words))
    return _Title(product, tuple(word.text.casefold() for word in words), breaks)


def _breaks(title: str, words: Sequence[Atom]) -> Iterator[int]:
    """Behind each word of another script than Han, no number parted; before what a space or a sign sets apart."""
    for place, (word, after) in enumerate(zip(words, words[1:], strict=False), 1):
        between = title[word.end : after.start]
        if not (word.digits and after.digits) and (between or (word.text < "\u3400") != (after.text < "\u3400")):
            yield place
    yield len(words)
