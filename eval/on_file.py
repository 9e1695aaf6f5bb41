"""Weights of what speaks for a line on file as the answer to a free question: `python -m daogou.eval.on_file [--data FOLDER] [--write]`.

Fitted over the rows of `on_product/questions.jsonl`, each line of each product that is asked: does it have what the answer must say?
Cross-validated by question first, so that the figure isn't that of what it was fitted on.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
import yaml
from numpy.typing import NDArray

from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..schema.settings import Settings
from ..tools import facts
from ..tools.facts.answers import Answers
from ..tools.facts.terms_asked import answering_words, terms_asked
from ..tools.shop import Shop, Shopfront
from ..tools.wording.wording import Wording
from .assistants import foreign
from .on_product import DEMO, LITEMALL, Question, questions

FILE = Path(facts.__file__).parent / "answering.yaml"
FOLDS, PULL = 6, 0.5
"""Of the cross-validation; how strongly weights are held to nothing."""


class Asked(NamedTuple):
    """A question with the signs of each line that was looked at (N, signs), and which of them answer (N)."""

    question: Question
    signs: NDArray[np.float64]
    answers: NDArray[np.bool_]


def asked(question: Question, shop: Shop) -> Asked:
    product = shop.catalogue.product(question.product)
    assert product is not None
    answers = Answers(shop.catalogue.reviews, shop.meanings, Wording(question.language, glossary=shop.glossary))
    found = answers.weighed(product, question.text, terms_asked(question.text, product))
    says = [one.casefold() for group in question.says for one in group]
    right = [question.answer != "open" and any(one in each.line.text.casefold() for one in says) for each in found]
    names = [name for name in answering_words()["weights"] if name != "bias"]
    return Asked(question, np.array([[1.0, *(each.signs[name] for name in names)] for each in found]), np.array(right, bool))


def fitted(rows: Sequence[Asked]) -> NDArray[np.float64]:
    """The bias, then a weight for each sign."""
    from sklearn.linear_model import LogisticRegression

    signs, answers = np.vstack([row.signs for row in rows if len(row.signs)]), np.concatenate([row.answers for row in rows])
    model = LogisticRegression(C=1 / PULL).fit(signs[:, 1:], answers)
    return np.array([*model.intercept_, *model.coef_[0]], np.float64)


def validated(rows: Sequence[Asked]) -> dict[str, int]:
    """By weights fitted on the other folds: first lines that answer, that don't, and that are taken for answers where nothing is on file."""
    least, counts = float(answering_words()["answers"]), {"right": 0, "wrong": 0, "open taken": 0}
    order = np.random.default_rng(7).permutation(len(rows))
    for fold in range(FOLDS):
        weights = fitted([rows[at] for place, at in enumerate(order) if place % FOLDS != fold])
        for at in order[fold::FOLDS]:
            row = rows[at]
            sure = np.asarray(1 / (1 + np.exp(-np.clip(row.signs @ weights, -60, 60))), np.float64) if len(row.signs) else np.zeros(1)
            first = int(np.argmax(sure))
            if sure[first] < least:
                continue
            counts["open taken" if row.question.answer == "open" else "right" if row.answers[first] else "wrong"] += 1
    return counts


def main(data: Annotated[Path | None, typer.Option(envvar="DATA")] = None, write: bool = False) -> None:
    settings = Settings()
    stores = {DEMO: demo_store(settings), **({"litemall": foreign(data)[LITEMALL]} if data is not None else {})}
    shops = {name: Shopfront(Store(path), settings).current() for name, path in stores.items()}
    rows = [row for one in questions() if one.store in shops and len((row := asked(one, shops[one.store])).answers)]
    print({"questions": len(rows), **validated(rows)})
    names = list(answering_words()["weights"])
    found = dict(zip(names, np.round(fitted(rows), 2).tolist(), strict=True))
    print(found)
    if write:
        text = FILE.read_text("utf-8")
        for name, weight in found.items():
            known = yaml.safe_load(text)["weights"][name]
            text = text.replace(f"  {name}: {known}\n", f"  {name}: {weight}\n")
        FILE.write_text(text, "utf-8")


if __name__ == "__main__":
    typer.run(main)
