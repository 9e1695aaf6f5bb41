"""Validated text from requests."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole)]
"""Lone surrogates, which JSON allows and broken clients send, become "?" instead of failing later."""

LONGEST = 20_000
"""Characters of a message: enough for a pasted list, of which the first 2,000 are read (the reply says so)."""


def _short(value: str) -> str:
    if len(value) > LONGEST:
        raise PydanticCustomError(
            "string_too_long", "the message has {length} characters; {most} are the most", {"length": len(value), "most": LONGEST}
        )
    return value


Message = Annotated[Text, AfterValidator(_short), Field(min_length=1, json_schema_extra={"maxLength": LONGEST})]
