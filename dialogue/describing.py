"""What the words of a pointer describe: conditions that records are judged by, else words that are looked for in them."""

import re
from collections.abc import Iterator

from ..catalogue.quantities import in_unit_of
from ..language.amounts import amount
from ..schema.command import Want
from ..schema.condition import Condition, Op
from ..schema.reference import Place, Reference
from .linking import Linker

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 24
"""Letters of Chinese, or words of Latin letters, that are tried in parts."""


def described(reference: Reference, category: str | None, linker: Linker) -> Reference:
    """Of goods of that category. Words that name a shelf tell which list is meant: "the first pole" is the first of the poles, "the paper" all of it
    that is called so, "the titanium flask" those of the flasks that are of titanium."""
    if not reference.words or reference.kind not in ("ordinal", "extreme", "described"):
        return reference
    words = reference.words[0]
    held = _held(words, category, linker) if reference.kind == "described" else ()
    valued = bool(held) and all(one.hard for one in held)  # what a search for the words ends at is not what they name
    goods = linker.talked(words) if not valued and (reference.place is None or reference.kind != "described") else None
    if goods is None and reference.kind == "ordinal":
        return reference.model_copy(update={"words": ()})
    if reference.conditions:
        return reference
    if goods is None:
        held = _conditions(words, category, linker)
        left = reference.words[1:] if all(one.hard for one in held) else reference.words  # what only comes near is looked for as words first
        return reference.model_copy(update={"conditions": held, "words": left}) if held else reference
    place = Place(about=goods) if reference.place is None and (goods != category or linker.listed(goods)) else reference.place
    if reference.kind != "described":
        return reference.model_copy(update={"place": place})
    parts = [part for part, rest in _parts(words) if linker.talked(rest) == goods and not linker.whole(words, rest)]
    told = next((part for part in parts if _conditions(part, goods, linker)), parts[-1] if parts else None)
    if told is not None:
        held = _conditions(told, goods, linker)
        return reference.model_copy(update={"conditions": held, "words": () if held else (told,), "place": place})
    whole = "focus" if reference.count == 1 else "all"
    return reference.model_copy(update={"kind": whole, "count": 0, "place": place})


def says_more(words: str, goods: str, linker: Linker) -> bool:
    """Whether the words tell more of the goods than what their shelf is called."""
    return any(linker.talked(rest) == goods and not linker.whole(words, rest) for _, rest in _parts(words))


def _parts(words: str) -> Iterator[tuple[str, str]]:
    """The words in two, the longest second part first."""
    if words.isascii():
        said = words.split()
        yield from ((" ".join(said[:cut]), " ".join(said[cut:])) for cut in range(1, min(len(said), _LONGEST)))
    else:
        yield from ((words[:cut].strip(" 的"), words[cut:].strip()) for cut in range(1, min(len(words), _LONGEST)) if words[cut].strip())


def _conditions(words: str, category: str | None, linker: Linker) -> tuple[Condition, ...]:
    """What the words say of such goods; of a bare number that nothing states so it is the price."""
    if held := _held(words, category, linker):
        return held
    for one, other in _parts(words):
        if (first := _held(one, category, linker)) and (second := _held(other, category, linker)):
            return (*first, *second)
    if _FIGURE.fullmatch(words):
        field = linker.measured(Want(value=float(words)), category) or "price"
        return tuple(Condition(id="c0", field=field, op=op, value=value, text=words) for op, value in costs(float(words)))
    return tuple(_measured(words, category, linker))


def _measured(words: str, category: str | None, linker: Linker) -> Iterator[Condition]:
    """A number with its unit, by its whole part too: the 17 inch one has 17.3."""
    said = amount(words)
    if said is None or not said.unit or said.currency is not None or said.start or said.end < len(words.strip()):
        return
    field = linker.measured(Want(value=said.value, unit=said.unit), category) or (linker.sized(category) if said.kind == "length" else None)
    for op, value in costs(said.value) if field is not None else ():
        own = in_unit_of(str(field), value, said.unit)
        yield Condition(id="c0", field=str(field), op=op, value=round(own, 6), text=words)


def costs(value: float) -> tuple[tuple[Op, float], ...]:
    """How what is so much is called: by its whole part too."""
    return ((">=", value), ("<", value + 1)) if float(value).is_integer() else (("=", value),)


def _held(words: str, category: str | None, linker: Linker) -> tuple[Condition, ...]:
    found = linker.values(Want(value=words), category)
    return tuple(one.model_copy(update={"text": words}) for one in found if one.field not in ("price", "quantity"))
