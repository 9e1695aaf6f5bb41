"""Whether guides and documents answer what buyers ask: `python -m daogou.eval.passages`, over the demo pack with the example documents.

What is ranked is what the product ranks: `GuideSearch` and `DocumentSearch` asked the buyer's own words. The weights are fitted on questions.yaml
(`python -m daogou.eval.lines` says what they are worth by cross-validation); held_out.yaml nothing was ever fitted on.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..retrievers.outside.guides import SURE, DocumentSearch, GuideSearch
from ..retrievers.search import SearchRequest
from ..schema.evidence import Evidence
from ..tools.shop import Shop
from .answering import HELD_OUT, QUESTIONS, Question, questions, shops, unanswered
from .figure import Figure
from .report import Report

RECALL, ANSWERED = 0.95, 0.9
LIMIT = 20

Row = tuple[Question, int | None, int | None]
"""With the place of the passage that holds the answer, and of the line."""


def measure(whole: Shop, bare: Shop) -> Report:
    report = Report("passages", "Guides that answer", {"model": whole.embedder.name})
    tuned, held = (_rows(whole, list(questions(file))) for file in (QUESTIONS, HELD_OUT))
    report.figures += _figures(tuned, "", RECALL, ANSWERED) + _figures(held, ", held out", RECALL, ANSWERED)
    by_language: dict[str, list[Row]] = defaultdict(list)
    for row in (*tuned, *held):
        by_language[row[0].language].append(row)
    report.figures += [figure for language, rows in by_language.items() for figure in _figures(rows, f", all in {language}")]
    report.figures += _quoted(whole, bare)
    missed = [(one.ask, one.guide, at or "-", line or "-") for one, at, line in (*tuned, *held) if at is None or at > 5 or line != 1]
    report.table("Missed: place of the passage, place of the line", ("asked", "guide", "passage", "line"), missed)
    return report


def found(shop: Shop, question: Question) -> list[Evidence]:
    """As a turn's search brings them."""
    request = SearchRequest(query=question.ask, language=question.language, question=question.ask, limit=LIMIT)
    pieces = [piece for source in (GuideSearch, DocumentSearch) for piece in source(shop.passages).search(request)]
    return sorted(pieces, key=lambda piece: (not piece.line, -piece.score))


def _rows(shop: Shop, asked: Sequence[Question]) -> list[Row]:
    rows = []
    for question in asked:
        pieces = found(shop, question)
        lines = [piece.line for piece in pieces if piece.line]
        rows.append((question, place(pieces, question), next((at for at, line in enumerate(lines, 1) if question.answered_by(line)), None)))
    return rows


def place(pieces: Sequence[Evidence], question: Question) -> int | None:
    """Of the first passage with a line that answers, from 1."""
    begins = (question.answer, *question.also)
    return next((number for number, piece in enumerate(pieces, 1) if any(begin in piece.text for begin in begins)), None)


def share(rows: Sequence[Row], column: int, most: int) -> float:
    good = sum(1 for row in rows if isinstance(at := row[column], int) and at <= most)
    return round(good / len(rows), 4) if rows else 0.0


def _figures(rows: Sequence[Row], name: str, recall: float | None = None, answered: float | None = None) -> list[Figure]:
    return [
        Figure(f"passage among the first 5{name}", share(rows, 1, 5), recall, ">=", "", f"of {len(rows)}"),
        Figure(f"answering line first{name}", share(rows, 2, 1), answered, ">=", "", f"of {len(rows)}"),
        Figure(f"answering line among the first 3{name}", share(rows, 2, 3), None, ">=", "", f"of {len(rows)}"),
    ]


def _quoted(whole: Shop, bare: Shop) -> list[Figure]:
    """What a reply would quote, since the line is sure enough: how often it is right, and what it quotes to questions that nothing answers."""
    held = list(questions(HELD_OUT))
    first = [(question, found(whole, question)[0]) for question in held]
    sure = [(question, piece) for question, piece in first if piece.sure >= SURE]
    right = sum(question.answered_by(piece.line) for question, piece in sure)
    nothing = [*unanswered(), *(question for question in held if question.of_documents)]
    wrong = sum(found(bare, question)[0].sure >= SURE for question in nothing)
    return [
        Figure("held out: first line sure enough to be quoted", round(len(sure) / len(held), 4), None, ">=", "", f"{len(sure)} of {len(held)}"),
        Figure("held out: of those quoted, right", round(right / max(len(sure), 1), 4), None, ">=", "", f"{right} of {len(sure)}"),
        Figure("nothing answers: quoted all the same", round(wrong / len(nothing), 4), None, "<=", "", f"{wrong} of {len(nothing)}"),
    ]


def over(store: Path) -> Report:
    """With the stores that it needs."""
    with shops(store) as (whole, bare):
        return measure(whole, bare)


def main(store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None) -> None:
    with shops(store) as (whole, bare):
        measure(whole, bare).publish()


if __name__ == "__main__":
    typer.run(main)
