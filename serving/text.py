"""Text as it comes from outside."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]
"""Half a surrogate pair, which broken clients send and JSON allows, becomes "?" instead of a failure further in."""

LONGEST = 20_000
"""Characters of a message: a pasted list fits, of which the first 2,000 are read (and the reply says so); more would only be kept and sent about."""


def _short(value: str) -> str:
    if len(value) > LONGEST:
        raise PydanticCustomError(
            "string_too_long", "the message has {length} characters; {most} are the most", {"length": len(value), "most": LONGEST}
        )
    return value


Message = Annotated[Text, AfterValidator(_short), Field(min_length=1, json_schema_extra={"maxLength": LONGEST})]
