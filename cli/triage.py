"""`daogou eval triage`: the causes of thumbs down."""

import json as jsonlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Json, Store, load_settings

if TYPE_CHECKING:
    from ..eval.compare.suites.threads import Held
    from ..eval.live.traces import Traces
    from ..eval.live.triage import Triage
    from ..schema.settings import Settings

GIVEN = "A turn log (default: stored conversations with ratings)."


def triage(
    log: Annotated[Path | None, typer.Argument(help=GIVEN, show_default=False)] = None,
    gold: Annotated[Path | None, typer.Option(help="Confirmed cases of the same messages (YAML).", show_default=False)] = None,
    corrections: Annotated[Path | None, typer.Option(help="Write corrected turns here, for eval preferences.", show_default=False)] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Play what was rated down again: faults by the stage that they come from, taste, abuse; reasons that say the same together."""
    from ..eval.live.traces import Replayer
    from ..eval.live.triage import corrected, write
    from ..eval.live.triage import triage as look
    from .progress import progress_bar

    settings = load_settings(store)
    traces = _traces(log, settings)
    with progress_bar() as bars, Replayer(settings.store, settings) as replayer:
        task = bars.add_task("replaying", total=sum(one.score < 0 for trace in traces.all for one in trace.ratings.values()), rate="")
        done = look(traces.all, replayer, _cases(gold), lambda: bars.advance(task))
    if corrections is not None:
        write(corrected(done.findings, traces.all), corrections)
    if json:
        print(jsonlib.dumps(done.as_json(), ensure_ascii=False))
    else:
        _show(done)


def _traces(log: Path | None, settings: "Settings") -> "Traces":
    if log is not None:
        from .live import read

        return read(log)
    from ..eval.live.traces import of_conversations
    from ..memory.conversations import open_conversations
    from ..memory.folder import state_folder
    from ..memory.turnlog.labels import Labels

    with open_conversations(settings) as conversations:
        return of_conversations(conversations, Labels.kept_in(state_folder(settings)))


def _cases(gold: Path | None) -> "list[Held]":
    from ..eval.compare.suites.threads import held_in

    return [one for one in held_in(gold) if not one.proposed] if gold is not None else []


def _show(done: "Triage") -> None:
    from rich.table import Table
    from rich.text import Text

    from .screen import err, out, printable

    if not done.findings:
        err.print(f"Nothing was rated down; {done.up} turns were rated up.")
        return
    counts = Counter(one.stage or one.kind for one in done.findings)
    out.print(f"{len(done.findings)} thumbs down, {done.up} up: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))
    table = Table("what", "said", "comment", "why", box=None, padding=(0, 2, 0, 0))
    for one in sorted(done.findings, key=lambda finding: (finding.kind != "fault", finding.stage or finding.kind)):
        table.add_row(one.stage or one.kind, *(Text(printable((text or "–")[:60])) for text in (one.said, one.comment, one.why)))
    out.print(table)
    for reason in done.reasons[:10]:
        out.print(Text(printable(f"{len(reason.findings)}x {reason.comment[:80]} ({', '.join(f'{k} {n}' for k, n in reason.kinds.most_common())})")))
    if done.orphans:
        err.print(f"{done.orphans} ratings are of turns that aren't in the log.")
