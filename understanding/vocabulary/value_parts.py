"""The beginnings and endings of recorded values, which buyers use for the whole: AA级 of 国AA级, straw of "Straw lid"."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ...catalogue.facets import AttributeFacet, ValueFacet
from ..language.atom import keys
from .concepts import Key
from .known_value import Known
from .spoken import spoken
from .values import LONGEST, UNLIKE, Values

Recorded = Callable[[str, str], frozenset[str]]
"""(category, attribute) -> the texts that its products have."""
_ALONE = UNLIKE | {"仅", "只", "only"}
_JOINING = frozenset({"and", "or", "with", "of", "in", "to", "转", "和", "带", "的", "-", "+", "/"})


def had(values: Values, category: str | None, recorded: Recorded | None) -> Values:
    """The values that products of the category have; all values if that is unknown."""
    if recorded is None or category is None:
        return values
    own = recorded(category, values.facet.name)
    return Values(replace(values.facet, values=tuple(value for value in values.facet.values if value.value in own)))


def pieces_of(attributes: Iterable[Values], own: bool) -> dict[Key, Known]:
    """The pieces that values of exactly one attribute begin or end with. With `own=False`, only attributes that a single category states."""
    found: dict[Key, list[Known]] = {}
    for values in attributes:
        for piece, known in _of(values.facet) if own or len(values.facet.categories) == 1 else ():
            found.setdefault(piece, []).append(known)
    return {piece: known[0] for piece, known in found.items() if len(known) == 1 and not spoken(" ".join(piece))}


def _of(facet: AttributeFacet) -> Iterator[tuple[Key, Known]]:
    found: dict[Key, list[ValueFacet]] = {}
    for value in facet.values:
        texts = [keys(str(text)) for text in (value.value, *value.aliases)]
        for piece in dict.fromkeys(piece for text in texts if len(text) <= LONGEST for piece in _ends(text)):
            found.setdefault(piece, []).append(value)
    for piece, have in found.items():
        if 1 < len(have) == len(facet.values):
            continue  # "grade" of grade A and grade AA identifies neither
        names = tuple(str(value.value) for value in have)
        yield piece, Known(facet.name, names, " ".join(piece), True, sum(value.count for value in have), free=False)


def _ends(text: Key) -> Iterator[Key]:
    """The whole value, and its beginnings and endings of two characters or one word at least; not what the value denies (内胆 of 无内胆) or limits to
    a part (可洗 of 仅枕套可洗)."""
    if _is_distinctive(text) and text[0] not in _ALONE:
        yield text
    for cut in range(1, len(text)):
        if text[0] not in _ALONE and _is_distinctive(text[:cut]):
            yield text[:cut]
        if text[cut - 1] in _ALONE:
            return
        if _is_distinctive(text[cut:]):
            yield text[cut:]


def _is_distinctive(piece: Key) -> bool:
    return len("".join(piece)) > 1 and any(part[:1].isalpha() for part in piece) and not {piece[0], piece[-1]} & _JOINING
