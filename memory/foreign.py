"""Keys of ours that hold another type than ours, since somebody wrote over them."""

from collections.abc import Mapping
from typing import Any

import redis


def is_foreign(error: Exception) -> bool:
    """Whether a command or script failed for it; scripts and pipelines put words of their own around it."""
    return isinstance(error, redis.ResponseError) and "WRONGTYPE" in str(error)


def foreign(client: Any, kinds: Mapping[str, str]) -> list[str]:
    """Those of the keys that hold another kind than is named."""
    return [key for key, kind in kinds.items() if client.type(key).decode() not in ("none", kind)]


def remove(client: Any, kinds: Mapping[str, str]) -> None:
    """For what is made anew."""
    for key in foreign(client, kinds):
        client.unlink(key)


def set_aside(client: Any, kinds: Mapping[str, str]) -> list[str]:
    """Renames them, for whoever looks into it, in the same slot of a cluster; their names before."""
    found = foreign(client, kinds)
    for key in found:
        client.rename(key, f"{key}-damaged")
    return found
