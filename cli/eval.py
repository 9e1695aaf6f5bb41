"""`daogou eval`: benchmarks, and comparisons of two versions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..schema.errors import InputError
from . import live, triage
from .options import Store, load_settings

GIVEN = "Contests, or a folder of eval compare (whose decisions by records are preferences too)."


def preferences(
    contests: Annotated[Path | None, typer.Argument(help=GIVEN, show_default=False)] = None,
    gold: Annotated[Path | None, typer.Option(help="Human ratings.", show_default=False)] = None,
    corrections: Annotated[Path | None, typer.Option(help="Turns with corrected replies.", show_default=False)] = None,
    out: Annotated[Path, typer.Option(help="Folder for preferences.jsonl and corrected.jsonl.")] = Path("preferences"),
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Name of a person or company to redact; may be repeated.", show_default=False)
    ] = None,
    bare: Annotated[bool, typer.Option("--bare", help="Only the columns that trainers need.")] = False,
) -> None:
    """Write what is known to be better, as TRL's trainers take it, without what names or reaches a person."""
    from ..eval.compare.manifest import pairs_of
    from ..eval.contests import of_folder, read_contests, read_gold
    from ..eval.preferences import Correction, Preference, of_people, of_records, redacted, write
    from ..eval.texts import rows_of

    if contests is None and corrections is None:
        raise InputError("Nothing to take preferences from: name contests, a folder of eval compare, or --corrections.")
    if contests is not None and not contests.exists():
        raise InputError(f"There is no {contests}; name contests, or the folder of a comparison.")
    if contests is not None and contests.is_file() and not gold:
        raise InputError(f"{contests} holds contests and no ratings; add them with --gold.")
    found: list[Preference] = []
    turns: list[Correction] = rows_of(corrections, Correction, "name a file of JSON lines") if corrections else []
    if contests is not None:
        if contests.is_dir():
            turns += of_records(pairs_of(contests))
        if gold:
            found += of_people(of_folder(contests) if contests.is_dir() else read_contests(contests), read_gold(gold))
    found += [turn.preference for turn in turns]
    pairs = [row for row in redacted(found, name or ()) if isinstance(row, Preference)]
    count, fixed = write(pairs, out / "preferences.jsonl", bare), write(redacted(turns, name or ()), out / "corrected.jsonl", bare)
    longer = sum(len(row.chosen) > len(row.rejected) for row in pairs)
    print(f"{count} preferences and {fixed} corrected turns in {out}; the chosen one is the longer in {longer} of {len(pairs)}.")


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


app = typer.Typer(help="Run benchmarks, compare two versions, keep cases.", no_args_is_help=True)
Data = Annotated[Path | None, typer.Option(envvar="DATA", help="Folder of the real data sets.", show_default=False)]
app.command()(preferences)
app.command()(live.cases)
app.command()(live.confirm)
app.command()(export)
app.command()(triage.triage)
SIDE = "A git revision (. for the working tree), settings:FILE, a setting NAME=VALUE, or several joined by +"


@app.command("run")
def evaluate(
    names: Annotated[list[str] | None, typer.Argument(help="Benchmarks to run (default: the usual ones).", show_default=False)] = None,
    data: Data = None,
    store: Store = None,
) -> None:
    """Run benchmarks; writes reports/NAME.json."""
    from ..eval.suite import run

    raise typer.Exit(0 if run(names or (), store, data) else 1)


@app.command()
def compare(
    base: Annotated[str, typer.Argument(help=SIDE, show_default=False)],
    new: Annotated[str, typer.Argument(help="The same, for the version to judge", show_default=False)],
    suite: Annotated[
        list[str] | None, typer.Option("--suite", help="Suite of cases; may be repeated (default: scenarios, claims).", show_default=False)
    ] = None,
    slice_: Annotated[
        list[str] | None, typer.Option("--slice", help="Only cases with this attribute, e.g. language=zh; may be repeated.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Most cases per suite, from every owner; 0: all.")] = 100,
    gates: Annotated[Path | None, typer.Option(help="File of conditions to meet (default: nothing gets worse).", show_default=False)] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Concurrent pairs of processes (use 1 to compare times).")] = 2,
    seed: Annotated[int, typer.Option(help="Random seed of the sample for --limit.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Play everything again, ignoring the cache.")] = False,
    attribute: Annotated[int, typer.Option(min=0, help="Losses to attribute to a stage.")] = 12,
    out: Annotated[Path | None, typer.Option(help="Folder of the results (default: reports/compare/TIME-BASE-NEW).", show_default=False)] = None,
    store: Store = None,
) -> None:
    """Play the same cases on two versions and report what got better and worse, for whom, and by which stage. Exit status 1 if a gate fails."""
    from rich.console import Console

    from ..eval.compare.manifest import Asked
    from ..eval.compare.report import PAGE, show
    from ..eval.compare.run import How, run
    from ..eval.compare.side import side
    from .screen import out as screen

    asked = Asked(
        suites=tuple(suite or ("scenarios", "claims")), slices=dict(map(slice_of, slice_ or ())), limit=limit or None,
        gates=str(gates) if gates else None, jobs=jobs, seed=seed,
    )  # fmt: skip
    with _bars() as progress:
        how = How(fresh=fresh, attribute=attribute, folder=out, progress=progress)
        done = run(side(base, store), side(new, store), asked, how)
    show(done.folder, done.comparison, done.manifest, screen if screen.is_terminal else Console(width=170, highlight=False))
    screen.print(f"The report: {done.folder / PAGE}", markup=False, soft_wrap=True)
    raise typer.Exit(0 if done.comparison.held else 1)


@app.command("case")
def add_case(
    thread: Annotated[str, typer.Argument(help="Id of a stored conversation (`daogou threads list`).", show_default=False)],
    turn: Annotated[int | None, typer.Option(min=1, help="Expect only the end state of this turn.", show_default=False)] = None,
    note: Annotated[str, typer.Option(help="Reason for keeping it.", show_default=False)] = "",
    to: Annotated[Path | None, typer.Option(help="YAML file (default: kept.yaml of the suite `threads`).", show_default=False)] = None,
) -> None:
    """Propose a case from a conversation: its messages without personal data, and its end state, to be confirmed."""
    from ..eval.compare.suites.threads import KEPT, add, propose
    from ..memory.conversations import open_conversations
    from .screen import err
    from .threads import one, unknown

    with open_conversations(load_settings()) as conversations:
        turns = conversations.get(one(conversations, thread))
    if not turns:
        raise unknown(thread)
    row, file = propose(turns, turn, note), to or KEPT
    add(row, file)
    err.print(f"{row['id']} is in {file}; it is played once you have checked it and removed `proposed: true`.", markup=False)


@app.command("show")
def show_run(run: Annotated[Path, typer.Argument(help="Folder of a comparison.", show_default=False)]) -> None:
    """Show a stored comparison again."""
    from rich.console import Console

    from ..eval.compare.report import show
    from ..eval.compare.run import again
    from .screen import out

    kept = again(run)
    show(kept.folder, kept.comparison, kept.manifest, out if out.is_terminal else Console(width=170, highlight=False))


@app.command()
def prune(
    size: Annotated[float, typer.Option(min=0, help="Most GB to keep, the most recently used first.")] = 2.0,
    days: Annotated[float | None, typer.Option(min=0, help="Also delete what was not used for this many days.", show_default=False)] = None,
) -> None:
    """Reduce the cache of comparisons (source trees, stores, played cases), which is rebuilt when needed."""
    from ..eval.compare.cases import prune as pruned
    from .screen import out

    found = pruned(int(size * 1e9), days)
    out.print(
        f"{found.gone} of {found.gone + found.left} gone, {found.freed / 1e6:.0f} MB; {found.size / 1e6:.0f} MB left in {found.folder}.", markup=False
    )


def slice_of(written: str) -> tuple[str, str]:
    name, sign, value = written.partition("=")
    if not (name and sign and value):
        raise InputError(f"--slice takes NAME=VALUE, e.g. language=zh, not {written!r}.")
    return name, value


@contextmanager
def _bars() -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """A progress bar for each kind of work."""
    from .progress import progress_bar

    with progress_bar() as bars:

        def told(what: str, count: int) -> Callable[[], None]:
            task = bars.add_task(what, total=count, rate="")
            return lambda: bars.advance(task)

        yield told
