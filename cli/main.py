"""The command `daogou`: its sub-commands, and the one place where an error becomes a sentence and an exit status."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..schema.errors import DaogouError, InputError
from ..schema.reading import Language
from ..schema.secret import masked
from . import agent, chat, doctor, enrich, eval, ingest, keys, letters, profile, prompts, search, serve, settings, source, threads, train
from .options import Buyer, Json, Product, Store, ThreadId
from .replies import show_reply
from .screen import err, interactive, out, printable
from .shop import assistant_over


def mcp(store: Store = None, buyer: Buyer = None) -> None:
    """Serve tools by the Model Context Protocol on standard input and output, until the input ends."""
    if find_spec("mcp") is None:
        raise InputError('The Model Context Protocol needs its SDK; install it with `pip install "daogou[mcp]"`.')
    from ..serving.agents.server import make_server

    with assistant_over(store) as assistant:
        make_server(lambda: nullcontext((assistant, buyer)), assistant.settings.mcp_write).run("stdio")


TALKS: dict[Language, tuple[str, ...]] = {
    "zh": ("给宝宝找一款秋冬睡袋,100元以内", "这几款怎么选?", "哪个品牌好?"),
    "en": ("Find a baby sleeping bag for autumn and winter, under 100 yuan", "How do I choose between these?", "Which brand is good?"),
}


def demo(store: Store = None) -> None:
    """Play three turns in Chinese and in English, the terminal's language last; in a terminal, continue it."""
    from .chat import talk
    from .conversation import Conversation
    from .labels import LABELS, spoken_here

    with assistant_over(store) as assistant:
        for language, messages in sorted(TALKS.items(), key=lambda talk: talk[0] == spoken_here()[-1]):
            conversation = Conversation(assistant)
            out.rule({"zh": "中文", "en": "English"}[language])
            for message in messages:
                out.print(f"{LABELS[language]['you']}> {message}", style="bold", markup=False)
                conversation.say(message)
        if interactive():
            out.rule()
            talk(conversation)


def suggest(
    text: Annotated[str | None, typer.Argument(help="Text that the buyer has typed so far.", show_default=False)] = None,
    thread: ThreadId = None,
    buyer: Buyer = None,
    product: Annotated[
        list[str] | None, typer.Option("--product", help="Id of a product on the screen; may be repeated.", show_default=False)
    ] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Suggest three follow-up questions."""
    with assistant_over(store) as assistant:
        suggestions = assistant.suggest(text=text, thread=thread, buyer=buyer, product_ids=tuple(product or ()))
    for suggestion in suggestions:
        if json:
            print(suggestion.model_dump_json())
        else:
            out.print(printable(suggestion.text), markup=False)


def ask(
    text: Annotated[str, typer.Argument(help="The message; - reads it from standard input.")],
    thread: ThreadId = None,
    buyer: Buyer = None,
    product: Product = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Send one message and print the reply."""
    message = sys.stdin.read() if text == "-" else text
    with assistant_over(store) as assistant:
        reply, glossary = assistant.ask(message, thread=thread, buyer=buyer, product_id=product), assistant.shopfront.current().glossary
    if json:
        print(reply.model_dump_json())
    else:
        show_reply(reply, out, glossary)


def commands(schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a list of commands.")] = False) -> None:
    """Show the canonical form of each command, or the JSON Schema."""
    from .. import dialogue
    from ..schema.command import COMMANDS

    if schema:
        print(json.dumps(COMMANDS.json_schema(), ensure_ascii=False, indent=2))
    else:
        print((Path(dialogue.__file__).parent / "commands.md").read_text("utf-8"), end="")


app = typer.Typer(
    help="Daogou (导购): a shopping assistant over your own catalogue, in Chinese and English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    ingest.ingest, enrich.enrich, search.search, ask, chat.chat, suggest, source.source, serve.serve, mcp, doctor.doctor,
    settings.settings, demo, commands, train.train,
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
