"""`daogou settings`: lists the settings by subject."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
import yaml

from ..schema.settings import Settings

HEAD = """# Settings

Environment variables, or lines of a file `.env` in the folder where a command runs; the environment takes precedence. None is required.
`daogou doctor` shows and checks the current values. `daogou settings` prints this page, `daogou settings --env` the same as a file
`.env` to fill in ([.env.example](../.env.example)).
"""
ENV = """# Daogou's settings with their defaults: copy to .env and uncomment what you change.
# `daogou doctor` shows the current values. Environment variables take precedence over this file.
"""


class Setting(NamedTuple):
    """A setting as printed. `default`: "" if unset; `takes`: valid values."""

    name: str
    default: str
    takes: str
    meaning: str


class Subject(NamedTuple):
    """Related settings, and the page of docs/ about them."""

    title: str
    page: str
    settings: tuple[Setting, ...]


def settings(env: Annotated[bool, typer.Option("--env", help="Print a file .env to fill in.")] = False) -> None:
    """List every setting with default and purpose."""
    print((env_file if env else page)(), end="")


def subjects() -> Iterator[Subject]:
    schema = Settings.model_json_schema()["properties"]
    for group in yaml.safe_load(Path(__file__).with_name("settings.yaml").read_text("utf-8")):
        yield Subject(group["subject"], group["see"], tuple(_setting(name, schema[name]) for name in group["settings"]))


def page() -> str:
    """The text of docs/settings.md."""
    parts = [HEAD]
    for subject in subjects():
        rows = [f"| `{each.name}` | {f'`{each.default}`' if each.default else ''} | {each.takes} | {each.meaning} |" for each in subject.settings]
        told = f"More: [{subject.page}]({subject.page})."
        parts.append("\n".join(("", f"## {subject.title}", "", told, "", "| variable | default | takes | |", "|---|---|---|---|", *rows, "")))
    return "".join(parts)


def env_file() -> str:
    """The text of .env.example."""
    lines = [ENV]
    for subject in subjects():
        lines += [f"## {subject.title}: docs/{subject.page}", ""]
        lines += [f"# {each.meaning}\n#{each.name}={each.default}\n" for each in subject.settings]
    return "\n".join(lines)


def _setting(name: str, schema: dict[str, Any]) -> Setting:
    default = Settings.model_fields[name].default
    return Setting(f"DAOGOU_{name.upper()}", "" if default is None else str(default), _takes(schema), schema["description"])


def _takes(schema: dict[str, Any]) -> str:
    kind = next((one for one in schema.get("anyOf", ()) if one["type"] != "null"), schema)
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind["type"] == "boolean":
        return "`True`, `False`"
    if kind["type"] in ("integer", "number"):
        bounds = ((word, kind[key]) for key, word in (("minimum", "from"), ("exclusiveMinimum", "above"), ("maximum", "up to")) if key in kind)
        return " ".join(("a whole number" if kind["type"] == "integer" else "a number", *(f"{word} {bound:g}" for word, bound in bounds)))
    return {"path": "a path", "file-path": "a path", "password": "a secret"}.get(kind.get("format", ""), "text")
