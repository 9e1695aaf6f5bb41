"""`daogou suggest`: three questions that the catalogue can answer, without a turn."""

from typing import Annotated

import typer

from .options import Json, Store, ThreadId, load_settings


def suggest(
    text: Annotated[str | None, typer.Argument(help="What the buyer has typed so far.", show_default=False)] = None,
    thread: ThreadId = None,
    product: Annotated[list[str] | None, typer.Option("--product", help="A product on the screen; may be repeated.", show_default=False)] = None,
    json: Json = False,
    store: Store = None,
) -> None:
    """Suggest three follow-up questions."""
    from ..graphs.opening import open as open_assistant
    from .screen import out, printable

    assistant = open_assistant(settings=load_settings(store))
    try:
        suggestions = assistant.suggest(text=text, thread=thread, product_ids=tuple(product or ()))
    finally:
        assistant.close()
    for suggestion in suggestions:
        if json:
            print(suggestion.model_dump_json())
        else:
            out.print(printable(suggestion.text), markup=False)
