"""Maps a caller's argument names to a tool's own, including those of the Universal Commerce Protocol."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ...schema.errors import InputError

MEANT = ("ids", "id", "product_ids", "product_id", "supplier_id")
"""Interchangeable names of id arguments; each tool has one."""
UNREAD = ("meta", "context", "signals")
"""Envelope fields of the protocol that a shop may ignore."""


def taken(tool: str, properties: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments by the tool's own names. Raises InputError for an unknown one."""
    named = _unfolded(given)
    own = next((name for name in MEANT if name in properties), "")
    said = next((name for name in MEANT if named.get(name)), "")
    if own and said and own not in named:
        named[own] = _shaped(named.pop(said), properties[own].get("type") == "array")
    if strange := next((name for name in named if name not in properties), None):
        raise InputError(f"{tool} has no argument {strange[:40]!r}; it takes {', '.join(properties)}.")
    return named


def wrong(tool: str, error: ValidationError) -> InputError:
    """A one-sentence error that doesn't repeat the input."""
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "arguments"
    if first["type"] == "missing":
        return InputError(f"{tool} needs {name!r}; see its schema.")
    return InputError(f"{tool}: {name!r} is wrong: {first['msg'][:1].lower()}{first['msg'][1:]}.")


def _unfolded(given: Mapping[str, Any]) -> dict[str, Any]:
    """Unwrap the protocol's envelope: {"meta": …, "catalog": {"ids": …, "pagination": {"limit": …}}}. Raises InputError for `filters`."""
    asked = given.get("catalog")
    inner = asked if isinstance(asked, dict) else {}
    named = {**{name: value for name, value in given.items() if name != "catalog" or not isinstance(asked, dict)}, **inner}
    pages = named.pop("pagination", None)
    limit = {"limit": pages["limit"]} if isinstance(pages, dict) and "limit" in pages else {}
    if named.pop("filters", None):
        raise InputError("'filters' aren't supported; write conditions as `where`, such as 'price<=50, brand in [Acme]'.")
    return {**{name: value for name, value in named.items() if name not in UNREAD}, **limit}


def _shaped(value: Any, several: bool) -> Any:
    if several:
        return value if isinstance(value, list) else [value]
    return value[0] if isinstance(value, list) and len(value) == 1 else value
