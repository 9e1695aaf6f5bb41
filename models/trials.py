"""A/B trials of prompts: the share of buyers that gets a version, read from a file in the prompts' folder."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from ..schema.base import Noun
from ..schema.errors import InputError

FILE = "trials.yaml"
"""File in the prompts' folder, read again when it changes: `write: {version: terse, percent: 20}`."""


class Trial(Noun):
    """`percent` of the buyers get this `version` of a prompt, the others the one in use."""

    version: str = Field(coerce_numbers_to_str=True)
    percent: float = Field(gt=0, le=100)

    def has(self, name: str, buyer: str) -> bool:
        """True if `buyer` is drawn: stable per buyer, also when `percent` grows, and independent between trials."""
        drawn = hashlib.blake2b(f"{name}@{self.version}\n{buyer}".encode("utf-8", "replace"), digest_size=8)
        return int.from_bytes(drawn.digest()) / 2**64 < self.percent / 100


Trials = Mapping[str, Trial]
_SHAPE = TypeAdapter(dict[str, Trial])


def read(folder: Path) -> Trials:
    """Return the trials by prompt name, none without the file. Raises InputError if it can't be read."""
    file = folder / FILE
    try:
        return _SHAPE.validate_python(yaml.safe_load(file.read_text("utf-8")) or {})
    except FileNotFoundError:
        return {}
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}. Write it by `daogou prompts try`.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{file} can't be read: {error}. Write it by `daogou prompts try`.") from error


def write(folder: Path, trials: Trials) -> None:
    """Replace the file atomically, since a server may be reading it."""
    file = folder / FILE
    new = file.with_name(f".{FILE}.{os.getpid()}")
    try:
        new.write_text(yaml.safe_dump({name: one.model_dump() for name, one in sorted(trials.items())}, allow_unicode=True), "utf-8")
        new.replace(file)
    except OSError as error:
        raise InputError(f"{file} can't be written ({error.strerror or error}); make its folder writable.") from error
