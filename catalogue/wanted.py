"""A condition's value, parsed once as texts, numbers, quantities and flags."""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from ..schema.condition import Condition
from .quantities import Quantity, parse_quantity
from .text import normal
from .verdicts import NEGATIVE

TRUE_WORDS = frozenset({"true", "yes", "y", "1", "是", "有", "支持"})
FALSE_WORDS = frozenset({"false", "no", "n", "0", "否", "无", "没有", "不支持"})
ORDER: dict[str, Callable[[Any, Any], Any]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def flag_of(text: str) -> bool | None:
    """The flag that a `normal` word stands for; None for other words."""
    return True if text in TRUE_WORDS else False if text in FALSE_WORDS else None


def decimal_of(value: object) -> Decimal | None:
    """The exact number; None for other text, flags, NaN and infinity."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True)
class Wanted:
    """`op` is the positive operator (`=` for `!=`); `negative`: invert the verdict."""

    op: str
    negative: bool
    values: tuple[bool | int | float | str, ...]
    unit: str | None

    @classmethod
    def of(cls, condition: Condition) -> "Wanted":
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        return cls(NEGATIVE.get(condition.op, condition.op), condition.op in NEGATIVE, values, condition.unit)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(normal(str(value)) for value in self.values)

    @cached_property
    def flags(self) -> tuple[bool | None, ...]:
        return tuple(value if isinstance(value, bool) else flag_of(text) for value, text in zip(self.values, self.texts, strict=True))

    @cached_property
    def numbers(self) -> tuple[Decimal, ...]:
        """The values as numbers, () if one isn't; "%" as unit or suffix divides by 100."""
        percent = [self.unit == "%" or (isinstance(value, str) and value.strip().endswith("%")) for value in self.values]
        parsed = [decimal_of(value.strip().removesuffix("%") if isinstance(value, str) else value) for value in self.values]
        found = [number / 100 if share else number for number, share in zip(parsed, percent, strict=True) if number is not None]
        return tuple(found) if len(found) == len(self.values) else ()

    @cached_property
    def quantities(self) -> tuple[Quantity | None, ...]:
        """Per value; an unknown unit is ignored."""
        return tuple(self._quantity(value) for value in self.values)

    def _quantity(self, value: bool | int | float | str) -> Quantity | None:
        if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
            return None
        with_unit = parse_quantity(f"{value} {self.unit}") if self.unit else None
        return with_unit or parse_quantity(str(value)) or (Quantity(float(value)) if isinstance(value, float) else None)

    def matches(self, names: tuple[str, ...]) -> bool:
        """True if one of the `normal` names equals (or contains) a wanted text."""
        if self.op == "contains":
            return any(text in name for text in self.texts for name in names)
        return any(text in names for text in self.texts)

    @property
    def textual(self) -> bool:
        return self.op not in ORDER

    @property
    def whole(self) -> bool:
        """True for equality, the only operator for ids."""
        return self.op in ("=", "in")


def code_pattern(name: str) -> re.Pattern[str]:
    """A pattern for a certificate's name with free spacing ("GB31701" in "GB 31701-2015"), as a whole word ("CE" isn't in "device")."""
    runs = re.findall(r"[a-z]+|\d+|[^a-z\d\s\-_/.:]+", normal(name))
    body = r"[\s\-_/.:]*".join(re.escape(run) for run in runs) or r"(?!)"
    before = r"(?<![a-z0-9])" if runs and runs[0].isascii() else ""
    after = r"(?![a-z0-9])" if runs and runs[-1].isascii() else ""
    return re.compile(before + body + after)
