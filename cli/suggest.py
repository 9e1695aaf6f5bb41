"""`daogou suggest`: three follow-up questions that the catalogue can answer, without a turn."""

from typing import Annotated

import typer

from .options import Buyer, Json, Store, ThreadId
from .screen import out, printable
from .shop import assistant_over


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
