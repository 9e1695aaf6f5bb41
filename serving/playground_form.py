"""Input schemas for the forms of LangServe's playground."""

from typing import Any

from pydantic import ConfigDict


def _told(schema: dict[str, Any]) -> None:
    """Describe nullable fields as optional ones: the playground can't draw null."""
    for property in schema.get("properties", {}).values():
        property.update(next((one for one in property.pop("anyOf", ()) if one.get("type") != "null"), {}))
        if property.get("default", ...) is None:
            del property["default"]


FORM = ConfigDict(json_schema_extra=_told)
"""Config of a model whose nullable fields appear as optional."""
