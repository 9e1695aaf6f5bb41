"""The words of both languages, and what attributes and units are called: words/*.yaml."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def attributes() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(files(__package__).joinpath("words", "attributes.yaml").read_text("utf-8"))
    return loaded


@cache
def words(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("words", f"{language}.yaml").read_text("utf-8"))
    return loaded
