"""Standards by their codes: GB/T 22844, ISO/IEC 21964, BIFMA X5.1. A record that states one meets it, whatever its year and spacing."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...catalogue.text import normal
from ...catalogue.wanted import code_pattern
from ...understanding.reader import Reader

_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,6}(?:/[A-Z]{1,4})*(?:[\s-]?\d{3,}|[\s-][A-Z]\d+)(?:\.\d+)*(?![A-Za-z0-9])(?:[-—:](?:19|20)\d\d(?!\d))?")
_YEAR = re.compile(r"[-—:](?:19|20)\d\d$")


def codes(text: str) -> tuple[str, ...]:
    """Without their years."""
    return tuple(dict.fromkeys(_YEAR.sub("", found[0]) for found in _CODE.finditer(text)))


def in_codes(text: str) -> Iterator[re.Match[str]]:
    """Where they stand, with their years."""
    return _CODE.finditer(text)


def without_codes(text: str) -> str:
    return _CODE.sub(" ", text)


def recorded(text: str, stated: Iterable[str], reader: Reader) -> Iterator[dict[str, Any]]:
    """The attributes of such goods whose values name a standard that the text names, with those values."""
    patterns = [code_pattern(code) for code in codes(text)]
    facets = [facet for name in stated if (facet := reader.vocabulary.attributes.get(name)) is not None] if patterns else []
    for facet in facets:
        values = [str(value.value) for value in facet.values if any(pattern.search(normal(str(value.value))) for pattern in patterns)]
        if values:
            yield {"attribute": facet.name, "op": "contains", "value": values if len(values) > 1 else values[0]}


def of_another(value: object, text: str) -> bool:
    """Whether it names a standard, and none that the text names (GB 18401 A 类 is no GB 31701 A 类), or the letters of one alone."""
    if any(code.startswith(str(value)) and code != value for code in codes(text)):
        return True
    own = [code for part in (value if isinstance(value, list) else [value]) for code in codes(str(part))]
    asked = {normal(code).replace(" ", "") for code in codes(text)}
    return bool(own and asked) and not asked & {normal(code).replace(" ", "") for code in own}
