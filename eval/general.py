"""General questions to the notes that come with Daogou.

`python -m daogou.eval.general`: of 160 questions, written by who knew nothing of the notes, how many are quoted a line, and how many of these it
answers, as judged. Forty of them only a shop can answer: a line quoted to one of these is none. Then, by cross-validation over trades, how many of
the questions of asked_of_notes.jsonl are quoted the note that they were written of, where such goods are in hand; `--write` fits the weights by which
that is done.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
import yaml
from numpy.typing import NDArray

from ..retrievers.lines.ranker import weights
from ..retrievers.notes import notes
from ..retrievers.outside.guides import NOTED, NoteSearch
from ..retrievers.search import SearchRequest
from .lines import WEIGHTS

ASKED = Path(__file__).with_name("passages") / "asked_of_notes.jsonl"
SIGNS = ("score", "lead", "ahead", "meant")
SHARE = 0.66
"""From here on the likelihood that a line answers is quoted; it is laid to `NOTED`."""
FOLDS, TIGHT = 5, 1.0


class Example(NamedTuple):
    """The first line for a question: what speaks for it, whether it answers, whether any line does, and the trade."""

    signs: tuple[float, ...]
    right: bool
    answered: bool
    trade: str


def measured() -> dict[str, int]:
    """Counts: `general` questions, `quoted` of them, `right`, `wrong`, and `unjudged` where another line is quoted than was judged; `own`, those
    that only the shop can answer, and `taken` of them."""
    search = NoteSearch()
    counts = dict.fromkeys(("general", "quoted", "right", "wrong", "unjudged", "own", "taken"), 0)
    for row in map(json.loads, Path(__file__).with_name("general.jsonl").read_text("utf-8").splitlines()):
        found = search.search(SearchRequest(query="", language=row["language"], question=row["text"]))
        told = bool(found)
        counts["general" if row["general"] else "own"] += 1
        counts["quoted" if row["general"] else "taken"] += told
        if told and row["general"]:
            counts["unjudged" if row.get("line") != found[0].line else "right" if row["right"] else "wrong"] += 1
    return counts


def examples() -> list[Example]:
    """Of every question of the file, asked with the goods of its trade in hand."""
    return [_example(row) for row in map(json.loads, ASKED.read_text("utf-8").splitlines())]


def _example(row: dict[str, str]) -> Example:
    trade, _, language = row["of"].rpartition(".")
    columns, passage = notes().led(row["ask"], language, row["of"])
    return Example(tuple(columns[name] for name in SIGNS), passage.heading == row.get("heading"), "heading" in row, trade)


def fit(some: Sequence[Example]) -> dict[str, float]:
    """A logistic regression with a penalty on the squares of the weights, in units of their spread."""
    from scipy.optimize import minimize

    table, signed = np.array([one.signs for one in some]), np.array([1.0 if one.right else -1.0 for one in some])
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = np.c_[(table - middle) / spread, np.ones(len(table))]

    def loss(by: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        against = -signed * (scaled @ by)
        slope = -(scaled * (signed / (1 + np.exp(-against)))[:, None]).sum(axis=0)
        slope[:-1] += 2 * TIGHT * by[:-1]
        return float(np.logaddexp(0, against).sum() + TIGHT * by[:-1] @ by[:-1]), slope

    *slopes, bias = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    by = np.array(slopes) / spread
    laid = float(np.log(SHARE / (1 - SHARE)) - np.log(NOTED / (1 - NOTED)))
    return {"bias": float(bias - by @ middle) - laid, **dict(zip(SIGNS, map(float, by), strict=True))}


def validated(some: Sequence[Example]) -> dict[str, int]:
    """Counts, each trade by weights fitted without it: `asked` questions that a note answers, `quoted` it, `wrong` another; `none` that none
    answers, `taken` of them."""
    trades, counts = sorted({one.trade for one in some}), Counter[str]()
    for fold in range(FOLDS):
        out = set(trades[fold::FOLDS])
        by = fit([one for one in some if one.trade not in out])
        for one in (each for each in some if each.trade in out):
            told = by["bias"] + sum(by[name] * sign for name, sign in zip(SIGNS, one.signs, strict=True)) >= 0
            counts["asked" if one.answered else "none"] += 1
            counts[("quoted" if one.right else "wrong") if one.answered else "taken"] += told
    return dict(counts)


def main(write: Annotated[bool, typer.Option("--write", help="Write retrievers/lines/weights.yaml.")] = False) -> None:
    print(json.dumps(measured()))
    some = examples()
    print(json.dumps(validated(some)))
    if write:
        head = WEIGHTS.read_text("utf-8").partition("\n")[0]
        kept = {**weights(), "among": {name: round(weight, 3) for name, weight in fit(some).items()}}
        WEIGHTS.write_text(f"{head}\n{yaml.safe_dump(kept, sort_keys=False)}", "utf-8")


if __name__ == "__main__":
    typer.run(main)
