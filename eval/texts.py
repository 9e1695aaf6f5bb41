"""The text of a file that a person named, and its lines of JSON as nouns."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..schema.errors import InputError

T = TypeVar("T", bound=BaseModel)


def text_of(file: Path, else_: str) -> str:
    """Raises InputError where it can't be read, or is no text; `else_` says what to do."""
    try:
        return file.read_text("utf-8")
    except OSError as error:
        why = error.strerror or str(error)
    except UnicodeDecodeError:
        why = "it is no text in UTF-8"
    raise InputError(f"{file} can't be read ({why}); {else_}.")


def rows_of(file: Path, kind: type[T], else_: str) -> list[T]:
    """Raises InputError that names the line which is no `kind`."""
    found = []
    for number, line in enumerate(text_of(file, else_).splitlines(), 1):
        try:
            found += [kind.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise InputError(f"{file}, line {number}: {where}: {first['msg']}; docs/evaluation.md says what a line holds.") from error
    return found
