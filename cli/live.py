"""`daogou eval cases` and `confirm`: turn live conversations into test cases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..schema.errors import InputError

if TYPE_CHECKING:
    from ..eval.live.traces import Traces

Log = Annotated[Path, typer.Argument(help="A turn log: the folder of DAOGOU_TURN_LOG, or one of its files.", show_default=False)]


def cases(
    log: Log,
    to: Annotated[Path | None, typer.Option(help="YAML file (default: kept.yaml of the suite `threads`).", show_default=False)] = None,
    count: Annotated[int, typer.Option("-n", min=1, help="Most cases to propose.")] = 40,
    slice_: Annotated[
        list[str] | None, typer.Option("--slice", help="Only turns with this attribute, e.g. language=zh; may be repeated.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(help="Random seed.")] = 1,
) -> None:
    """Propose cases from a turn log: every slice has its share, the most surprising first, near-duplicates once."""
    from ..eval.compare.suites.threads import KEPT
    from ..eval.live.cases import propose_cases
    from .eval import slice_of
    from .screen import err

    traces, file = read(log), to or KEPT
    done = propose_cases(traces, file, count, seed, dict(map(slice_of, slice_ or ())))
    err.print(
        f"{done.added} cases stand in {file}, {done.known} were there; {done.merged} turns were near-duplicates, {done.empty} led to nothing, "
        f"{done.broken} conversations lack their beginning. `daogou eval confirm {file}` goes through them.",
        markup=False,
    )


def confirm(
    file: Annotated[Path, typer.Argument(help="YAML file of cases.", show_default=False)],
    keep: Annotated[list[str] | None, typer.Option("--keep", help="Id of a case to confirm; may be repeated.", show_default=False)] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", help="Id of a case to drop; may be repeated.", show_default=False)] = None,
) -> None:
    """Go through proposed cases: keep as it is, correct in an editor, drop, or leave for later. Only what is confirmed is ever played."""
    from ..eval.live.cases import by_name, proposed_in, review
    from .screen import err

    known = {row["id"] for row in proposed_in(file)}
    if unknown := [name for name in (*(keep or ()), *(drop or ())) if name not in known]:
        raise InputError(f"{file} has no proposed case {unknown[0]!r}; it has {', '.join(sorted(known)) or 'none'}.")
    done = review(file, by_name(keep or (), drop or ()) if keep or drop else Asking())
    err.print(f"{done[0]} confirmed, {done[1]} dropped, {done[2]} still proposed.", markup=False)


class Asking:
    """Asks the person at the terminal; an edited case counts as confirmed. After Ctrl-D or Ctrl-C the rest stays proposed."""

    def __init__(self) -> None:
        self.left = False

    def __call__(self, row: dict[str, Any]) -> dict[str, Any] | None:
        import click

        try:
            return row if self.left else _asked(row)
        except click.Abort:
            self.left = True
            return row


def _asked(row: dict[str, Any]) -> dict[str, Any] | None:
    import click
    import yaml

    from ..eval.live.cases import confirmed

    print(yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=140))
    answer = click.prompt("keep, edit, drop or later", type=click.Choice(["k", "e", "d", "l"]), default="l")
    if answer == "e":
        edited = click.edit(yaml.safe_dump(confirmed(row), allow_unicode=True, sort_keys=False, width=140), extension=".yaml")
        return yaml.safe_load(edited) if edited else row
    return None if answer == "d" else confirmed(row) if answer == "k" else row


def read(log: Path) -> "Traces":
    """Read a turn log, reporting unreadable lines."""
    from ..eval.live.traces import of_log
    from .screen import err

    traces = of_log(log)
    if traces.unread:
        err.print(f"{traces.unread} lines of {log} can't be read and are left out.", markup=False)
    return traces
