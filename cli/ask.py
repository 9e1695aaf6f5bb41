"""`daogou ask`: one turn."""

import sys
from typing import Annotated

import typer

from .options import Buyer, Json, Store, ThreadId, load_settings
from .replies import show_reply
from .screen import out


def ask(
    text: Annotated[str, typer.Argument(help="The message; - reads it from standard input.")],
    thread: ThreadId = None,
    buyer: Buyer = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Ask one thing and print the reply."""
    from ..graphs.opening import open as open_assistant

    message = sys.stdin.read() if text == "-" else text
    assistant = open_assistant(settings=load_settings(store))
    try:
        reply = assistant.ask(message, thread=thread, buyer=buyer)
    finally:
        assistant.close()
    if json:
        print(reply.model_dump_json())
    else:
        show_reply(reply, out)
