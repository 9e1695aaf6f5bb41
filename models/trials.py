"""Two versions of a prompt at once: which buyers get which, by a file beside them."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from ..schema.base import Noun
from ..schema.errors import InputError

FILE = "trials.yaml"
"""In the folder of prompts, read again when it has changed: `write: {version: terse, percent: 20}`."""


class Trial(Noun):
    """`percent` of the buyers get this `version` of a prompt, the others the one that is in use beside it."""

    version: str = Field(coerce_numbers_to_str=True)
    percent: float = Field(gt=0, le=100)

    def has(self, name: str, buyer: str) -> bool:
        """The same of a buyer always, where the share grows too; another trial draws other buyers."""
        drawn = hashlib.blake2b(f"{name}@{self.version}\n{buyer}".encode("utf-8", "replace"), digest_size=8)
        return int.from_bytes(drawn.digest()) / 2**64 < self.percent / 100


Trials = Mapping[str, Trial]
_SHAPE = TypeAdapter(dict[str, Trial])


def read(folder: Path) -> Trials:
    """By the prompt's name; none where there is no file. Raises InputError where it can't be read."""
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
    """At once: a server reads it while it is written."""
    file = folder / FILE
    new = file.with_name(f".{FILE}.{os.getpid()}")
    try:
        new.write_text(yaml.safe_dump({name: one.model_dump() for name, one in sorted(trials.items())}, allow_unicode=True), "utf-8")
        new.replace(file)
    except OSError as error:
        raise InputError(f"{file} can't be written ({error.strerror or error}); make its folder writable for you.") from error
