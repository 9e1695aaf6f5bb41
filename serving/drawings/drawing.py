"""Draws a product without a picture from its record: kind, form, colours, pattern, size and count."""

import colorsys
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from ...catalogue.facets import AttributeFacet
from ...catalogue.quantities import unit_of
from ...language.amounts import amount
from ...schema.base import Noun
from ...schema.product import AttributeValue, Product, Scalar
from .words import BOX, Kind, between, colours, counts, kinds, of_pattern, shades, tiles

SMALLEST = 0.74
"""Scale of the smallest product of a kind; the largest has 1."""
COPIES, SWATCHES = 3, 4
SIZES = ("volume", "length", "mass")
"""Dimensions that indicate size, the clearest first."""
_COLOUR = re.compile(r"colou?r|颜色|色系|色彩", re.IGNORECASE)
_FORM = re.compile(r"form|style|shape|type|sleeve|length|model|mount|layout|capacity_persons|款|形|型|样式|类型|袖", re.IGNORECASE)
_MIX = 0.35


class Overlay(Noun):
    """A pattern over the product: tiles of `size` units in `colour`, stroked if `line`, else filled."""

    d: str
    size: int
    line: bool
    colour: str


class Drawing(Noun):
    """SVG paths in a 120 x 90 box: `thing` in colour `main`, `part` in `second`, `lines` in `ink`; at `scale`, drawn `copies` times for a pack of
    `count`. `more`: the other colours. `hue` (degrees, background) and `tilt` vary by product id, so that equal records look different."""

    thing: str
    part: str
    lines: str
    main: str
    second: str
    ink: str
    pattern: Overlay | None = None
    scale: float = 1.0
    copies: int = 1
    count: int = 1
    more: tuple[str, ...] = ()
    hue: int = 0
    tilt: int = 0


def drawn(product: Product, ranges: Mapping[str, AttributeFacet]) -> Drawing:
    """`ranges`: the store's attributes by name, to which sizes are relative."""
    number = int.from_bytes(sha256(product.id.encode()).digest()[:6], "big")
    said = " ".join((product.title, *_texts(product.attributes.items(), _FORM)))
    kind = kind_of(product)
    shape = kind.form(said) if kind else BOX
    own, count = list(dict.fromkeys(_colours(product))), _count(product)
    main = own[number % len(own)] if own else _toned(number)
    rest = [each for each in own if each != main]
    return Drawing(
        thing=shape.thing,
        part=shape.part,
        lines=shape.lines,
        main=main,
        second=_second(main, number),
        ink="#ffffff" if _light(main) < 0.45 else "#241c15",
        pattern=_pattern(product, main),
        scale=_scale(product, ranges),
        copies=min(COPIES, count),
        count=count,
        more=tuple(rest[:SWATCHES]),
        hue=_ground(main, number),
        tilt=number // 1009 % 7 * 3 - 9,
    )


def kind_of(product: Product) -> Kind | None:
    """The kind by category, narrowest level first; the title only as a last resort, since it also names uses."""
    texts = (*reversed(product.category), *(part for each in product.translations.values() for part in reversed(each.category)), product.title)
    return next((found for text in texts if (found := named(text)) is not None), None)


def named(text: str) -> Kind | None:
    """The kind of the longest noun in `text`; among equals the last, since earlier nouns tell the use."""
    most: tuple[int, int] = (0, 0)
    best = None
    for kind in kinds():
        for found in kind.nouns.finditer(text):
            weight = (len(found[0]) if found[0].isascii() else 3 * len(found[0]), found.end())
            if weight > most:
                most, best = weight, kind
    return best


def _texts(attributes: Iterable[tuple[str, AttributeValue]], names: re.Pattern[str]) -> Iterator[str]:
    for name, value in attributes:
        if names.search(name):
            yield from (str(one) for one in (value if isinstance(value, tuple) else (value,)))


def _colours(product: Product) -> Iterator[str]:
    """Yield colours from the colour attributes, else from the title, else from the material."""
    named = (part for text in _texts(product.attributes.items(), _COLOUR) for part in between().split(text))
    stated = [found for part in named if (found := colour_of(part))]
    titled = [found] if (found := colour_of(product.title)) else []
    made = [found for text in _texts(product.attributes.items(), re.compile("material|材质|body", re.IGNORECASE)) if (found := colour_of(text))]
    yield from stated or titled or made[:1]


def colour_of(text: str) -> str | None:
    """The colour named in `text`, shaded by a modifier next to the name; None if there is none."""
    found = [
        (len(match[0]) if match[0].isascii() else 3 * len(match[0]), match, colour) for words, colour in colours() if (match := words.search(text))
    ]
    if not found:
        return None
    _, match, colour = max(found, key=lambda each: (each[0], each[1].end()))
    beside = f"{text[: match.start()]}\0{text[match.end() :]}"
    return next((_shaded(colour, how) for how, words in shades().items() if words.search(beside)), colour)


def _shaded(colour: str, how: str) -> str:
    return {"lighter": _mixed(colour, "#ffffff"), "darker": _mixed(colour, "#000000"), "duller": _mixed(colour, "#9a9a9a")}[how]


def _mixed(one: str, other: str, share: float = _MIX) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_rgb(one), _rgb(other), strict=True))


def _rgb(colour: str) -> Sequence[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _light(colour: str) -> float:
    red, green, blue = (each / 255 for each in _rgb(colour))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _toned(number: int) -> str:
    """A muted colour for a product without a stated one."""
    rgb = colorsys.hls_to_rgb(number % 24 / 24, 0.56 + number // 24 % 3 * 0.07, 0.32)
    return "#" + "".join(f"{round(each * 255):02x}" for each in rgb)


def _second(main: str, number: int) -> str:
    share = 0.45 + number // 7 % 4 * 0.1
    return _mixed(main, "#ffffff", share) if _light(main) < 0.72 else _mixed(main, "#6b5a48", share - 0.2)


def _ground(main: str, number: int) -> int:
    """A background hue that differs from the product's."""
    red, green, blue = (each / 255 for each in _rgb(main))
    own = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    hue = number // 97 % 18 * 20
    return int(hue + 120) % 360 if abs(hue - own) < 30 or abs(hue - own) > 330 else hue


def _pattern(product: Product, main: str) -> Overlay | None:
    said = [*_texts(product.attributes.items(), of_pattern()), product.title]
    tile = next((tile for text in said for tile in tiles() if tile.words.search(text)), None)
    if tile is None:
        return None
    return Overlay(d=tile.d, size=tile.size, line=tile.line, colour=_mixed(main, "#ffffff" if _light(main) < 0.6 else "#4a3a2c", 0.5))


def _scale(product: Product, ranges: Mapping[str, AttributeFacet]) -> float:
    """Scale by the first attribute that indicates size, relative to its range in the store."""
    measured: dict[str, float] = {}
    for name, value in product.attributes.items():
        unit, facet = unit_of(name), ranges.get(name)
        if (
            unit
            and unit[0] in SIZES
            and isinstance(value, (int, float))
            and value > 0
            and facet
            and facet.low
            and facet.high
            and facet.high > facet.low
        ):
            share = (math.log(value * unit[1]) - math.log(facet.low)) / (math.log(facet.high) - math.log(facet.low))
            measured.setdefault(unit[0], min(1.0, max(0.0, share)))
    place = next((measured[each] for each in SIZES if each in measured), None)
    return 1.0 if place is None else round(SMALLEST + (1 - SMALLEST) * place, 2)


def _count(product: Product) -> int:
    """Pieces per pack, from attributes or else from "pack of 3", 3支装 in a value or the title."""
    every = [(name.replace("_", " "), one) for name, value in product.attributes.items() for one in (value if isinstance(value, tuple) else (value,))]
    words = counts()
    named = (value for name, value in every if words.attributes.search(name) and not words.others.search(name))
    said = (counted(text) for text in (*(value for _, value in every), product.title) if isinstance(text, str))
    return next((number for number in (*map(_number, named), *said) if number > 1), 1)


def _number(value: Scalar) -> int:
    found = amount(value) if isinstance(value, str) else None
    return int(found.low) if found else int(value) if isinstance(value, (int, float)) else 1


def counted(text: str) -> int:
    """Pieces per pack stated in `text`, else 1."""
    found = counts().said.search(text)
    return _number(next(group for group in found.groups() if group)) if found else 1
