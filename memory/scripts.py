"""The Lua scripts that make an operation one atomic round trip (Redis >= 6.2 and Valkey: EVALSHA, cmsgpack; no module)."""

from functools import cache
from importlib.resources import files

_BEHIND_FORGET = ("put", "drop")
SAVING = ("put", "put_writes", "get", "drop", "set_aside")
TURNS = ("acquire", "renew", "release")


@cache
def source(name: str) -> str:
    """The text of a script."""
    folder = files(__package__).joinpath("lua")
    text = folder.joinpath(f"{name}.lua").read_text("utf-8")
    return folder.joinpath("forget.lua").read_text("utf-8") + text if name in _BEHIND_FORGET else text
