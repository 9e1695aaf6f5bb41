"""The prompts in use: those of the package, and those of a folder that replace them."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import structlog

from ..schema.errors import InputError
from . import trials
from .prompt import LONGEST, Prompt
from .prompt_check import check_replaces
from .trials import Trials

log = structlog.get_logger("daogou")
OWN = Path(__file__).parent / "prompts"


class PromptLibrary:
    """Prompts by name; a file in `folder` replaces the package's prompt of that name. Changed files are read again on the next request.

    A file that is broken, or can't replace the package's prompt, is logged and ignored: the version read before stays in use, or else the package's.
    A folder that disappears is logged, and what was read of it stays in use. If a file fails only while a turn renders it, the package's prompt is
    rendered.

    `strict` (the command line): a broken file is an error; `sound` skips it and `broken` holds the errors.

    Two versions of a name may lie in one folder (`write.md`, `write-terse.md`): the file named after the prompt is in use, and a trial gives the
    other to some buyers.
    """

    def __init__(self, folder: Path | None = None, strict: bool = False) -> None:
        self._folder, self._strict = folder, strict
        self._lock = Lock()
        self._read: dict[Path, tuple[int, Prompt | None]] = {}
        self.broken: dict[Path, InputError] = {}
        self._listed: tuple[Path, ...] | None = _files(folder) if folder is not None and folder.is_dir() else None
        self._gone = False
        self._trials: tuple[int, Trials] = (0, {})

    def get(self, name: str, version: str | None = None) -> Prompt:
        """Return the prompt in use, or the given version. Raises InputError if there is none, or if the folder never existed."""
        found = [prompt for prompt in self.all() if prompt.head.name == name and version in (None, prompt.head.version)]
        if not found:
            wanted = name if version is None else f"{name}@{version}"
            raise InputError(f"There is no prompt {wanted!r}; there are {', '.join(prompt.label for prompt in self.all())}.")
        return found[0]

    def given(self, name: str, buyer: str) -> Prompt:
        """Return the prompt for this buyer: the trial's version if the buyer is drawn for it, else the one in use. Raises InputError like `get`."""
        if (trial := self.trials().get(name)) is None:
            return self.get(name)
        found = [prompt for prompt in self.all() if prompt.head.name == name]
        return min(found, key=lambda prompt: (prompt.head.version == trial.version) is not trial.has(name, buyer), default=None) or self.get(name)

    def trials(self) -> Trials:
        """Trials by prompt name. A broken file keeps the trials read before, or raises InputError if `strict`."""
        if self._folder is None:
            return {}
        try:
            changed = (self._folder / trials.FILE).stat().st_mtime_ns
        except OSError:
            changed = 0
        if changed != self._trials[0]:
            self._trials = (changed, self._read_trials(self._folder) if changed else {})
        return self._trials[1]

    def _read_trials(self, folder: Path) -> Trials:
        try:
            return trials.read(folder)
        except InputError as error:
            if self._strict:
                raise
            log.warning("trials of prompts can't be read; the previous ones stay in use", error=str(error))
            return self._trials[1]

    def all(self) -> list[Prompt]:
        """Every prompt: the folder's before the package's, the version in use before the others."""
        found = self.sound()
        if self.broken:
            raise next(iter(self.broken.values()))
        return found

    def sound(self) -> list[Prompt]:
        """Like `all`, but skips broken files even if `strict`."""
        return [prompt for path in self._paths() if (prompt := self._at(path))]

    def _paths(self) -> Iterator[Path]:
        if self._folder is not None:
            yield from self._in(self._folder)
        yield from _files(OWN)

    def _in(self, folder: Path) -> tuple[Path, ...]:
        there = folder.is_dir()
        with self._lock:
            if there:
                self._listed = _files(folder)
                self._read = {path: read for path, read in self._read.items() if path.parent != folder or path in self._listed}
                self.broken = {path: error for path, error in self.broken.items() if path in self._listed}
            if self._listed is None:
                what = "is a file, not a folder" if folder.exists() else "doesn't exist"
                raise InputError(f"The folder of prompts {folder} {what}; set DAOGOU_PROMPTS to an existing folder, or unset it.")
            lost, self._gone = not there and not self._gone, not there
            listed = self._listed
        if lost:
            log.warning("the folder of prompts is gone; the prompts read from it stay in use", folder=str(folder))
        return listed

    def _at(self, path: Path) -> Prompt | None:
        with self._lock:
            known = self._read.get(path)
        try:
            changed = path.stat().st_mtime_ns
        except OSError:  # deleted after it was listed
            return known[1] if known else None
        if known is not None and known[0] == changed:
            return known[1]
        prompt = self._parsed(path, known[1] if known else None)
        with self._lock:
            self._read[path] = (changed, prompt)
        return prompt

    def _parsed(self, path: Path, before: Prompt | None) -> Prompt | None:
        if path.parent == OWN:
            return Prompt.parsed(path.read_text("utf-8"), f"daogou:{path.name}")
        self.broken.pop(path, None)
        try:
            prompt = Prompt.parsed(_text(path), str(path))
            for own in _files(OWN):
                if (known := self._at(own)) is not None and known.head.name == prompt.head.name:
                    check_replaces(prompt, known)
                    prompt.instead = None if self._strict else known
        except InputError as error:
            if self._strict:
                self.broken[path] = error
                return None
            stays = f"{before.label} ({before.source})" if before else "what there was without it"
            log.warning("a prompt can't be used", file=str(path), error=str(error), in_use=stays)
            return before
        return prompt


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.md"), key=lambda path: (len(path.stem), path.stem)))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST + 1)
        if len(raw) > LONGEST:
            raise InputError(f"{path} is longer than {LONGEST:,} bytes, which no prompt needs; make it shorter.")
        return raw.decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}.") from error
