"""`daogou profile`: what is known of a buyer across conversations."""

from typing import Annotated

import click
import typer

from ..schema.errors import InputError
from .options import Json, load_settings

app = typer.Typer(help="Show, edit or delete what is known of a buyer.", no_args_is_help=True)
Who = Annotated[str, typer.Option("--buyer", help="Id of the buyer.", show_default=False)]
SET = "A trait to set: market=DE,FR, trade=boutique, audience=toddlers, or a wish like `--where` ('price<=50')."


@app.command()
def show(buyer: Who, json: Json = False) -> None:
    """Show what is known of a buyer, with the conversation and message that each trait comes from."""
    from rich.table import Table
    from rich.text import Text

    from ..memory.profiles import open_profiles
    from ..tools.buyers.editing import stated
    from .screen import err, out, printable

    with open_profiles(load_settings()) as profiles:
        profile = profiles.get(buyer)
    if json:
        print(profile.model_dump_json())
        return
    if not profile.traits:
        err.print("Nothing is known of this buyer.")
        return
    table = Table("id", "holds", "said", "conversation", "message", "on", box=None, padding=(0, 2, 0, 0))
    for trait in profile.traits:
        told = [trait.id, stated(trait), trait.text, trait.thread or "–", str(trait.turn or "–"), f"{trait.at:%Y-%m-%d}"]
        table.add_row(*(Text(printable(each)) for each in told))
    out.print(table)


@app.command()
def edit(
    buyer: Who,
    put: Annotated[list[str] | None, typer.Option("--set", help=SET, show_default=False)] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", help="Id of a trait to remove (see show).", show_default=False)] = None,
    category: Annotated[str | None, typer.Option("--category", help="Category that the wish applies to.", show_default=False)] = None,
) -> None:
    """Edit what is known of a buyer; without options, in $EDITOR."""
    from ..memory.profiles import open_profiles
    from ..tools.buyers.editing import edited, from_lines, to_lines
    from .screen import err, interactive

    with open_profiles(load_settings()) as profiles:
        profile = profiles.get(buyer)
        if put or remove:
            changed = edited(profile, put or (), remove or (), category)
        else:
            text = click.edit(to_lines(profile)) if interactive() else None
            if text is None:
                raise InputError("There is nothing to change: give --set or --remove, or change the text in the editor.")
            changed = from_lines(profile, text)
        profiles.change(buyer, changed.kept, [trait.id for trait in changed.forgotten])
    err.print(f"{len(changed.kept)} set, {len(changed.forgotten)} removed.", markup=False)


@app.command()
def delete(
    buyer: Who, conversations: Annotated[bool, typer.Option("--conversations", help="Also delete the buyer's conversations.")] = False
) -> None:
    """Delete what is known of a buyer; with --conversations, everything."""
    from ..memory.forgetting import forget
    from .screen import err

    known, threads = forget(buyer, load_settings(), conversations)
    if not known and not threads:
        raise InputError(f"Nothing is known of buyer {buyer[:80]!r}.")
    err.print(f"Deleted the profile of {buyer}" + (f" and {threads} conversations." if conversations else "."), markup=False)
