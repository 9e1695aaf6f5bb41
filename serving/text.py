"""Text as it comes from outside."""

from typing import Annotated, Any

from pydantic import BeforeValidator


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]
"""Half a surrogate pair, which broken clients send and JSON allows, becomes "?" instead of a failure further in."""
