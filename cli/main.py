"""The command `daogou`: its sub-commands, and the one place where an error becomes a sentence and an exit status."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import typer

from ..schema.errors import DaogouError
from ..schema.secret import masked
from . import (
    agent,
    ask,
    chat,
    commands,
    demo,
    doctor,
    enrich,
    eval,
    ingest,
    keys,
    letters,
    mcp,
    profile,
    prompts,
    search,
    serve,
    settings,
    source,
    suggest,
    threads,
    train,
)
from .screen import err

app = typer.Typer(
    help="Daogou (导购): a shopping assistant over your own catalogue, in Chinese and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    ingest.ingest, enrich.enrich, search.search, ask.ask, chat.chat, suggest.suggest, source.source, serve.serve, mcp.mcp, doctor.doctor,
    settings.settings, demo.demo, commands.commands, train.train,
)  # fmt: skip
for command in COMMANDS:
    app.command(command.__name__)(command)
app.add_typer(eval.app, name="eval")
app.add_typer(letters.app, name="letters")
app.add_typer(agent.app, name="agent")
app.add_typer(threads.app, name="threads")
app.add_typer(profile.app, name="profile")
app.add_typer(prompts.app, name="prompts")
app.add_typer(keys.app, name="keys")


@app.callback()
def root(debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error; may stand anywhere on the command line.")) -> None:
    """`main` removes the option from the command line and reads it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line and exit with 0, 1 (the work failed), 2 (wrong usage or input) or 130 (interrupted)."""
    line = list(sys.argv[1:] if arguments is None else arguments)
    options = line[: line.index("--")] if "--" in line else line
    debug = "--debug" in options
    try:
        app([word for word in options if word != "--debug"] + line[len(options) :])
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # otherwise Python complains when it flushes at exit
        status = 1
    except Exception as error:
        if debug:
            raise
        status = error.exit_status if isinstance(error, DaogouError) else 1
        err.print(masked(sentence(error)), markup=False, soft_wrap=True)
    sys.exit(status)


def sentence(error: Exception) -> str:
    """The error and what to do, in one sentence."""
    if isinstance(error, DaogouError):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The system'}: {error.strerror}; mend that and run the command again."
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return f"Daogou failed where it should not ({what}); run it again with --debug and report it."
