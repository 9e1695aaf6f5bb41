"""The prompts there are: those that come with the package, and those of a folder that stand in their place."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import structlog

from ..schema.errors import InputError
from .prompt import Prompt

log = structlog.get_logger("daogou")
OWN = Path(__file__).parent / "prompts"


class PromptLibrary:
    """Prompts by name; a file in `folder` replaces the package's prompt of that name. A changed file is read again when it is next
    asked for; where it is broken, the one before stays in use.

    Two versions of a name may lie side by side in one folder (`write.md`, `write-terse.md`): the file called after the name is the one in use.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._read: dict[Path, tuple[int, Prompt]] = {}

    def get(self, name: str, version: str | None = None) -> Prompt:
        """The prompt in use, or one of its versions. Raises InputError where there is none, or its file is wrong."""
        found = [prompt for prompt in self.all() if prompt.head.name == name and version in (None, prompt.head.version)]
        if not found:
            wanted = name if version is None else f"{name}@{version}"
            raise InputError(f"There is no prompt {wanted!r}; there are {', '.join(prompt.label for prompt in self.all())}.")
        return found[0]

    def all(self) -> list[Prompt]:
        """Every prompt, the one in use before its other versions, and an own folder's before the package's."""
        return [prompt for path in self._paths() if (prompt := self._at(path))]

    def _paths(self) -> Iterator[Path]:
        for folder in (self._folder, OWN):
            if folder is not None:
                if not folder.is_dir():
                    raise InputError(f"The folder of prompts {folder} is not there; set DAOGOU_PROMPTS to one that is, or leave it unset.")
                yield from sorted(folder.glob("*.md"), key=lambda path: (len(path.stem), path.stem))

    def _at(self, path: Path) -> Prompt:
        changed = path.stat().st_mtime_ns
        with self._lock:
            known = self._read.get(path)
        if known is not None and known[0] == changed:
            return known[1]
        try:
            prompt = Prompt.parsed(path.read_text("utf-8"), f"daogou:{path.name}" if path.parent == OWN else str(path))
        except InputError as error:
            if known is None:
                raise
            log.warning("a changed prompt can't be used; the one before stays", file=str(path), error=str(error))
            prompt = known[1]
        with self._lock:
            self._read[path] = (changed, prompt)
        return prompt
