"""`daogou prompts`: the prompts that language models get."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..schema.errors import InputError
from .options import Json, load_settings

if TYPE_CHECKING:
    from ..models.prompt import Prompt
    from ..models.prompt_library import PromptLibrary

app = typer.Typer(help="List, show, render and compare the prompts; those of DAOGOU_PROMPTS stand in place of the package's.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The prompt: write, or write@2 for a version that isn't in use.", show_default=False)]


@app.command("list")
def list_(json: Json = False) -> None:
    """List every prompt: name and version, role, budget in tokens, answer's shape, and where it is from.

    A file that can't be used is told of beside them, with exit status 2.
    """
    from .screen import err

    library = _library()
    found = library.sound()
    if json:
        for prompt in found:
            print(prompt.head.model_dump_json(by_alias=True))
    else:
        _tabulate(found)
    for error in library.broken.values():
        err.print(str(error), markup=False, soft_wrap=True)
    if library.broken:
        raise typer.Exit(InputError.exit_status)


def _tabulate(found: "list[Prompt]") -> None:
    from rich.table import Table
    from rich.text import Text

    from .screen import out, printable

    table = Table("prompt", "role", "budget", "shape", "used", "from", "what for", box=None, padding=(0, 2, 0, 0))
    used: set[str] = set()
    for prompt in found:
        head = prompt.head
        sign = "" if head.name in used else "yes"
        used.add(head.name)
        told = [prompt.label, head.role, str(head.budget), head.reply_schema or "text", sign, prompt.source, head.description]
        table.add_row(*(Text(printable(each)) for each in told))
    out.print(table)


@app.command()
def show(name: Name) -> None:
    """Print a prompt as it stands in its file, with the variables that it takes."""
    from .screen import err

    prompt = _prompt(name)
    err.print(f"{prompt.label} {prompt.digest} ({prompt.source}); variables: {', '.join(prompt.variables) or 'none'}", markup=False, soft_wrap=True)
    print(prompt.written)


@app.command()
def render(
    name: Name,
    values: Annotated[Path | None, typer.Option("--values", help="JSON or YAML file of the variables.", show_default=False)] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="One variable: text=袜子.", show_default=False)] = None,
) -> None:
    """Print the messages that the model would get, and how many tokens they are. What isn't given is the prompt's `example`."""
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
    """Print what differs between two prompts, or two versions of one; exit status 1 where something does."""
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
    """One of a folder may leave out variables that the package's has."""
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
