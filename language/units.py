"""Units of numbers: money by currency, pieces, and the measures of records."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..catalogue.quantities import units as measures

_NO_UNITS = ("a", "s", "包", "两")
"""Words with too many other meanings after a number."""
_UNLESS = {
    "打": "(?![住底])",
    "顶": "(?!天)",
    "包": "(?![邮干])",
    "in": r"(?!\s*[a-z\d])",
    "成": r"(?=\s*(?:$|[^\w\s]|[以左上到起往之半的\d一二三四五六七八九]))",
}
"""Unit -> lookahead against words that begin with it."""


class Unit(NamedTuple):
    """`kind`: "money", "pieces", "age" … or a dimension; `share`: its worth in its currency or in pieces."""

    kind: str
    share: float = 1.0
    currency: str | None = None
    name: str = ""
    """The spelling in which records are compared, if different."""


@cache
def units() -> dict[str, Unit]:
    """Word in lower case -> unit."""
    rows: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("units.yaml").read_text("utf-8"))
    found = {word: Unit(dimension) for word, (dimension, _) in measures().factors.items() if word not in _NO_UNITS}
    for code, row in rows.pop("money").items():
        found |= {str(word): Unit("money", 1.0, code) for word in row["words"]}
        found |= {str(word): Unit("money", float(part), code) for part, words in row.get("parts", {}).items() for word in words}
    found |= {word: found[name]._replace(name=name) for word, name in rows.pop("spelled").items()}
    for kind, words in rows.items():
        found |= {str(word): Unit("pieces", 12.0) if kind == "dozen" else Unit(kind, 10.0 if kind == "tenths" else 1.0) for word in words}
    return found


@cache
def behind() -> re.Pattern[str]:
    """A unit after a number, as a whole word."""
    others = "|".join(f"{word}{unless}" for word, unless in _UNLESS.items())
    return re.compile(rf"\s?-?(?:{_any(word for word in units() if word not in _UNLESS)}|{others})")


@cache
def before() -> re.Pattern[str]:
    """A currency's sign or code before a number."""
    words = [word for word, unit in units().items() if unit.currency and unit.share == 1 and word not in ("元", "块", "刀", "欧", "圆")]
    latin, signs = ([re.escape(word) for word in sorted(words, key=len, reverse=True) if word[0].isalpha() is plain] for plain in (True, False))
    return re.compile(rf"(?:(?<![a-z])(?:{'|'.join(latin)})|{'|'.join(signs)})\s?$")


def _any(words: Iterable[str]) -> str:
    """Alternatives of the words, longest first; Latin ones end at a word boundary."""
    every = sorted(words, key=len, reverse=True)
    latin, others = ([re.escape(word) for word in every if (word[-1].isascii() and word[-1].isalpha()) is plain] for plain in (True, False))
    return rf"(?:{'|'.join(latin)})(?![a-z\d])|{'|'.join(others)}"
