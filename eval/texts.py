"""The text of a file that a person named."""

from pathlib import Path

from ..schema.errors import InputError


def text_of(file: Path, else_: str) -> str:
    """Raises InputError where it can't be read, or is no text; `else_` says what to do."""
    try:
        return file.read_text("utf-8")
    except OSError as error:
        why = error.strerror or str(error)
    except UnicodeDecodeError:
        why = "it is no text in UTF-8"
    raise InputError(f"{file} can't be read ({why}); {else_}.")
