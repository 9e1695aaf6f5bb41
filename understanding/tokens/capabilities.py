"""Capabilities of suppliers, as buyers ask for them and as records state them. The words are in words/capabilities.yaml."""

from collections.abc import Collection
from functools import cache
from typing import Any

from ..language.atom import atoms
from ..language.lexicon import load
from ..language.phrases import Meaning, Phrases


def capabilities_in(text: str) -> tuple[str, ...]:
    """The capabilities that a message asks about, each once: "do they do OEM, and can they make samples?"."""
    return tuple(dict.fromkeys(name for name, _ in _found(text)))


def capability_phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text that name a capability."""
    return tuple(phrase for _, phrase in _found(text))


def _found(text: str) -> list[tuple[str, str]]:
    pieces, found, place = atoms(text), list[tuple[str, str]](), 0
    while place < len(pieces):
        end, meanings = _phrases().longest(pieces, place)
        found += [(str(meaning.value), text[pieces[place].start : pieces[end - 1].end]) for meaning in meanings]
        place = max(end, place + 1)
    return found


def stated(name: str, capabilities: Collection[str]) -> tuple[str, ...]:
    """The entries of a record's `capabilities` that mean yes."""
    means = {str(word).casefold() for word in _words()[name]["means"]}
    return tuple(one for one in capabilities if one.casefold() in means)


def means(name: str) -> tuple[str, ...]:
    """The words of records that mean yes to the capability; () for an unknown name."""
    row = _words().get(name)
    return tuple(str(word) for word in row["means"]) if row else ()


def meant(values: Collection[str]) -> str | None:
    """The capability that exactly these words mean, in this order if several do; None if there is none."""
    found = [name for name in _words() if set(means(name)) == set(values)]
    return next((name for name in found if means(name) == tuple(values)), next(iter(found), None))


@cache
def known() -> frozenset[str]:
    """All words of records that state a capability, in lower case."""
    return frozenset(str(word).casefold() for row in _words().values() for word in row["means"])


def label(name: str, language: str) -> str:
    return str(_words()[name]["label"][("zh", "en").index(language)])


@cache
def _words() -> dict[str, Any]:
    return load("capabilities")


@cache
def _phrases() -> Phrases:
    found = Phrases()
    for name, capability in _words().items():
        for phrase in capability["says"]:
            found.add(str(phrase), Meaning("capability", name))
    return found
