"""`daogou ask`: one turn."""

import sys
from typing import Annotated

import typer

from .options import Buyer, Json, Product, Store, ThreadId
from .replies import show_reply
from .screen import out
from .shop import assistant_over


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
