"""A matrix as a report: a row for each cell, then what carries over."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..judging.biases import Share
from ..report import Report
from .carrying import MARGIN, sentences
from .run import Result

RESULTS = "results.jsonl"
_CELL = ("prompt", "model", "format", "content", "both", "tokens in", "out", "s p50", "p95", "failed")


def told(results: Sequence[Result], home: str, margin: float = MARGIN) -> Report:
    """`home` is the model that the prompts were made on."""
    cells = dict.fromkeys((result.prompt, result.model) for result in results)
    replayed = sum(result.replayed for result in results)
    setting = {"cells": len(cells), "answers": len(results), "of them replayed": replayed, "home": home}
    report = Report("matrix", "Prompts times models", setting)
    report.table("95 % intervals", _CELL, [_cell([one for one in results if (one.prompt, one.model) == cell]) for cell in cells])
    report.table("what carries over", ("", ""), [(str(number), sentence) for number, sentence in enumerate(sentences(results, home, margin), 1)])
    faults = _faults(results)
    if faults:
        report.table("what goes wrong most", ("prompt, model", "what", "cases"), faults)
    return report


def keep(results: Sequence[Result], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULTS).write_text("".join(json.dumps(result.as_json(), ensure_ascii=False) + "\n" for result in results), "utf-8")


def _cell(results: Sequence[Result]) -> tuple[str, ...]:
    answered = [result for result in results if not result.failed]
    shares = [
        Share(sum(getattr(result, name) for result in answered), len(answered)).said if answered else "none answered" for name in ("formed", "right")
    ]
    both = Share(sum(result.formed and result.right for result in answered), len(answered)).said
    tokens = [f"{np.mean([getattr(result, name) for result in answered]):.0f}" if answered else "" for name in ("prompt_tokens", "completion_tokens")]
    times = [f"{np.percentile([result.seconds for result in answered], part):.2f}" if answered else "" for part in (50, 95)]
    return (results[0].prompt, results[0].model, *shares, both, *tokens, *times, str(len(results) - len(answered)))


def _faults(results: Sequence[Result]) -> list[tuple[str, str, int]]:
    """The three most frequent of each cell."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for result in results:
        by_fault = counts.setdefault((result.prompt, result.model), {})
        for fault in (result.form and f"form: {result.form}", result.failed, *result.missed):
            if fault:
                by_fault[fault] = by_fault.get(fault, 0) + 1
    return [
        (f"{prompt}, {model}", fault[:100], count)
        for (prompt, model), by_fault in counts.items()
        for fault, count in sorted(by_fault.items(), key=lambda pair: -pair[1])[:3]
    ]
