"""`daogou search`: products for a query, or a run file for many queries."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .options import Json, Store
from .shop import assistant_over

if TYPE_CHECKING:
    from ..graphs.opening import Assistant

K, RUN_K = 10, 200


def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.", show_default=False)] = None,
    k: Annotated[
        int | None, typer.Option("-k", min=1, max=1000, help=f"Number of products (default: {K}; {RUN_K} in a run).", show_default=False)
    ] = None,
    where: Annotated[list[str] | None, typer.Option(help="Conditions, such as 'price<=50, rating>=4'; may be repeated.", show_default=False)] = None,
    json: Json = False,
    queries: Annotated[Path | None, typer.Option(help="A file of queries, one per line.", show_default=False)] = None,
    run: Annotated[Path | None, typer.Option(help="Output file of query<TAB>product id, in rank order.", show_default=False)] = None,
    store: Store = None,
) -> None:
    """Search the catalogue without a conversation."""
    if (queries is None) != (run is None) or (query is None) == (queries is None):
        raise InputError("Give a query, or --queries FILE together with --run OUT.tsv.")
    if query is not None and not query.strip():
        raise InputError("The query is empty; write what to search for.")
    lines = [] if queries is None else read_queries(queries)
    conditions = ", ".join(where or ()) or None
    with assistant_over(store) as assistant:
        if run is not None:
            write_run(assistant, lines, run, conditions, k or RUN_K)
        elif query is not None:
            print_hits(assistant, query, conditions, k or K, json)


def print_hits(assistant: "Assistant", query: str, where: str | None, k: int, json: bool) -> None:
    from .cards import card_table
    from .labels import language_of
    from .screen import err, out

    cards = assistant.search(query, where=where, k=k)
    if json:
        print("[" + ",\n ".join(card.model_dump_json() for card in cards) + "]")
    elif cards:
        out.print(card_table(cards, language_of(query), {}, limit=k))
    else:
        err.print("Nothing found." if where is None else "Nothing meets these conditions.")


def write_run(assistant: "Assistant", lines: list[str], run: Path, where: str | None, k: int) -> None:
    from rich.progress import track

    from .screen import err

    with run.open("w", encoding="utf-8", newline="\n") as file:
        for line in track(lines, description="queries", console=err, disable=not err.is_terminal):
            file.writelines(f"{line}\t{card.product_id}\n" for card in assistant.search(line, where=where, k=k))
    err.print(f"{len(lines)} queries -> {run}", markup=False)


def read_queries(path: Path) -> list[str]:
    """The distinct non-empty lines, in order. Raises InputError if the file isn't a list of queries."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} isn't UTF-8 text; save it as UTF-8.") from error
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not lines:
        raise InputError(f"{path} holds no query; write one per line.")
    if tabbed := next((line for line in lines if "\t" in line), None):
        raise InputError(f"A query of {path} holds a tab, which a run file can't carry: {tabbed[:40]!r}.")
    return lines
