"""Attribute concepts (words/attributes.yaml): which of a catalogue's attributes mean material, colour, capacity …"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ...catalogue.quantities import unit_of
from ..language.atom import keys
from ..language.lexicon import load

COUNT = "数"
"""Behind what is counted, in the names of counts: 键数."""
_LIKE = {"filling": "material", "lining": "material"}  # their values are materials too
Key = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One value of a concept in the words of both languages (words/values.yaml); what `mixes` may be one part of a thing among others. Of what
    `every` one reaches a thing is to have all: for autumn and winter."""

    words: tuple[str, ...]
    excluded: tuple[Key, ...] = ()
    reaches: tuple[str, ...] = ()
    narrow: bool = False
    mixes: bool = False
    every: bool = False


@dataclass(frozen=True)
class Concept:
    """`units` are the dimensions in which it is measured; `tail` words may follow a value (XL码); of a `floor` a bare number is the least.
    Of what `holds`, it is the most that a thing is for, so that the most of that is the least of it: a leash for dogs up to 40 kg bears 40 or more.
    `counted` are further nouns for what is counted: 8 口 where `ethernet_ports_quantity` is stated, 500颗 where `pieces` are.
    Values with one of the words of `short` fall short of the name: what is water-repellent isn't waterproof."""

    name: str
    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    floor: bool = False
    holds: bool = False
    short: tuple[str, ...] = ()

    @property
    def together(self) -> bool:
        """Whether several of its values may be wanted of one thing."""
        return any(group.every for group in self.groups.values())


def _group(row: object, mixes: bool) -> Group:
    if not isinstance(row, dict):
        return Group(tuple(str(word) for word in row), mixes=mixes)  # type: ignore[attr-defined]
    excluded = tuple(keys(word) for word in row.get("except", ()))
    return Group(
        tuple(str(word) for word in row["words"]), excluded, tuple(row.get("reaches", ())), bool(row.get("narrow")), mixes, bool(row.get("every"))
    )


@cache
def concepts() -> tuple[Concept, ...]:
    """Every concept of the files, read once."""
    values = load("values")
    return tuple(
        Concept(
            name,
            tuple(row["names"]),
            tuple(row.get("units", ())),
            tuple(row.get("tail", ())),
            tuple(row.get("counted", ())),
            {value: _group(group, _LIKE.get(name, name) == "material") for value, group in (values.get(_LIKE.get(name, name)) or {}).items()},
            bool(row.get("floor")),
            bool(row.get("holds")),
            tuple(row.get("short", ())),
        )
        for name, row in load("attributes").items()
    )


def falls_short(attribute: str, value: str) -> bool:
    """Whether a value of the attribute is less than what the attribute's name says by itself."""
    called = concepts_of([attribute])
    return any(word in value.casefold() for concept in concepts() if concept.name in called for word in concept.short)


def reaching(attribute: str, value: str) -> tuple[Group, ...]:
    """The groups of values that are kinds of it, where it is the name of all of them: beech and oak, of wood."""
    called, said = concepts_of([attribute]), keys(value)
    known = (concept.groups for concept in concepts() if concept.name in called)
    return tuple(
        groups[one] for groups in known for group in groups.values() if not group.every and said in map(keys, group.words) for one in group.reaches
    )


def general(attribute: str, value: str, kind: str) -> bool:
    """Whether a value of the attribute is the name of all such things, of which the other is a kind: wood, of beech."""
    part = keys(kind)
    return keys(value) != part and any(part in map(keys, group.words) for group in reaching(attribute, value))


def bare(attribute: str) -> Key:
    """An attribute's name without its unit: `capacity_ml` -> ("capacity",)."""
    name = keys(attribute.replace("_", " "))
    return name[:-1] if len(name) > 1 and unit_of(attribute) else name


def concepts_of(attributes: Sequence[str]) -> dict[str, list[str]]:
    """Concept -> those of `attributes` that are called so."""
    named = _named()
    found: dict[str, list[str]] = {}
    for attribute in attributes:
        for name in dict.fromkeys([*named.get(keys(attribute.replace("_", " ")), []), *named.get(bare(attribute), [])]):
            found.setdefault(name, []).append(attribute)
    return found


@cache
def _named() -> dict[Key, list[str]]:
    """Name -> concepts called so."""
    named: dict[Key, list[str]] = {}
    for concept in concepts():
        for name in concept.names:
            named.setdefault(keys(name), []).append(concept.name)
    return named


def counted(attribute: str) -> list[str]:
    """What an attribute counts, by its noun and by each word before it, in both languages: `usb_2_0_ports_quantity` -> ports, usb ports, usb 口;
    `needle_count` -> needle; [] where it is no count."""
    words = attribute.removesuffix("_quantity").removesuffix("_count").removeprefix("number_of_").split("_")
    if "_".join(words) == attribute:
        return []
    same = next((concept for concept in concepts() if words[-1] in concept.names), None)
    nouns = dict.fromkeys((words[-1], *(same.names + same.counted if same else ())))
    before = [word for word in words[:-1] if not any(map(str.isdecimal, word)) and len(word) > 1]
    return [*nouns, *(f"{word} {noun}" for word in before for noun in nouns)]
