"""Options shared by several commands, and the settings with them applied."""

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from ..schema.errors import InputError
from ..schema.settings import Settings

Store = Annotated[Path | None, typer.Option("--store", help="Folder of the store (default: DAOGOU_STORE, else the demo store).", show_default=False)]
OwnStore = Annotated[Path | None, typer.Option("--store", help="Folder of the store to write (default: DAOGOU_STORE).", show_default=False)]
ThreadId = Annotated[str | None, typer.Option("--thread", help="Conversation to continue (default: a new one).", show_default=False)]
Buyer = Annotated[str | None, typer.Option("--buyer", help="Id of the buyer; a conversation belongs to the buyer who opened it.", show_default=False)]
Product = Annotated[str | None, typer.Option("--product", help="Id of the product to open the conversation on.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def load_settings(store: Path | None = None) -> Settings:
    """The settings, with `--store` overriding DAOGOU_STORE. Raises InputError that names an invalid variable."""
    try:
        return Settings(**_given(store=store))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = "DAOGOU_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(f"{name} can't be used: {first['msg']}; `daogou settings` lists valid values.") from error


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
