"""Prints the report of an ingest: counts by kind, totals of the store, rejected rows."""

from rich.console import Console
from rich.table import Table

from ..ingest.report import Report
from .screen import printable

FIELDS = ("read", "added", "updated", "unchanged", "stale", "rejected", "removed")


def show_report(report: Report, console: Console) -> None:
    console.print(counts(report))
    say = [f"Left alone: {path} ({why})" for path, why in report.skipped]
    say += report.notes
    if report.rejects is not None:
        say.append(f"{report.rejected:,} rows were rejected; {report.rejects} says which and why.")
    seconds = ", ".join(f"{stage} {time:.1f} s" for stage, time in report.seconds.items())
    say.append(f"{report.store}: {'generation ' + report.generation if report.changed else 'nothing changed'} ({seconds})")
    for line in say:
        console.print(printable(line), markup=False, soft_wrap=True)


def counts(report: Report) -> Table:
    """One row per kind, without columns that are zero for all."""
    used = [field for field in FIELDS if field == "read" or any(getattr(found, field) for found in report.counts.values())]
    table = Table("", *(field.replace("_", " ") for field in used), "in the store", box=None, padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, found in report.counts.items():
        table.add_row(kind, *(f"{getattr(found, field):,}" for field in used), f"{report.totals.get(kind, 0):,}")
    return table
