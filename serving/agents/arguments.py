"""What callers name the arguments of a tool: as it does, as the Universal Commerce Protocol does, or otherwise and plainly the same."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ...schema.errors import InputError

MEANT = ("ids", "id", "product_ids", "product_id", "supplier_id")
"""Names under which ids come; each tool has one of them."""
UNREAD = ("meta", "context", "signals")
"""Of the protocol: who asks, and hints that a shop may leave alone."""


def taken(tool: str, properties: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments by the names of the tool's own. Raises InputError for one that it hasn't."""
    named = _unfolded(given)
    own = next((name for name in MEANT if name in properties), "")
    said = next((name for name in MEANT if named.get(name)), "")
    if own and said and own not in named:
        named[own] = _shaped(named.pop(said), properties[own].get("type") == "array")
    if strange := next((name for name in named if name not in properties), None):
        raise InputError(f"{tool} has no argument {strange[:40]!r}; it takes {', '.join(properties)}.")
    return named


def wrong(tool: str, error: ValidationError) -> InputError:
    """In a sentence, without what was sent."""
    first = error.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "arguments"
    if first["type"] == "missing":
        return InputError(f"{tool} needs {name!r}; see its schema.")
    return InputError(f"{tool}: {name!r} is wrong: {first['msg'][:1].lower()}{first['msg'][1:]}.")


def _unfolded(given: Mapping[str, Any]) -> dict[str, Any]:
    """Without the protocol's envelope: {"meta": …, "catalog": {"ids": …, "pagination": {"limit": …}}}."""
    asked = given.get("catalog")
    inner = asked if isinstance(asked, dict) else {}
    named = {**{name: value for name, value in given.items() if name != "catalog" or not isinstance(asked, dict)}, **inner}
    pages = named.pop("pagination", None)
    limit = {"limit": pages["limit"]} if isinstance(pages, dict) and "limit" in pages else {}
    if named.pop("filters", None):
        raise InputError("'filters' aren't read here; write conditions as `where`, such as 'price<=50, brand in [Acme]'.")
    return {**{name: value for name, value in named.items() if name not in UNREAD}, **limit}


def _shaped(value: Any, several: bool) -> Any:
    if several:
        return value if isinstance(value, list) else [value]
    return value[0] if isinstance(value, list) and len(value) == 1 else value
