"""`daogou doctor`: shows the settings, checks each part, and tells how to fix what fails."""

import re

import typer

from ..schema.settings import Settings
from .options import Json, Store, load_settings

SIGNS = {"good": ("✓", "green"), "bad": ("✗", "red"), "unset": ("·", "dim")}


def doctor(json: Json = False, store: Store = None) -> None:
    """Check variables, store, models, search, state, Redis, Chroma and outbox; exit status 1 if a configured part fails."""
    from rich.text import Text

    from .checks import findings
    from .screen import err, lifted, out, printable

    settings = load_settings(store)
    if not json:
        show_settings(settings)
    broken = False
    with err.status("checking") as status:
        for finding in findings(settings):
            broken = broken or finding.verdict == "bad"
            sign, style = SIGNS[finding.verdict]
            with lifted(status):
                if json:
                    print(finding.model_dump_json())
                else:
                    out.print(Text(f"{sign} {finding.part:<10}{printable(finding.text)}", style=style), soft_wrap=True)
    raise typer.Exit(1 if broken else 0)


def show_settings(settings: Settings) -> None:
    """Print every setting with its value; secrets stay hidden."""
    from rich.text import Text

    from .screen import out, printable

    for name in type(settings).model_fields:
        value = getattr(settings, name)
        shown = "(unset)" if value is None else without_password(printable(str(value)))
        line = Text(f"DAOGOU_{name.upper():<22}")
        line.append(shown, style="bold" if name in settings.model_fields_set else "dim")
        out.print(line, soft_wrap=True)
    out.print()


def without_password(text: str) -> str:
    """Mask credentials: `http://user:key@host` becomes `http://…@host`."""
    return re.sub(r"//[^/@\s]*@", "//…@", text)
