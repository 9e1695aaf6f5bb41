"""Trains the classifier of intents from the training half: `python -m daogou.eval.training`, or `make train-intents`. Needs the `train` extra.

The penalty was chosen by cross-validation over templates (`--folds 5`): templates of a fold are never trained on.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
import typer

from ..schema.reading import Intent
from ..understanding.intent.classifier import INTENTS, SLOTS, WEIGHTS, Classifier, slots
from ..understanding.intent.features import features
from ..understanding.intent.rules import Verdict, by_rule
from ..understanding.intent.situation import Situation
from .figure import Figure
from .lessons import lessons
from .pack import reader
from .report import Report
from .utterance import Utterance

STRENGTH, ROUNDS = 0.3, 80


def situations(told: Sequence[Utterance]) -> list[tuple[Utterance, Situation, Verdict]]:
    """What the reader hands to `intent_of` for each; without those that it reads before it comes to that."""
    found: list[tuple[Utterance, Situation, Verdict]] = []
    for one in told:
        now = reader().situation(one.text, one.need, one.shown)
        if now is not None:
            found.append((one, now, by_rule(now)))
    return found


def rows(told: Sequence[tuple[Utterance, Situation, Verdict]]) -> Any:
    """A sparse matrix of the features."""
    from scipy.sparse import csr_matrix

    places = [slots(features(now, verdict)) for _, now, verdict in told]
    ends = np.cumsum([0, *map(len, places)])
    return csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(places), ends), shape=(len(places), SLOTS))


def fitted(told: Sequence[tuple[Utterance, Situation, Verdict]]) -> Classifier:
    from sklearn.linear_model import LogisticRegression

    intents = np.array([INTENTS.index(one.intent) for one, _, _ in told])
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, class_weight="balanced").fit(rows(told), intents)
    return Classifier.quantised(model.coef_.T, model.intercept_)


def crossed(told: Sequence[tuple[Utterance, Situation, Verdict]], folds: int) -> list[dict[Intent, float]]:
    """The probabilities of each by a classifier that has seen no sentence of its template."""
    from sklearn.model_selection import StratifiedGroupKFold

    found: dict[int, dict[Intent, float]] = {}
    split = StratifiedGroupKFold(folds, shuffle=True, random_state=0)
    groups = [f"{one.intent} {one.template}" for one, _, _ in told]
    for training, held in split.split(np.zeros(len(told)), [one.intent for one, _, _ in told], groups):
        model = fitted([told[number] for number in training])
        found |= {int(number): model.probabilities(features(*told[number][1:])) for number in held}
    return [found[number] for number in range(len(told))]


def judged(told: Sequence[tuple[Utterance, Situation, Verdict]], likely: Sequence[dict[Intent, float]]) -> Report:
    """Accuracy of the classifier alone by class, precision of each rule, and the misses, one a template."""
    report = Report("training", "Intents, held out by template", {"sentences": len(told), "templates": len({one.template for one, _, _ in told})})
    best = [max(each, key=each.__getitem__) for each in likely]
    for intent in INTENTS:
        own = [found == intent for (one, _, _), found in zip(told, best, strict=True) if one.intent == intent]
        report.figures.append(Figure(f"  {intent}", sum(own) / len(own), None, detail=f"{sum(own)} of {len(own)}"))
    right = [found == one.intent for (one, _, _), found in zip(told, best, strict=True)]
    report.figures.append(Figure("accuracy", sum(right) / len(right), None))
    rules = {verdict.rule for _, _, verdict in told}
    counted = [(rule, [verdict.intent == one.intent for one, _, verdict in told if verdict.rule == rule]) for rule in sorted(rules)]
    report.table("rules", ("rule", "right", "of"), [(rule, f"{sum(hits) / len(hits):.3f}", len(hits)) for rule, hits in counted])
    steps = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    sure = list(zip((max(each.values()) for each in likely), right, strict=True))
    bands = [(low, high, [hit for chance, hit in sure if low <= chance < high]) for low, high in pairwise(steps)]
    report.table("calibration", ("from", "to", "right", "of"), [(low, high, f"{sum(h) / max(1, len(h)):.3f}", len(h)) for low, high, h in bands])
    misses = {
        (one.template, found): (one.text, one.intent, found, f"{max(each.values()):.2f}", verdict.rule)
        for (one, _, verdict), found, each in zip(told, best, likely, strict=True)
        if found != one.intent
    }
    report.table("misses", ("sentence", "is", "read as", "sure", "rule"), list(misses.values()))
    return report


def main(folds: Annotated[int, typer.Option(help="Judge by cross-validation over templates too, in so many folds.")] = 0) -> None:
    """Train, and write the weights into the package."""
    told = situations(lessons())
    if folds:
        judged(told, crossed(told, folds)).publish()
    fitted(told).save(WEIGHTS)
    typer.echo(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes from {len(told)} sentences.")


if __name__ == "__main__":
    typer.run(main)
