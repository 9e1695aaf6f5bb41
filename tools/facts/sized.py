"""Which of the sizes that a record states is for whom the buyer measured: M (6-12 months), of a baby of eight; 73, of one of 72 cm."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ...catalogue.sized import known, range_of, words_of_sizes
from ...schema.product import AttributeValue
from ..decisions.sizes import Fitting
from ..wording.wording import Wording

_APART = re.compile(r"[、,，;；]\s*")


def fitting(value: AttributeValue | None, case: Mapping[str, float]) -> Fitting | None:
    """By the first of what was measured that the sizes are told by; None where they are told by none of it."""
    sizes = [str(one) for one in (value if isinstance(value, tuple) else _APART.split(value) if isinstance(value, str) else ())]
    if len(sizes) < 2:
        return None
    for key, measured in known(case).items():
        ranges = [range_of(size, key) for size in sizes]
        if all(one is not None for one in ranges):
            within = (size for size, one in zip(sizes, ranges, strict=True) if one is not None and one[0] <= measured < one[1])
            top = (size for size, one in zip(sizes, ranges, strict=True) if one is not None and measured == one[1])
            return Fitting(key, measured, next(within, None) or next(top, None))
    if (tall := known(case).get("height_cm")) is not None and (heights := _heights(sizes)):
        return Fitting("height_cm", tall, next((size for size, height in heights if height >= tall), None))
    return None


def within(value: AttributeValue | None, called: Sequence[str], case: Mapping[str, float]) -> Fitting | None:
    """Whether what was measured is within what goods are for, by a field that is `called` so; None where it tells of none of it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    names = {name.casefold() for name in called}
    of = next((key for key, limits in words_of_sizes()["limits"].items() if key in known(case) and not names.isdisjoint(limits)), None)
    return None if of is None else Fitting(of, known(case)[of], None, known(case)[of] <= value)


def too_much(attributes: Mapping[str, AttributeValue], language: str, case: Mapping[str, float]) -> bool:
    """Whether what was measured is more than a record says that it is for."""
    fits = (within(value, (name, *_labels(name, language)), case) for name, value in attributes.items()) if case else ()
    return any(one is not None and not one.within for one in fits)


@lru_cache(maxsize=4096)
def _labels(name: str, language: str) -> tuple[str, ...]:
    return tuple(Wording(each).label(f"attr.{name}") for each in dict.fromkeys((language, "zh", "en")))


def _heights(sizes: list[str]) -> list[tuple[str, float]]:
    """Each with its number, the least first; [] where they aren't all such."""
    low, high = words_of_sizes()["heights"]
    numbers = [(size, float(size)) for size in sizes if size.replace(".", "", 1).isdecimal() and low <= float(size) <= high]
    return sorted(numbers, key=lambda one: one[1]) if len(numbers) == len(sizes) else []
