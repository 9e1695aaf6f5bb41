"""Products that a message calls by their number or by a title that was shown: readers get a pointer by number in its place, which means them."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ..language.amounts import folded
from ..schema.command import AnyCommand
from ..schema.condition import Condition
from ..schema.product import Product
from ..schema.reading import Language
from ..schema.reference import Reference

_CODE = re.compile(r"(?<![A-Za-z0-9_.-])[A-Za-z0-9][A-Za-z0-9_-]{2,63}(?![A-Za-z0-9_-])")
_DIGITS = 7
"""Figures from which on a number alone may be a product's, and no price or count."""
_LEAST, _LEAST_LATIN = 8, 24
"""Characters of a title that are copied at least: bamboo fiber is none's title."""
FIRST = 91
"""The number of the first such pointer: no list is so long."""
_POINTER = {"zh": "第{}款", "en": "number {}"}


class Named(NamedTuple):
    """The `text` for readers, and what its pointers by number stand for: as it was written, and the product's id."""

    text: str
    meant: tuple[tuple[str, str], ...]


def named(text: str, language: Language, number: Callable[[str], str | None], shown: Sequence[Product]) -> Named:
    """`number` tells the id of the product that a code is of."""
    spans = sorted((*_titles(text, shown), *_codes(text, number)))
    meant, out, place = list[tuple[str, str]](), "", 0
    for start, end, product in spans:
        if start < place:
            continue
        pointer = _POINTER[language].format(FIRST + len(meant))
        out += f"{text[place:start]}{pointer if language == 'zh' else f' {pointer} '}"
        meant.append((text[start:end], product))
        place = end
    return Named(out + text[place:], tuple(meant)) if meant else Named(text, ())


def pointing(commands: Sequence[AnyCommand], of: Named) -> tuple[AnyCommand, ...]:
    """The commands with products in place of the pointers by number that stand for them; what was said of the reader's text is no quote."""
    return tuple(_pointing(one, of) for one in commands) if of.meant else tuple(commands)


def _pointing(command: AnyCommand, of: Named) -> AnyCommand:
    slots = {slot: pointers for slot in ("of", "among", "than") if (pointers := getattr(command, slot, ()))}
    changed: dict[str, Any] = {slot: tuple(_meant(each, of) for each in pointers) for slot, pointers in slots.items()}
    return command.model_copy(update={**changed, "quote": None})


def _meant(pointer: Reference, of: Named) -> Reference:
    place = (pointer.ordinal or 0) - FIRST
    if pointer.kind != "ordinal" or not 0 <= place < len(of.meant):
        return pointer
    written, product = of.meant[place]
    return Reference(kind="described", text=written, conditions=(Condition(id="c0", field="product", op="in", value=(product,)),))


def _codes(text: str, number: Callable[[str], str | None]) -> Iterator[tuple[int, int, str]]:
    for match in _CODE.finditer(text):
        code = match[0]
        may_be = len(code) >= _DIGITS if code.isdecimal() else any(char.isdecimal() or char in "-_" for char in code)
        if may_be and (product := number(code)) is not None:
            yield match.start(), match.end(), product


def _titles(text: str, shown: Sequence[Product]) -> Iterator[tuple[int, int, str]]:
    """Where a title stands from its beginning on, or as much of it as was copied; not where several begin so."""
    said, found = folded(text), dict[int, list[tuple[int, str]]]()
    for product in shown:
        for title in dict.fromkeys((product.title, *(each.title for each in product.translations.values() if each.title))):
            name = folded(title)
            least = _LEAST_LATIN if name[:_LEAST].isascii() else _LEAST
            start = said.find(name[:least]) if len(name) >= least else -1
            if start >= 0:
                size = next((size for size in range(min(len(name), len(said) - start), 0, -1) if said.startswith(name[:size], start)), 0)
                found.setdefault(start, []).append((start + size, product.id))
    for start, ends in found.items():
        last = max(end for end, _ in ends)
        longest = {product for end, product in ends if end == last}
        if len(longest) == 1:
            end = last + (text[last : last + 1] == "…")
            yield start, end, longest.pop()
