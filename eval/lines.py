"""Weights of what speaks for a line as an answer: `python -m daogou.eval.lines` judges them by cross-validation, `--write` makes the file.

Fitted on questions.yaml alone: a softmax over the lines of the buyer's language, then whether the best line answers at all, for which the
questions that no guide answers (unanswered.yaml) count too. The held-out questions are never looked at here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
import yaml
from numpy.typing import NDArray

from ..retrievers.lines.features import Column
from ..retrievers.lines.ranker import total, weights
from ..tools.shop import Shop
from .passages import QUESTIONS, Question, questions, shops, unanswered
from .report import Figure, Report

RANK = (
    "words", "beyond", "letters", "heading", "number", "meant", "opening", "defines", "general", "brands", "document",
)  # fmt: skip
SURE = ("score", "words", "letters", "meant", "opening", "number")
BY_HAND = {"within": 3.0, "same": 0.5, "elsewhere": -2.0, "old": -0.5, "trust": 0.5}
"""What these questions can't tell, since hardly a guide is old, all are trusted, and no category or range is asked about: an old line loses to
a newer one that says as much, 18 degrees finds the line for 16-20, and what is said of other goods than those in hand comes last."""
SURE_BY_HAND = {"within": 0.8}
"""For the same reason: of two lines on warmth the one for 16-20 degrees is the surer answer to 18."""
TIGHT, FOLDS, TIMES = 1.0, 10, 3
WEIGHTS = Path(__file__).parents[1] / "retrievers" / "lines" / "weights.yaml"


class Example(NamedTuple):
    """A question's lines: their features, and which of them answer."""

    columns: dict[str, Column]
    right: NDArray[np.intp]


def examples(shop: Shop, asked: Sequence[Question]) -> Iterator[Example]:
    for question in asked:
        columns, texts = shop.passages.weighed(question.ask, language=question.language)
        yield Example(columns, np.array([at for at, text in enumerate(texts) if question.answered_by(text)], np.intp))


def fit(some: Sequence[Example], names: Sequence[str] = RANK, tight: float = TIGHT) -> dict[str, float]:
    """Maximises the share of a softmax over the lines that falls on those that answer, with a penalty on the weights' squares."""
    from scipy.optimize import minimize

    tables = [np.stack([one.columns[name] for name in names], 1).astype(np.float64) for one in some]
    spread = np.concatenate(tables).std(axis=0)
    spread[spread == 0] = 1.0
    tables = [table / spread for table in tables]

    def loss(by: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = tight * float(by @ by), 2 * tight * by
        for table, one in zip(tables, some, strict=True):
            scores = table @ by
            powers = np.exp(scores - scores.max())
            whole, good = powers.sum(), powers[one.right]
            value -= float(np.log(good.sum() / whole))
            slope = slope + powers @ table / whole - good @ table[one.right] / good.sum()
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / spread
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


def place(one: Example, by: dict[str, float]) -> int:
    """Of the first line that answers, from 1."""
    scores = total(one.columns, by)
    return int((scores > scores[one.right].max()).sum()) + 1


def validated(some: Sequence[Example], names: Sequence[str] = RANK, tight: float = TIGHT) -> list[int]:
    """Each example's place by weights fitted without it, for some foldings."""
    found = []
    for time in range(TIMES):
        order = np.random.default_rng(time).permutation(len(some))
        for fold in range(FOLDS):
            out = set(order[fold::FOLDS].tolist())
            by = fit([one for at, one in enumerate(some) if at not in out], names, tight)
            found += [place(some[at], by) for at in sorted(out)]
    return found


def sureness(known: Sequence[Example], others: Sequence[dict[str, Column]], by: dict[str, float]) -> dict[str, float]:
    """Logistic weights from the best line's features to whether it answers."""
    from sklearn.linear_model import LogisticRegression

    best = [(one.columns, int(np.argmax(total(one.columns, by)))) for one in known]
    right = [at in one.right for (_, at), one in zip(best, known, strict=True)]
    best += [(columns, int(np.argmax(total(columns, by)))) for columns in others]
    right += [False] * len(others)
    rows = [[float(total(columns, by)[at]) if name == "score" else float(columns[name][at]) for name in SURE] for columns, at in best]
    table = np.array(rows)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0).fit((table - middle) / spread, right)
    slopes = model.coef_[0] / spread
    return {"bias": float(model.intercept_[0] - slopes @ middle), **dict(zip(SURE, map(float, slopes), strict=True))}


def main(
    store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None,
    write: Annotated[bool, typer.Option("--write", help="Write retrievers/lines/weights.yaml.")] = False,
) -> None:
    report = Report("lines", "The line that answers", {"questions": QUESTIONS.name})
    with shops(store) as (whole, bare):
        asked = list(questions(QUESTIONS))
        some = list(examples(whole, asked))
        for name, tried in {
            "all features": RANK,
            "no vectors": tuple(one for one in RANK if one not in ("meant", "opening")),
            "vectors alone": ("meant", "opening"),
        }.items():
            places = np.array(validated(some, tried))
            report.figures.append(Figure(f"line first, by cross-validation: {name}", round(float((places == 1).mean()), 3), None, ">=", ""))
        by = {**fit(some), **BY_HAND}
        foreign = [bare.passages.weighed(one.ask, language=one.language)[0] for one in [*unanswered(), *(one for one in asked if one.of_documents)]]
        sure = {**sureness(some, foreign, by), **SURE_BY_HAND}
    report.table("Weights", ("feature", "weight"), list(by.items()))
    report.publish()
    if write:
        fitted = {"rank": by, "sure": sure}
        kept = {**weights(), **{kind: {name: round(weight, 3) for name, weight in own.items()} for kind, own in fitted.items()}}
        head = "# Made by `python -m daogou.eval.lines --write`; by hand: " + ", ".join(BY_HAND) + ".\n"
        WEIGHTS.write_text(head + yaml.safe_dump(kept, sort_keys=False), "utf-8")
        weights.cache_clear()


if __name__ == "__main__":
    typer.run(main)
