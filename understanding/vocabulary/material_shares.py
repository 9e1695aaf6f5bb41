"""Attributes that state the share of a material: `cotton_pct` for 精梳棉."""

from collections.abc import Iterator, Mapping, Sequence

from ..language.atom import keys
from .concepts import Group, concepts
from .values import Values

_SHARE = "_pct"
_ALL = 100


def shares_of(values: Values, wanted: Sequence[str], own: Mapping[str, Sequence[str]]) -> tuple[tuple[str, int], ...]:
    """What each share attribute must state for a product of `wanted` alone: 100 for its own material, 0 for another material that the attribute may
    have. `own`: concept -> attributes. For a filling or lining the other shares stay open."""
    found: dict[str, int] = {}
    for name, group in _shares(own):
        if (covered := _covered(values, group)) and (set(wanted) <= covered or values.facet.name in own.get("material", ())):
            found[name] = max(found.get(name, 0), _ALL if set(wanted) <= covered else 0)
    return tuple(found.items())


def _shares(own: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Group]]:
    every = concepts()
    groups = [group for concept in every if concept.name == "material" for group in concept.groups.values()]
    for concept in every:
        called = set(map(keys, concept.names))
        for name in own.get(concept.name, ()) if concept.name.endswith(_SHARE) else ():
            yield from ((name, group) for group in groups if called & set(map(keys, group.words)))


def _covered(values: Values, group: Group) -> set[str]:
    known = values.known(group.words, group=group)
    return set(known.values) if known is not None else set()
