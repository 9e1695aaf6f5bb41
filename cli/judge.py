"""`daogou eval judge`: decides which of two systems replies better, by calibrated judges."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .options import load_settings

if TYPE_CHECKING:
    from ..eval.judging.ballots import Contest
    from ..eval.judging.verdict import Remaining

BaseUrl = Annotated[str | None, typer.Option(help="OpenAI-compatible server (default: DAOGOU_LLM_BASE_URL).", show_default=False)]
Tape = Annotated[
    Path | None,
    typer.Option("--cassette", help="Recorded answers, reused and extended (default: in --out).", show_default=False),
]
Contests = Annotated[
    Path, typer.Argument(help="JSON Lines (id, language, conversation, replies by system), or a folder of eval compare.", show_default=False)
]
Deadline = Annotated[float, typer.Option("--deadline", min=1, help="Seconds for one answer, retries included.")]


def judge(
    contests: Contests,
    judges: Annotated[list[str] | None, typer.Option("--judge", help="Judge model; may be repeated.", show_default=False)] = None,
    base: Annotated[str | None, typer.Option(help="The system to compare with (default of two: the first by name).", show_default=False)] = None,
    new: Annotated[str | None, typer.Option(help="The system to be judged.", show_default=False)] = None,
    gold: Annotated[Path | None, typer.Option(help="Human ratings, against which the judges are checked.", show_default=False)] = None,
    rubric: Annotated[Path | None, typer.Option(help="Rubric file (default: helpfulness, tone, reasons).", show_default=False)] = None,
    controls: Annotated[int, typer.Option(min=12, help="Planted contests that measure the judges' reliability.")] = 144,
    base_url: BaseUrl = None,
    cassette: Tape = None,
    deadline: Deadline = 60.0,
    workers: Annotated[int, typer.Option(min=1, help="Concurrent questions.")] = 4,
    seed: Annotated[int, typer.Option(help="Random seed of orders, labels and controls.")] = 0,
    out: Annotated[Path, typer.Option(help="Folder for votes and report.")] = Path("reports/judge"),
) -> None:
    """Judge blind, in every order, with planted controls. 1 where the new system is worse, nothing can be decided, or a judge's server is away."""
    from ..eval.judging.ballots import rated, read_gold, systems_of
    from ..eval.judging.model_judge import OWN, seated
    from ..eval.judging.verdict import CODE, left_over, told
    from ..eval.judging.verdict import judge as run
    from .bars import bars

    settings = load_settings()
    read, decided = read_from(contests)
    if decided is not None and not read:
        left_over(decided).publish(out)
        raise typer.Exit(0)
    systems = systems_of(read)
    names = judges or [name for name in (settings.llm_judge_model or settings.llm_model,) if name and name != "none"]
    if not names:
        raise InputError("No judge is named: give --judge MODEL, or set DAOGOU_LLM_MODEL.")
    url = base_url or settings.llm_base_url
    panel = seated(names, url, settings.llm_api_key, cassette or out / "cassette.jsonl", rubric or OWN, deadline)
    first, second = _two(systems, base, new)
    people = rated(read_gold(gold), read, first, second) if gold else None
    with bars() as bar:
        judged = run(read, panel, first, second, rated=people, count=controls, seed=seed, workers=workers, bar=bar)
    judged.keep(out)
    report = told(judged, people)
    if decided is not None:
        report.table(CODE, ("", first, second), decided.rows)
    report.publish(out)
    raise typer.Exit(1 if judged.verdict.word in ("worse", "undecided") else 0)


def contests_in(path: Path) -> "list[Contest]":
    """Read the contests. Raises InputError if none is left to judge."""
    read, decided = read_from(path)
    if decided is not None and not read:
        raise InputError(f"{path}: {decided.nothing}")
    return read


def read_from(path: Path) -> "tuple[list[Contest], Remaining | None]":
    """The contests of a file, or those of a comparison with what its records decided."""
    from ..eval.judging.ballots import read_contests
    from ..eval.judging.verdict import of_folder

    if not path.is_dir():
        return read_contests(path), None
    found = of_folder(path)
    return list(found.contests), found


def _two(systems: tuple[str, ...], base: str | None, new: str | None) -> tuple[str, str]:
    known = ", ".join(systems)
    for name in (base, new):
        if name is not None and name not in systems:
            raise InputError(f"The contests have no system {name!r}; they have {known}.")
    if len(systems) > 2 and not (base and new):
        raise InputError(f"The contests have the systems {known}: name two with --base and --new.")
    first = base or next(system for system in systems if system != new)
    second = new or next(system for system in systems if system != first)
    if first == second:
        raise InputError("--base and --new name the same system; name two.")
    return first, second
