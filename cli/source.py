"""`daogou source`: plans a purchase list, and writes it as a workbook or JSON."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .letters import plan_of, printed
from .options import Buyer, Store
from .screen import err, out, printable
from .shop import assistant_over

if TYPE_CHECKING:
    from ..graphs.opening import Assistant
    from ..schema.sourcing_report import SourcingReport
    from ..schema.sourcing_task import WrittenTask

FILES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".json", ".xls")
"""Suffixes of list files; an argument with one is never read as text."""


def source(
    task: Annotated[
        str | None,
        typer.Argument(metavar="FILE|WORDS", help="A table (XLSX, CSV), a task (JSON), - for standard input, or words.", show_default=False),
    ] = None,
    to: Annotated[Path | None, typer.Option("--out", help="Workbook (XLSX) for the purchase list.", show_default=False)] = None,
    json: Annotated[Path | None, typer.Option("--json", help="File for the report as JSON; - prints it.", show_default=False)] = None,
    template: Annotated[Path | None, typer.Option(help="Write an empty list (XLSX) to this file and exit.", show_default=False)] = None,
    letters: Annotated[
        str | None,
        typer.Option(
            help="Also draft letters to the sellers of this plan: cheapest, fewest_sellers, best_evidence. Nothing is sent.", show_default=False
        ),
    ] = None,
    language: Annotated[str | None, typer.Option(help="zh or en (default: the list's).", show_default=False)] = None,
    buyer: Buyer = None,
    store: Store = None,
) -> None:
    """Plan a purchase list: products, sellers, totals, and whether they fit the budget."""
    if language not in (None, "zh", "en"):
        raise InputError("--language is zh or en.")
    if template is not None:
        from ..sourcing.template import template as empty
        from ..sourcing.template import write

        write(empty(), template)
        err.print(f"{template}: an empty list; fill it in and run daogou source {template}", markup=False, soft_wrap=True)
        return
    if task is None:
        raise InputError(
            "Name a table (XLSX or CSV), a task (JSON) or - for standard input, or write the list in words; --template FILE writes an empty one."
        )
    kind = plan_of(letters) if letters is not None else None
    given, name = _given(task)
    with assistant_over(store) as assistant:
        report = assistant._run(_planned(assistant, given, name, language, buyer))
        mailing = assistant._run(assistant.letters.draft(report, kind, buyer=buyer)) if kind is not None else None
        if to is not None:
            from ..sourcing.purchase_list import purchase_list
            from ..sourcing.template import write
            from ..tools.wording.wording import Wording

            glossary = assistant.shopfront.current().glossary
            write(purchase_list(report, Wording(report.task.language, glossary=glossary)), to)
    if json is not None and str(json) == "-":
        print(report.model_dump_json(indent=1))
        if mailing is not None:
            err.print(f"{mailing.id}: daogou letters show {mailing.id}", markup=False, soft_wrap=True)
        return
    if json is not None:
        from ..sourcing.template import write

        write(report.model_dump_json(indent=1).encode(), json)
    out.print(printable(report.text), markup=False, soft_wrap=True)
    if mailing is not None:
        out.print()
        printed(mailing, False)


def _given(task: str) -> "tuple[WrittenTask | str | bytes | Path, str]":
    if task == "-":
        return sys.stdin.buffer.read(), ""
    path = Path(task)
    if path.suffix.lower() in FILES or (len(task) < 200 and path.is_file()):
        return path, path.name
    return task, ""


async def _planned(
    assistant: "Assistant", given: "WrittenTask | str | bytes | Path", name: str, language: str | None, buyer: str | None
) -> "SourcingReport":
    """Run the task; the lines are counted on standard error as their searches end."""
    report: SourcingReport | None = None
    done, of = 0, 0
    with err.status("…") as status:
        async for event in assistant.stream_source(given, name=name, language=language, buyer=buyer):
            if event.event == "task":
                of = len(event.data["lines"])
            elif event.event == "line":
                done += 1
                status.update(printable(f"{done}/{of} {event.data['line']['goods']}"))
            elif event.event == "report":
                report = event.data
    assert report is not None
    return report
