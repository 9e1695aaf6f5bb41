"""Keys of ours that hold another Redis type, because somebody overwrote them."""

from collections.abc import Mapping
from typing import Any

import redis


def is_foreign(error: Exception) -> bool:
    """True for a WRONGTYPE error, also within the message of a script or pipeline."""
    return isinstance(error, redis.ResponseError) and "WRONGTYPE" in str(error)


def foreign(client: Any, kinds: Mapping[str, str]) -> list[str]:
    """The keys whose type isn't the one in `kinds`."""
    return [key for key, kind in kinds.items() if client.type(key).decode() not in ("none", kind)]


def remove(client: Any, kinds: Mapping[str, str]) -> None:
    """Delete the keys of another type; their content can be rebuilt."""
    for key in foreign(client, kinds):
        client.unlink(key)


def set_aside(client: Any, kinds: Mapping[str, str]) -> list[str]:
    """Rename the keys of another type to KEY-damaged, for inspection, and return their former names."""
    found = foreign(client, kinds)
    for key in found:
        client.rename(key, f"{key}-damaged")
    return found
