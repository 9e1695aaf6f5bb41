"""`daogou threads`: stored conversations."""

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .options import Buyer, Json, load_settings

if TYPE_CHECKING:
    from ..memory.conversations import Conversations
    from ..memory.names import Key

WIDE = 1000
"""Width of a list that doesn't go to a terminal."""
app = typer.Typer(help="List, show, export or delete conversations.", no_args_is_help=True)
Of = Annotated[
    str | None, typer.Option("--store", help="Only conversations about this store: folder or DAOGOU_STORE_NAME (default: all).", show_default=False)
]
Id = Annotated[str, typer.Argument(help="The conversation's id.", show_default=False)]


@app.command("list")
def list_threads(
    buyer: Buyer = None,
    limit: Annotated[int, typer.Option(min=1, help="Number of conversations.")] = 50,
    store: Of = None,
    json: Json = False,
) -> None:
    """List conversations, the latest first."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from ..memory.conversations import open_conversations
    from .screen import err, out, printable

    with open_conversations(load_settings(), store=_name(store)) as conversations:
        threads = conversations.list(buyer, limit)
    if json:
        for thread in threads:
            print(dumps({**thread.model_dump(mode="json"), "store": thread.store}, ensure_ascii=False))
        return
    if not threads:
        err.print("No conversations yet.")
        return
    several = len({thread.store for thread in threads}) > 1
    table = Table(
        Column("thread", overflow="fold"), "buyer", "turns", "last", "began with", *([Column("store", overflow="fold")] if several else []),
        box=None, padding=(0, 2, 0, 0),
    )  # fmt: skip
    for thread in threads:
        last = thread.updated_at.astimezone().strftime("%Y-%m-%d %H:%M")
        names = [Text(printable(name)) for name in (thread.thread_id, thread.buyer or "–", thread.title[:40], thread.store or "–")]
        table.add_row(names[0], names[1], str(thread.turns), last, names[2], *(names[3:] if several else []))
    wide = out if out.is_terminal else Console(file=out.file, width=WIDE)  # not truncated in a pipe
    wide.print(table)


@app.command()
def show(
    thread: Id,
    store: Of = None,
    commands: Annotated[bool, typer.Option("--commands", help="Show the commands of each message instead of the replies.")] = False,
) -> None:
    """Show a conversation."""
    from rich.text import Text

    from ..memory.conversations import open_conversations
    from .labels import LABELS
    from .replies import show_reply, show_understood
    from .screen import out, printable

    with open_conversations(load_settings(), store=_name(store)) as conversations:
        turns = conversations.get(one(conversations, thread))
    if not turns:
        raise unknown(thread)
    for turn in turns:
        out.print(Text(f"{LABELS[turn.reply.language]['you']}> {printable(turn.text)}", style="bold"))
        if commands:
            show_understood(turn.reply, out)
        else:
            show_reply(turn.reply, out)
            out.print()


@app.command()
def export(thread: Id, store: Of = None, to: Annotated[Path | None, typer.Option("--out", help="A file (default: standard output).")] = None) -> None:
    """Write a conversation as JSON Lines, one turn per line."""
    from ..memory.conversations import open_conversations
    from ..memory.transcripts import export as as_lines

    with open_conversations(load_settings(), store=_name(store)) as conversations:
        lines = as_lines(conversations.transcripts, one(conversations, thread))
    if not lines:
        raise unknown(thread)
    if to is None:
        print(lines, end="")
    else:
        to.write_text(lines, encoding="utf-8")


@app.command()
def delete(
    thread: Annotated[str | None, typer.Argument(help="The conversation's id.", show_default=False)] = None,
    buyer: Annotated[str | None, typer.Option(help="Delete all conversations of this buyer instead, in all stores.", show_default=False)] = None,
    store: Of = None,
) -> None:
    """Delete a conversation, or all of a buyer's, with their state."""
    from ..memory.conversations import open_conversations
    from .screen import err

    if (thread is None) == (buyer is None):
        raise InputError("Name either a conversation or, with --buyer, a buyer.")
    with open_conversations(load_settings(), store=_name(store)) as conversations:
        if buyer is not None:
            count = conversations.delete_buyer(buyer)
            err.print(f"Deleted {count} conversations of {buyer}; `daogou profile delete` deletes what is known of the buyer.", markup=False)
        elif not conversations.delete(one(conversations, thread or "")):
            raise unknown(thread or "")
        else:
            err.print(f"Deleted {thread}.", markup=False)


def one(conversations: "Conversations", thread: str) -> "Key":
    """Key of the conversation with that id. Raises InputError if several stores have one and none was named."""
    keys = conversations.called(thread) if conversations.store is None else ()
    if len(keys) > 1:
        stores = sorted(found.store or "–" for key in keys if (found := conversations.find(key)) is not None)
        raise InputError(f"There are conversations {thread[:80]!r} about several stores; name one by --store: {', '.join(stores)}.")
    return keys[0] if keys else conversations.key(thread)


def _name(store: str | None) -> str | None:
    """The name that conversations are bound to: the given one, or a folder's absolute path."""
    return str(Path(store).absolute()) if store is not None and Path(store).exists() else store


def unknown(thread: str) -> InputError:
    return InputError(f"There is no conversation {thread[:80]!r}; `daogou threads list` lists them.")
