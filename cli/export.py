"""`daogou eval export`: messages with their commands as chats, to fine-tune a reading model."""

from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from .options import load_settings


def export(
    out: Annotated[Path, typer.Argument(help="Output file: JSON Lines of chats.", show_default=False)],
    rows: Annotated[
        list[Path] | None,
        typer.Option("--rows", help="Annotated messages (default: the corpus); may be repeated.", exists=True, show_default=False),
    ] = None,
    log: Annotated[Path | None, typer.Option(help="A turn log, whose confirmed turns are added.", show_default=False)] = None,
    cases: Annotated[Path | None, typer.Option(help="Confirmed cases (default: kept.yaml of the suite `threads`).", show_default=False)] = None,
) -> None:
    """Write annotated messages, and confirmed turns of a log, as chats for fine-tuning: the prompt `commands` as in use, and the line to answer."""
    from ..eval.chats import export as write
    from ..eval.chats import of_corpus, of_log
    from ..eval.compare.suites.threads import KEPT, held_in
    from ..models.prompt_library import PromptLibrary
    from ..reader.corpus import CORPUS, CorpusError, corpus
    from ..reader.corpus import rows as rows_in
    from .live import read
    from .screen import err

    try:
        messages = [one for path in rows or [CORPUS] for one in of_corpus(corpus(path) if path.is_dir() else rows_in(path))]
    except CorpusError as error:
        raise InputError(str(error)) from error
    if log is not None:
        messages += of_log(read(log).all, list(held_in(cases or KEPT)))
    done = write(messages, PromptLibrary(load_settings().prompts).get("commands"), out)
    err.print(f"{done.written} chats are in {out}; {done.unsayable} messages that no command line expresses are left out.", markup=False)
