"""The commands that README and docs show: each is one that there is, with the options that it takes."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from daogou.cli.main import app
from daogou.models.prompt_library import PromptLibrary
from typer.main import get_command

from .command import Command

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = re.compile(r"^ {4}(?:[A-Z_]+=\S+ )*(daogou .*?)(?:  +(?:#.*|[a-z].*|in \$.*))?$|`(daogou [a-z].*?)`", re.M)
PROMPTS = re.compile(r"daogou prompts (?:show|render|diff) [^|#\n]*")


def commands(page: Path) -> list[str]:
    """As they are written, without what is said beside them, what is fed to another program, and the brackets of what may be left out."""
    return [re.split(r" [|>#] ", re.sub(r"[\[\]]", " ", own or beside))[0] for own, beside in SHOWN.findall(page.read_text("utf-8"))]


def fault(line: str) -> str | None:
    """The word of a command line that the command doesn't know: `show|edit` are two commands."""
    here: Any = get_command(app)
    for word in shlex.split(line)[1:]:
        if word.startswith("-") and not re.match(r"-\d", word):
            if word not in {name for each in here.params for name in (*each.opts, *each.secondary_opts)} | {"--help"}:
                return word
        elif hasattr(here, "commands"):
            found = [here.commands.get(name) for name in word.split("|")]
            if None in found:
                return word
            here = found[0]
    return None


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_is_one_that_there_is(page: Path) -> None:
    assert {line: word for line in commands(page) if (word := fault(line))} == {}


def test_a_command_that_there_is_not_is_told() -> None:
    assert fault("daogou profile show --buyer anna") is None
    assert fault("daogou profile show --buyer anna --store store/") == "--store"
    assert fault("daogou profile shown") == "shown"


@pytest.mark.parametrize("page", [page for page in PAGES if PROMPTS.search(page.read_text("utf-8"))], ids=lambda page: page.name)
def test_the_prompts_that_are_named_are_there(daogou: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
    monkeypatch.chdir(tmp_path)
    written = PromptLibrary().get("commands").written
    (tmp_path / "commands.md").write_text(re.sub(r"(?m)^version: .*", "version: mine", written), "utf-8")
    (tmp_path / "values.yaml").write_text("message: 袜子\n", "utf-8")
    for line in re.findall(r"^ {4}.*", page.read_text("utf-8"), re.M):
        for command in PROMPTS.findall(line):
            if "@mine" in command:
                daogou.set(prompts=str(tmp_path))
            done = daogou(*shlex.split(command)[1:])
            assert (done.status, done.err if done.status else "") == (1 if " diff " in command else 0, "")
