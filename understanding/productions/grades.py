"""Values that are grades of one scale: IPX5, IPX7."""

import re
from dataclasses import replace

from ..tokens.cursor import Cursor
from ..vocabulary.known_value import Known

_GRADE = re.compile(r"([A-Za-z]+)(\d+)([A-Za-z]?)(?![A-Za-z\d])")


def better(cursor: Cursor, alternatives: list[Known]) -> list[Known]:
    """`alternatives` with all higher grades of the attribute (same letters, higher number or later letter), if "at least" is said: IPX5以上."""
    ahead = cursor.token.value("bound_after") if cursor.token is not None else None
    before = cursor.back("bound", skipping=("stop", "filler"))
    mark = _GRADE.fullmatch(alternatives[0].word)
    if ">=" not in (ahead, before.value("bound") if before is not None else None) or mark is None or len(alternatives) > 1:
        return alternatives
    if ahead == ">=":
        cursor.take("bound_after")
    facet = cursor.message.vocabulary.attributes[alternatives[0].attribute]
    grades = [(value, _GRADE.match(value.value)) for value in facet.values]
    fitting = [value.value for value, own in grades if own and own[1].lower() == mark[1].lower() and _rank(own) >= _rank(mark)]
    return [replace(alternatives[0], values=tuple(fitting))] if fitting else alternatives


def _rank(grade: re.Match[str]) -> tuple[int, str]:
    return int(grade[2]), grade[3].lower()
