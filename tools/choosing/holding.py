"""Whether a stated value is what a sentence asks for."""

import operator
import re
from collections.abc import Callable
from functools import lru_cache

from ...catalogue.quantities import unit_of
from ...catalogue.text import normal
from ...schema.guide import Criterion
from ...schema.product import AttributeValue
from ..claims.measured import ladder, quantity, rung

_ORDERS: dict[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_UNLIKE = re.compile(r"(?:[非不无免半]|(?<![a-z])(?:non|no|not|without|semi|half)[\s-]+)$")
"""What makes another thing of the value behind it."""


def holds(value: AttributeValue, criterion: Criterion) -> bool:
    """What states a range ("2700-4000", "56-58 HRC") holds where both its ends do; a grade is held against the rungs of its ladder."""
    wanted = criterion.value
    if isinstance(value, str) and is_number(wanted) and (ends := quantity(value, criterion.unit or unit(criterion.attribute) or "")):
        return all(holds(end, criterion) for end in ends)
    if criterion.op in _ORDERS and (grade := ladder(wanted)) is not None:
        return any((own := rung(part, grade[0])) is not None and _ORDERS[criterion.op](own, grade[1]) for part in _parts(value))
    if criterion.op in ("contains", "in"):
        options = wanted if isinstance(wanted, list) else [wanted]
        return any(_stands(normal(str(option)), normal(str(part))) for option in options for part in _parts(value))
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return (criterion.upto is None or value <= criterion.upto) and bool(
            {"=": value == wanted, ">=": value >= wanted, "<=": value <= wanted, ">": value > wanted, "<": value < wanted}.get(
                criterion.op or "", False
            )
        )
    return criterion.op == "=" and str(value).casefold() == str(wanted).casefold()


def comparable(value: AttributeValue, criterion: Criterion) -> bool:
    """Whether the value stated can be held against the number or grade asked for."""
    if isinstance(value, str) and is_number(criterion.value):
        return quantity(value, criterion.unit or unit(criterion.attribute) or "") is not None
    if (grade := ladder(criterion.value)) is not None:
        return all(rung(part, grade[0]) is not None for part in _parts(value))
    return is_number(value) and is_number(criterion.value)


def unit(attribute: str) -> str | None:
    """An attribute's own, by the end of its name."""
    return attribute.rsplit("_", 1)[-1] if unit_of(attribute) else None


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _parts(value: AttributeValue) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _stands(option: str, text: str) -> bool:
    """Whether it is in the text, and neither the end of another word nor denied: unmanaged is not managed, nor is 非网管 网管."""
    return option in text and any(not _UNLIKE.search(text[: found.start()]) for found in _word(option).finditer(text))


@lru_cache(maxsize=4096)
def _word(option: str) -> re.Pattern[str]:
    return re.compile((r"(?<![a-z])" if option[:1].isascii() else "") + re.escape(option))
