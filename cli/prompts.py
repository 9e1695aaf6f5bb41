"""`daogou prompts`: the prompts of language models."""

import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..schema.errors import InputError
from .options import Json, load_settings

if TYPE_CHECKING:
    from ..eval.live.traces import Versions
    from ..models.prompt import Prompt
    from ..models.prompt_library import PromptLibrary
    from ..models.trials import Trial, Trials

app = typer.Typer(help="List, show, compare and try prompts; those of DAOGOU_PROMPTS replace the package's.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The prompt: write, or write@2 for another version.", show_default=False)]


@app.command("list")
def list_(json: Json = False) -> None:
    """List every prompt: name and version, role, token budget, answer schema, and source.

    Invalid files are reported on standard error, with exit status 2.
    """
    from .screen import err

    library = _library()
    found = library.sound()
    if json:
        for prompt in found:
            print(prompt.head.model_dump_json(by_alias=True))
    else:
        _tabulate(found, library.trials())
    for error in library.broken.values():
        err.print(str(error), markup=False, soft_wrap=True)
    if library.broken:
        raise typer.Exit(InputError.exit_status)


def _tabulate(found: "list[Prompt]", trials: "Trials") -> None:
    from rich.table import Table
    from rich.text import Text

    from .screen import out, printable

    table = Table("prompt", "role", "budget", "shape", "used", "from", "what for", box=None, padding=(0, 2, 0, 0))
    used: set[str] = set()
    for prompt in found:
        head = prompt.head
        first, trial = head.name not in used, trials.get(head.name)
        sign = _share(trial, head.version, first) if trial is not None else "yes" if first else ""
        if trial is None or head.version != trial.version:
            used.add(head.name)
        told = [prompt.label, head.role, str(head.budget), head.reply_schema or "text", sign, prompt.source, head.description]
        table.add_row(*(Text(printable(each)) for each in told))
    out.print(table)


def _share(trial: "Trial", version: str, first: bool) -> str:
    """The share of buyers that gets this version, "" if none does."""
    percent = trial.percent if version == trial.version else 100 - trial.percent if first else 0
    return f"{percent:g} %" if percent else ""


@app.command("try")
def try_(
    name: Annotated[str, typer.Argument(help="The prompt and its version: write@terse.", show_default=False)],
    percent: Annotated[float, typer.Option("--percent", min=0.1, max=100, help="Share of the buyers who get it.")] = 50.0,
) -> None:
    """Give a version of a prompt to a fixed share of the buyers from their next turn on; the others keep the one in use.

    If the share is increased later, buyers who had the version keep it.
    """
    from .screen import err

    _on_trial(name, percent)
    err.print(f"{percent:g} % of the buyers get {name} from now on. `daogou prompts compare` compares the versions.", markup=False)


@app.command()
def end(name: Annotated[str, typer.Argument(help="The prompt and the version that stays: write@terse.", show_default=False)]) -> None:
    """End a trial: every buyer gets this version from the next turn on."""
    from .screen import err

    _on_trial(name, 100.0)
    err.print(f"Every buyer gets {name} from now on.", markup=False)


@app.command()
def compare(
    log: Annotated[Path | None, typer.Argument(help="A turn log (default: that of DAOGOU_TURN_LOG).", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", help="Only this prompt: write.", show_default=False)] = None,
    json: Json = False,
) -> None:
    """Compare the versions of prompts by the turns that used them: buyers, turns, ratings, model failures."""
    from ..eval.live.traces import compared
    from .live import read

    folder = log or load_settings().turn_log
    if folder is None:
        raise InputError("Comparing needs a turn log: name one, or set DAOGOU_TURN_LOG so that turns are logged.")
    found = [one for one in compared(read(folder)) if name in (None, one.name)]
    if json:
        print(jsonlib.dumps([one.as_json() for one in found], ensure_ascii=False))
    else:
        _side_by_side(found)


def _side_by_side(found: "Sequence[Versions]") -> None:
    from rich.table import Table

    from .screen import err, out

    if not found:
        err.print("No turn of this log used a prompt: no language model was set, or an older Daogou wrote the log.")
        return
    table = Table("prompt", "buyers", "turns", "up", "down", "taken", "failed", "tokens a turn", "ms a turn", box=None, padding=(0, 2, 0, 0))
    for versions in found:
        for one in versions.all:
            told = (one.buyers, one.turns, one.up, one.down, one.turns - one.failed, one.failed, round(one.tokens), round(one.ms))
            table.add_row(f"{versions.name}@{one.version}", *map(str, told))
    out.print(table)
    for versions in found:
        if (p := versions.p) is not None:
            out.print(f"{versions.name}: p = {p:.2g} that thumbs differ so by chance (Fisher's exact test)", markup=False)


def _on_trial(name: str, percent: float) -> None:
    from ..models import trials

    folder, (plain, _, version) = load_settings().prompts, name.partition("@")
    if folder is None:
        raise InputError("Trials are stored in the prompts' folder: set DAOGOU_PROMPTS to it.")
    if not version:
        raise InputError(f"{name!r} names no version; write it like {plain}@terse.")
    library = _library()
    library.get(plain, version)
    if percent < 100 and len([one for one in library.all() if one.head.name == plain]) < 2:
        raise InputError(f"{plain} has no other version for the other buyers.")
    trials.write(folder, {**library.trials(), plain: trials.Trial(version=version, percent=percent)})


@app.command()
def show(name: Name) -> None:
    """Print a prompt's file, and the variables it takes."""
    from .screen import err

    prompt = _prompt(name)
    err.print(f"{prompt.label} {prompt.digest} ({prompt.source}); variables: {', '.join(prompt.variables) or 'none'}", markup=False, soft_wrap=True)
    print(prompt.written)


@app.command()
def render(
    name: Name,
    values: Annotated[Path | None, typer.Option("--values", help="JSON or YAML file of the variables.", show_default=False)] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="A variable: text=袜子.", show_default=False)] = None,
) -> None:
    """Print the messages that the model would get, and their tokens. Variables not given come from the prompt's `example`."""
    from ..models.tokens import counter
    from .screen import err

    prompt, count, total = _prompt(name), counter(), 0
    given = {**_read(values), **dict(map(_pair, set_ or ()))}
    _check_known(prompt, given)
    for message in prompt.messages(**{**prompt.head.example, **given}):
        print(f"--- {message.type}\n{message.text}")
        total += count(message.text)
    err.print(f"{total} tokens of {prompt.head.budget}", markup=False)


@app.command()
def diff(one: Name, other: Name) -> None:
    """Print the differences between two prompts or versions; exit status 1 if there are any."""
    from difflib import unified_diff

    a, b = _prompt(one), _prompt(other)
    lines = list(unified_diff(a.written.splitlines(), b.written.splitlines(), f"{a.label} ({a.source})", f"{b.label} ({b.source})", lineterm=""))
    print("\n".join(lines), end="\n" if lines else "")
    raise typer.Exit(1 if lines else 0)


def _library() -> "PromptLibrary":
    from ..models.prompt_library import PromptLibrary

    return PromptLibrary(load_settings().prompts, strict=True)


def _prompt(name: str) -> "Prompt":
    plain, _, version = name.partition("@")
    return _library().get(plain, version or None)


def _check_known(prompt: "Prompt", given: dict[str, Any]) -> None:
    """Raise InputError for an unknown variable. A folder's prompt may omit variables that the package's has."""
    from ..models.prompt_library import PromptLibrary

    known = {name for each in PromptLibrary().all() if each.head.name == prompt.head.name for name in each.variables} | set(prompt.variables)
    if strange := [name for name in given if name not in known]:
        raise InputError(f"{strange[0]!r} is no variable of {prompt.label}; there are {', '.join(sorted(known))}.")


def _read(file: Path | None) -> dict[str, Any]:
    import yaml

    if file is None:
        return {}
    try:
        found = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{file} can't be read as JSON or YAML: {error}.") from error
    if not isinstance(found, dict):
        raise InputError(f"{file} holds no variables: write them as a mapping, name: value.")
    return found


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise InputError(f"{text!r} is no variable: write name=value.")
    return name, value
