"""Attribute concepts (words/attributes.yaml): which of a catalogue's attributes mean material, colour, capacity …"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ...catalogue.quantities import unit_of
from ..language.atom import keys
from ..language.lexicon import load

COUNT = "数"
"""Suffix of Chinese names of counts: 键数."""
_LIKE = {"filling": "material", "lining": "material"}  # concept -> the concept whose values it shares
Key = tuple[str, ...]


def inside(inner: Key, outer: Key) -> bool:
    """True if all of `inner` stands in `outer`, side by side."""
    return any(outer[start : start + len(inner)] == inner for start in range(len(outer) - len(inner) + 1))


@dataclass(frozen=True)
class Group:
    """One value of a concept in the words of both languages (words/values.yaml). `excluded`: values that don't count; `reaches`: groups of its kinds;
    `mixes`: may be one part among others (a material); `every`: all groups reached are meant, for autumn and winter."""

    words: tuple[str, ...]
    excluded: tuple[Key, ...] = ()
    reaches: tuple[str, ...] = ()
    narrow: bool = False
    mixes: bool = False
    every: bool = False


@dataclass(frozen=True)
class Concept:
    """`units`: dimensions it is measured in; `tail`: words that may follow a value (XL码); `floor`: a bare number is a minimum; `holds`: a capacity,
    so that "up to" is a minimum (a leash for dogs up to 40 kg); `counted`: further nouns for what is counted (8 口, 500颗); `short`: words of values
    that fall short of the name (water-repellent isn't waterproof)."""

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
        """True if a product may have several of its values at once."""
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
    """All concepts of the files, loaded once."""
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
    """True if the value is less than what the attribute's name says: water-repellent, of waterproof."""
    called = concepts_of([attribute])
    return any(word in value.casefold() for concept in concepts() if concept.name in called for word in concept.short)


def reaching(attribute: str, value: str) -> tuple[Group, ...]:
    """The groups of the kinds of `value`, if it is a general name: beech and oak, of wood."""
    called, said = concepts_of([attribute]), keys(value)
    known = (concept.groups for concept in concepts() if concept.name in called)
    return tuple(
        groups[one] for groups in known for group in groups.values() if not group.every and said in map(keys, group.words) for one in group.reaches
    )


def general(attribute: str, value: str, kind: str) -> bool:
    """True if `value` is the general name of which `kind` is one: wood, of beech."""
    part = keys(kind)
    return keys(value) != part and any(part in map(keys, group.words) for group in reaching(attribute, value))


def bare(attribute: str) -> Key:
    """The attribute's name without its unit: `capacity_ml` -> ("capacity",)."""
    name = keys(attribute.replace("_", " "))
    return name[:-1] if len(name) > 1 and unit_of(attribute) else name


def concepts_of(attributes: Sequence[str]) -> dict[str, list[str]]:
    """Concept -> those of `attributes` that it names."""
    named = _named()
    found: dict[str, list[str]] = {}
    for attribute in attributes:
        for name in dict.fromkeys([*named.get(keys(attribute.replace("_", " ")), []), *named.get(bare(attribute), [])]):
            found.setdefault(name, []).append(attribute)
    return found


@cache
def _named() -> dict[Key, list[str]]:
    """Name -> concepts with that name."""
    named: dict[Key, list[str]] = {}
    for concept in concepts():
        for name in concept.names:
            named.setdefault(keys(name), []).append(concept.name)
    return named


def counted(attribute: str) -> list[str]:
    """The nouns that an attribute counts, alone and with each word before them, in both languages: `usb_2_0_ports_quantity` -> ports, usb ports, usb
    口. [] if the attribute is no count."""
    words = attribute.removesuffix("_quantity").removesuffix("_count").removeprefix("number_of_").split("_")
    if "_".join(words) == attribute:
        return []
    same = next((concept for concept in concepts() if words[-1] in concept.names), None)
    nouns = dict.fromkeys((words[-1], *(same.names + same.counted if same else ())))
    before = [word for word in words[:-1] if not any(map(str.isdecimal, word)) and len(word) > 1]
    return [*nouns, *(f"{word} {noun}" for word in before for noun in nouns)]
