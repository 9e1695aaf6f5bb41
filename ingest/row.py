"""A row of a user's file before validation, and a rejected row."""

from typing import Any, Literal, NamedTuple, TypeAlias

Kind = Literal["products", "suppliers", "reviews", "guides", "orders"]
KINDS: tuple[Kind, ...] = ("products", "suppliers", "reviews", "guides", "orders")
Raw: TypeAlias = dict[str, Any]


class Row(NamedTuple):
    """`line` counts from 1: the line in a text file, or the position in a list."""

    file: str
    line: int
    raw: Raw


class Broken(NamedTuple):
    """A rejected row, with the reason in plain words and its content as far as it could be read."""

    file: str
    line: int
    reason: str
    row: Any
