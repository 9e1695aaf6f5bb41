"""A case of a matrix: what a prompt's holes are filled with, and what must be true of any good answer to it."""

import json
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from ...schema.base import Noun
from ...schema.errors import InputError
from ...schema.reading import Language
from ..texts import text_of

Kind = Literal["equals", "contains", "contains_any", "not_contains", "json", "numbers_from"]


class Check(Noun):
    """`json`: the value at the path `at` ("wishes.0.plain"; "" the whole) is `value`. `numbers_from`: every number of the answer stands in what fills
    the hole of that name, so that none is made up. The others are of the text, without case."""

    kind: Kind
    value: Any
    at: str = ""

    @model_validator(mode="after")
    def _fitting(self) -> "Check":
        if self.kind == "contains_any" and not (isinstance(self.value, list) and self.value):
            raise ValueError("contains_any takes a list of words")
        if self.kind in ("equals", "contains", "not_contains", "numbers_from") and not isinstance(self.value, str):
            raise ValueError(f"{self.kind} takes a text")
        return self


class MatrixCase(Noun):
    id: str = Field(min_length=1)
    language: Language
    values: dict[str, Any]
    checks: tuple[Check, ...] = Field(min_length=1)
    slice: str = ""


class Cases(Noun):
    """`shape` is the JSON schema that every answer must have; none: free text, which must not be empty."""

    shape: dict[str, Any] | None = None
    cases: tuple[MatrixCase, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _told_apart(self) -> "Cases":
        ids = [case.id for case in self.cases]
        if len(set(ids)) < len(ids):
            raise ValueError(f"two cases are called {next(id for id in ids if ids.count(id) > 1)!r}")
        return self


def read_cases(path: Path) -> Cases:
    """YAML or JSON. Raises InputError that names the place."""
    try:
        text = text_of(path, "cases of a matrix are YAML or JSON (docs/evaluation.md)")
        return Cases.model_validate(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))
    except (yaml.YAMLError, json.JSONDecodeError) as error:
        raise InputError(f"The cases {path} are no YAML or JSON: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"The cases {path}: {'.'.join(map(str, first['loc'])) or 'all'}: {first['msg']}; see docs/evaluation.md.") from error
