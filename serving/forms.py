"""Schemas of input as LangServe's playground draws a form by them."""

from typing import Any

from pydantic import ConfigDict


def _told(schema: dict[str, Any]) -> None:
    """What may be null is told of as what may be missing: at a null the playground draws nothing at all."""
    for property in schema.get("properties", {}).values():
        property.update(next((one for one in property.pop("anyOf", ()) if one.get("type") != "null"), {}))
        if property.get("default", ...) is None:
            del property["default"]


FORM = ConfigDict(json_schema_extra=_told)
"""Of a model whose input null is accepted in as before."""
