"""`daogou keys`: API keys of the server."""

from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from .options import load_settings

app = typer.Typer(help="Create, list or revoke API keys (DAOGOU_API_KEYS).", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Name of the key.")]


@app.command()
def add(
    name: Name,
    service: Annotated[bool, typer.Option("--service", help="Allow requests for any buyer (buyer_id).")] = False,
    buyer: Annotated[str | None, typer.Option("--buyer", help="The key's buyer (default: a buyer of its own).", show_default=False)] = None,
    tenant: Annotated[str, typer.Option("--tenant", help="The key's tenant.")] = "default",
) -> None:
    """Create a key and print it once; the file keeps only its hash."""
    from ..serving.door.keys import make, rows, write
    from .screen import err

    path = _path()
    known = rows(path) if path.exists() else {}
    if name in known:
        raise InputError(f"There is a key {name!r} already; delete it first, or choose another name.")
    made = make(service, buyer, tenant)
    write(path, {**known, name: made.row})
    print(made.key)
    err.print(f"Kept as {name} in {path}; it is shown only now.", markup=False, soft_wrap=True)


@app.command("list")
def list_() -> None:
    """List the keys' names and permissions."""
    from ..serving.door.keys import rows

    for name, row in rows(_path()).items():
        print(name, row.tenant, "service" if row.service else row.buyer or f"key-{name}", sep="\t")


@app.command()
def delete(name: Name) -> None:
    """Revoke a key; a running server notices."""
    from ..serving.door.keys import rows, write

    known = rows(_path())
    if name not in known:
        raise InputError(f"There is no key {name!r}; there are: {', '.join(known) or 'none'}.")
    write(_path(), {other: row for other, row in known.items() if other != name})


def _path() -> Path:
    path = load_settings().api_keys
    if path is None:
        raise InputError("DAOGOU_API_KEYS isn't set; set it to the file that keys are kept in.")
    return path
