"""A row of a user's file before it is a record, and a row that can't become one."""

from typing import Any, Literal, NamedTuple, TypeAlias

Kind = Literal["products", "suppliers", "reviews", "guides", "orders"]
KINDS: tuple[Kind, ...] = ("products", "suppliers", "reviews", "guides", "orders")
Raw: TypeAlias = dict[str, Any]


class Row(NamedTuple):
    """`line` counts from 1: the line of a text file, the place in a list."""

    file: str
    line: int
    raw: Raw


class Broken(NamedTuple):
    """A rejected row: why, in plain words, and what stood there as far as it could be read."""

    file: str
    line: int
    reason: str
    row: Any
