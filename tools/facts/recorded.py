"""What a product's record has of words that are no field's name: "usb or wall plug?", where its power supply is USB; 几包一箱, where packs a box are
stated."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from ...retrievers.analysis import Word, stem, words
from ...retrievers.dictionary import into_chinese, into_english
from ...retrievers.held import held
from ...retrievers.lines.features import is_numbered
from ...schema.product import Product
from ...understanding.vocabulary.concepts import concepts, concepts_of
from ..searching.wish import flagged
from ..wording.wording import Wording
from .terms_asked import asking, asking_words, terms_asked, wants_number

OR = re.compile(r"\bor\b|还是|或者|或", re.IGNORECASE)
_PACKS = frozenset("箱包")
"""What goods are packed in, by the one name of each."""
_NAMES = 2
"""What a name must be made of for its parts to be looked for one by one: 每箱包数 of boxes and packs."""


def recorded(product: Product, asked: str, wording: Wording) -> tuple[tuple[str, ...], bool]:
    """The attributes whose value, or whose name in either language, is made of words asked; and whether these are all that is asked. What says yes
    or no to all of it answers alone, and nothing where the heaviest word is in none: 2 Ah, of a charger. Where there are none, those that have
    the thing done of it (需要组装, of 自己装)."""
    said, parts, ways = content(asked), keys(asked), [content(way) for way in OR.split(asked)]
    told, counted = set[str](), set[str]()
    texts = (product.attributes, product.text(wording.language).attributes)
    labels = {name: [wording.in_language(language).label(f"attr.{name}") for language in ("zh", "en")] for name in product.attributes}
    if (sure := _decides(product, asked, labels)) is not None:
        return (sure,), True
    found: list[str] = []
    for name in product.attributes:
        values = [str(attributes[name]) for attributes in texts if isinstance(attributes.get(name), str)]
        named = [label for label in labels[name] if _named(label, said, parts)]
        if named or any(_said(value, said) for value in values):
            found.append(name)
            told = told.union(*map(content, (*labels[name], *values)))
            counted = counted.union(*map(keys, named))
    if not found and parts and parts <= _PACKS and wants_number(asked):  # a box of pens is called a pack
        found = [
            name for name, value in product.attributes.items() if isinstance(value, (int, float)) and any(keys(one) & _PACKS for one in labels[name])
        ]
        return (tuple(found), True) if len(found) == 1 else ((), False)
    if not found and (done := _done(product, asked, wording)):
        return done, True
    whole = any(way and way <= told for way in ways)  # of two that are asked about, one or the other is the answer
    if whole or (parts and parts <= counted):
        return tuple(found), bool(found)
    terms = terms_asked(asked, product)
    stating = (*told, *(label for name in found for label in labels[name]))
    tells = not terms or any(held(max(terms, key=lambda term: terms[term]), text) for text in stating)
    return tuple(found) if tells else (), False


def _decides(product: Product, asked: str, labels: Mapping[str, Sequence[str]]) -> str | None:
    """The attribute that says yes or no and alone is called by a word of what is asked, where all others are of what else has a name in the record:
    hot-swap, of swapping the switches."""
    if is_numbered(asked):
        return None
    parts, of_record = keys(asked), frozenset().union(*(keys(text) for text in (product.title, *product.category)))
    named = {concept.name: concept.names for concept in concepts()}
    own = {name: {*told, *(each for concept in concepts_of([name]) for each in named[concept])} for name, told in labels.items()}
    made = {name: frozenset().union(*map(keys, called)) for name, called in own.items()}
    for name, called in own.items():
        if flagged(product.attributes[name]) is None:
            continue
        others = of_record.union(*(each for other, each in made.items() if other != name))
        alone = any(label in asked for label in called if not label.isascii()) or any(part.isascii() for part in parts & made[name] - others)
        if alone and parts <= made[name] | others:
            return name
    return None


def fields_of(products: Sequence[Product], asked: Sequence[str], wording: Wording) -> tuple[str, ...]:
    """The fields asked for, with the attributes that records have of words that no field is for in their place."""
    found: list[str] = []
    for field in asked:
        words = field.removeprefix("said.")
        names = [name for product in products for name in recorded(product, words, wording)[0]] if words != field else []
        found += [f"attr.{name}" for name in names] or [field]
    return tuple(dict.fromkeys(found))


def content(text: str) -> set[str]:
    """The words of a text that carry meaning, without those that only ask."""
    empty = asking()
    return {term for term in _terms(text) if term not in empty}


def stands(term: str, text: str, abroad: bool = False) -> bool:
    """Whether a text has a word of another, which may be written in the other language (`abroad`)."""
    return any(_has(each, text) for each in ((term, *_translated(term)) if abroad else (term,)))


def is_of(label: str, said: set[str]) -> bool:
    """Whether what the label is a name of, its last word that says something, is one of the words."""
    named = [word.term for word in words(label) if word.term in content(label) - _heads()] or [word.term for word in words(label)]
    return not named or any(named[-1] == each or (not each.isascii() and named[-1].endswith(each)) for each in said)


@lru_cache(maxsize=4096)
def keys(text: str) -> frozenset[str]:
    """What a text is made of, part by part, things that are counted alike by one name."""
    alike, zh = _alike(), str(asking_words()["asking"]["zh"])
    found = set[str]()
    for word in words(text):
        letters = (letter for letter in word.term if letter not in zh and not letter.isascii())
        parts = (word.parts or (word.term,)) if word.term.isascii() else tuple(letters)
        found |= {alike.get(part, part) for part in parts if not part.isdigit() and part not in asking()}
    return frozenset(found)


def _done(product: Product, asked: str, wording: Wording) -> tuple[str, ...]:
    """The attributes with a Chinese word that ends in what is asked about where that is one letter behind others."""
    *before, last = [word.term for word in words(asked)] or [""]
    if not before or len(last) != 1 or last.isascii():
        return ()
    labelled = ((name, wording.in_language("zh").label(f"attr.{name}"), value) for name, value in product.attributes.items())
    return tuple(
        name for name, label, value in labelled if any(term.endswith(last) for text in (label, str(value)) for term in _chinese(words(text)))
    )


def _named(label: str, said: set[str], parts: frozenset[str]) -> bool:
    """Whether the name is made of words asked, or has all of several and is of them: a cable lock slot is no cable."""
    own, made = content(label), keys(label)
    return bool(own) and (own <= said or (bool(said) and said <= own and is_of(label, said))) or (len(made) >= _NAMES and made <= parts)


def _said(value: str, asked: set[str]) -> bool:
    """Whether a value is made of words asked or has them all, or has a Chinese one of them."""
    own = _terms(value)
    return any(not each.isascii() for each in own & asked) or (bool(own) and own <= asked) or (bool(asked) and asked <= own)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    found = words(text)
    return frozenset(word.term for word in found if word.term.isascii() and not word.term.isdigit()) | _chinese(found)


def _chinese(found: Sequence[Word]) -> set[str]:
    """With what compounds are made of."""
    every = (term for word in found for term in (word.term, *word.parts))
    return {term for term in every if not term.isascii() and len(term) > 1 and not term[0].isdigit()}


@lru_cache(maxsize=4096)
def _has(term: str, text: str) -> bool:
    return set(_stems(term)) <= _latin(text) if term.isascii() else term in text.replace(" ", "")


@lru_cache(maxsize=4096)
def _latin(text: str) -> frozenset[str]:
    return frozenset(term for word in words(text) for term in (word.term, *word.parts))


def _stems(term: str) -> Iterable[str]:
    return (term,) if " " not in term else map(stem, term.split())


def _translated(term: str) -> tuple[str, ...]:
    return into_chinese((term,)) if term.isascii() else into_english(term)


@cache
def _heads() -> frozenset[str]:
    row = asking_words()["heads"]
    return frozenset((*map(stem, row["en"]), *row["zh"]))


@cache
def _alike() -> dict[str, str]:
    return {stem(str(word)) if str(word).isascii() else str(word): str(row[0]) for row in asking_words()["alike"] for word in row}
