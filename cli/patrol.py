"""`daogou eval patrol`: a small suite against a running server, on a schedule."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..schema.errors import InputError
from .options import Json

if TYPE_CHECKING:
    from ..eval.patrol.watch import Report

UNITS = {"s": 1, "m": 60, "h": 3600}


def patrol(
    url: Annotated[str, typer.Argument(help="The server, e.g. http://127.0.0.1:8080.", show_default=False)],
    cases: Annotated[Path | None, typer.Option(help="Confirmed cases (YAML; default: six over the demo pack).", show_default=False)] = None,
    baseline: Annotated[Path, typer.Option(help="What rounds are measured by; the first whole one makes it.")] = Path("reports/patrol.json"),
    every: Annotated[str | None, typer.Option(help="Again and again: 30s, 10m, 1h (default: once).", show_default=False)] = None,
    rounds: Annotated[int | None, typer.Option(min=1, help="End after so many.", show_default=False)] = None,
    patience: Annotated[float, typer.Option(min=0.1, help="Seconds for one whole answer.")] = 30.0,
    accept: Annotated[bool, typer.Option("--accept", help="What this round finds is the baseline from now on.")] = False,
    token: Annotated[str | None, typer.Option(envvar="DAOGOU_PATROL_TOKEN", help="Bearer token of the server.", show_default=False)] = None,
    metrics: Annotated[Path | None, typer.Option(help="Prometheus textfile, written after each round.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Serve /metrics here, on loopback.", show_default=False)] = None,
    json: Json = False,
) -> None:
    """Say a few conversations to a server and tell what broke or moved since the baseline. 1 where anything did, or it gave no answer."""
    from ..eval.patrol.patrol import Orders
    from ..eval.patrol.patrol import patrol as walk
    from ..eval.patrol.round import cases_of

    orders = Orders(url, baseline, _seconds(every), rounds, patience, token, accept, metrics, port)
    report = walk(orders, cases_of(cases), _tell_json if json else _tell)
    raise typer.Exit(1 if report.raised else 0)


def _seconds(every: str | None) -> float | None:
    if every is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", every.strip())
    if found is None or float(found[1]) == 0:
        raise InputError(f"--every takes a time such as 30s, 10m or 1h, not {every!r}.")
    return float(found[1]) * UNITS[found[2] or "s"]


def _tell_json(report: "Report") -> None:
    print(report.model_dump_json(), flush=True)


def _tell(report: "Report") -> None:
    from rich.text import Text

    from .screen import err, out, printable

    took = f", p50 {report.p50_ms:.0f} ms, p95 {report.p95_ms:.0f} ms" if report.p50_ms is not None and report.p95_ms is not None else ""
    out.print(
        f"{report.at}: {report.right} of {report.turns} turns right{took}, {report.degraded} degraded, {len(report.raised)} raised", highlight=False
    )
    for one in report.found:
        place = f"{one.case}/{one.turn} {one.said!r}" if one.case else "the round"
        out.print(Text(printable(f"  {one.kind}: {place}: {one.what}"), style="bold" if one.raises else "dim"))
    if report.first:
        err.print("This round is the baseline now." if not report.raised else "There is no baseline, and this round is none unless you --accept it.")
    if report.unseen:
        err.print(f"A patrol can't see these expectations: {', '.join(report.unseen)}.")
