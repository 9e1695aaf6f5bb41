"""The words that may leave the house: the catalogue's own, the trade's and the guides'.

A query is put together from these strings as they stand in the catalogue. Of what the buyer typed nothing is copied, so that no name, number or
address of his can be in it.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml

from ...catalogue.catalogue import Catalogue
from ...catalogue.certificates import certificates
from ...retrievers.analysis import words
from ...retrievers.dictionary import into_other
from ...retrievers.lexicon import accessories, synonym_groups

Path = tuple[str, ...]
_LONGEST = 6
_VALUES = 200
"""Of an attribute, the commonest."""


def angles() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("angles.yaml").read_text("utf-8"))
    return loaded


class PublicWords:
    """Terms as the analyser finds them -> the public spelling."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def goods(self, text: str, language: str) -> str:
        """The names of things in it, in public spelling and in that language; "" where it names none, or one that we can't say in it."""
        found = [in_language(name, language) for name in _found(text, self._goods)]
        return " ".join(found) if all(found) else ""

    def term(self, text: str) -> str:
        """The words of the trade in it: certificates, properties and their values, things, words of guides' titles, and what is asked of goods."""
        return " ".join(_found(text, self._terms))

    @cached_property
    def _goods(self) -> dict[Path, str]:
        facets = self._catalogue.facets()
        categories = (name for facet in facets.categories for path in (facet.path, *facet.aliases.values()) for name in path)
        things = (word for group in synonym_groups() for word in group)
        return _index([*accessories(), *things, *categories])

    @cached_property
    def _terms(self) -> dict[Path, str]:
        facets, plain = self._catalogue.facets(), {term for word in angles()["plain"] for term in _path(word)}
        titles = [word.term for guide in self._catalogue.guides() for word in words(guide.title)]
        stated = (said for facet in facets.attributes for value in facet.values[:_VALUES] for said in (value.value, *value.aliases))
        values = [said for said in stated if any(map(str.isalpha, said))]
        named = [facet.name.replace("_", " ") for facet in facets.attributes]
        papers = [name for row in certificates()["names"] for name in (row["word"], *row["says"])]
        single = [word for word in titles if word not in plain and not word.isdigit()]
        asked = [word for rows in angles()["asked"].values() for word in rows]
        return {
            **_index(single),
            **_index(values),
            **_index(asked),
            **self._goods,
            **_index([*named, *(name for name, _ in facets.certifications), *papers]),
        }


def in_language(name: str, language: str) -> str:
    """The name, or the first other word for the same thing in that language; "" where there is none."""
    if is_chinese(name) == (language == "zh"):
        return name
    others = (word for group in synonym_groups() if name in group for word in group)
    return next((word for word in others if is_chinese(word) == (language == "zh")), "")


def called(name: str, language: str) -> str:
    """What goods are called in that language, where their shelf's name is in the other one: by the dictionary, else by the last word of the name."""
    if is_chinese(name) == (language == "zh"):
        return name
    ways = (name.casefold(), name.casefold().split()[-1]) if name.isascii() and name.strip() else (name,)
    return next((found for way in ways for found in (in_language(way, language), *into_other(way)[:1]) if found), name)


def is_chinese(text: str) -> bool:
    """Whether any of it is."""
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def _index(names: Iterable[str]) -> dict[Path, str]:
    return {path: name for name in names if 0 < len(path := _path(name)) <= _LONGEST}


def _path(text: str) -> Path:
    return tuple(word.term for word in words(text))


def _found(text: str, known: dict[Path, str]) -> Iterator[str]:
    """The longest known phrases, from the left, each once."""
    path, place, said = _path(text), 0, set[str]()
    while place < len(path):
        size = next((size for size in range(min(_LONGEST, len(path) - place), 0, -1) if path[place : place + size] in known), 0)
        name = known[path[place : place + size]] if size else ""
        if name and name not in said:
            said.add(name)
            yield name
        place += size or 1
