"""Sites whose pages may ask, though they are another's."""

import re

from ...schema.errors import InputError

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?")


def origins(written: str | None) -> tuple[str, ...]:
    """Each by its name, as a browser sends it. Raises InputError for what is none: they may ask with the buyer's cookie, which `*` would let
    any page do."""
    named = tuple(part.strip().rstrip("/").lower() for part in (written or "").split(",") if part.strip())
    if wrong := next((name for name in named if not _ORIGIN.fullmatch(name)), None):
        raise InputError(f"DAOGOU_CORS_ORIGINS has {wrong!r}; name each site whose pages may ask, like https://shop.example (no * and no path).")
    return named
