"""Origins allowed to send cross-site requests."""

import re

from ...schema.errors import InputError

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?")


def origins(written: str | None) -> tuple[str, ...]:
    """Parse the origins as browsers send them. Raises InputError for invalid ones, including `*`: they may send the buyer's cookie."""
    named = tuple(part.strip().rstrip("/").lower() for part in (written or "").split(",") if part.strip())
    if wrong := next((name for name in named if not _ORIGIN.fullmatch(name)), None):
        raise InputError(f"DAOGOU_CORS_ORIGINS has {wrong!r}; name each allowed origin, like https://shop.example (no * and no path).")
    return named
