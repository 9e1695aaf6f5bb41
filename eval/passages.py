"""Whether guides and documents answer what buyers ask: `python -m daogou.eval.passages`, over the demo pack with the example documents.

What is ranked is what the product ranks: `GuideSearch` and `DocumentSearch` asked the buyer's own words. The weights are fitted on questions.yaml
(`python -m daogou.eval.lines` says what they are worth by cross-validation); held_out.yaml nothing was ever fitted on.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer
import yaml

from ..catalogue.store import Store
from ..ingest.demo import demo_store
from ..ingest.ingest import ingest
from ..models.embedding import make_embedder
from ..retrievers.outside.guides import SURE, DocumentSearch, GuideSearch
from ..retrievers.search import SearchRequest
from ..schema.evidence import Evidence
from ..schema.settings import Settings
from ..tools.shop import Shop, Shopfront
from .report import Figure, Report, share

FOLDER = Path(__file__).parent / "passages"
QUESTIONS, HELD_OUT, UNANSWERED, DOCUMENTS = FOLDER / "questions.yaml", FOLDER / "held_out.yaml", FOLDER / "unanswered.yaml", FOLDER / "documents"


RECALL, ANSWERED = 0.95, 0.9
LIMIT = 20


class Question(NamedTuple):
    """`answer` and `also` each begin a line that answers; `guide` holds the first."""

    language: str
    ask: str
    guide: str = ""
    answer: str = ""
    also: tuple[str, ...] = ()

    @property
    def of_documents(self) -> bool:
        return (DOCUMENTS / self.guide).is_file()

    def answered_by(self, line: str) -> bool:
        return any(line.startswith(begin) for begin in (self.answer, *self.also) if begin)


Row = tuple[Question, int | None, int | None]
"""With the place of the passage that holds the answer, and of the line."""


def questions(file: Path) -> Iterator[Question]:
    for language, rows in yaml.safe_load(file.read_text("utf-8")).items():
        yield from (Question(language, **{**row, "also": tuple(row.get("also", ()))}) for row in rows)


def unanswered() -> Iterator[Question]:
    for language, asked in yaml.safe_load(UNANSWERED.read_text("utf-8")).items():
        yield from (Question(language, ask) for ask in asked)


@contextmanager
def shops(store: Path | None = None) -> Iterator[tuple[Shop, Shop]]:
    """The demo pack with the example documents, and without."""
    settings = Settings()
    bare = store or settings.store or demo_store(settings)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "store"
        copytree(bare, whole)
        ingest([DOCUMENTS], whole, embedder=make_embedder(settings), settings=settings)
        yield Shopfront(Store(whole), settings).current(), Shopfront(Store(bare), settings).current()


def measure(store: Path | None = None) -> Report:
    """Over the demo pack with the example documents; what nothing answers is asked without these, too."""
    with shops(store) as (whole, bare):
        report = Report("passages", "Guides that answer", {"model": whole.embedder.name})
        tuned, held = (_rows(whole, list(questions(file))) for file in (QUESTIONS, HELD_OUT))
        report.figures += [*_figures(tuned, "", RECALL, ANSWERED), *_figures(held, ", held out", RECALL, ANSWERED)]
        for language in dict.fromkeys(row[0].language for row in tuned):
            report.figures += _figures([row for row in (*tuned, *held) if row[0].language == language], f", all in {language}")
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


def _figures(rows: Sequence[Row], name: str, recall: float | None = None, answered: float | None = None) -> Iterator[Figure]:
    wanted = (("passage among the first 5", 1, 5, recall), ("answering line first", 2, 1, answered), ("answering line among the first 3", 2, 3, None))
    for title, column, most, target in wanted:
        right = sum(isinstance(at := row[column], int) and at <= most for row in rows)
        yield Figure(f"{title}{name}", right / len(rows), target, ">=", "", f"of {len(rows)}")


def _quoted(whole: Shop, bare: Shop) -> list[Figure]:
    """What a reply would quote, since the line is sure enough: how often it is right, and what it quotes to questions that nothing answers."""
    held = list(questions(HELD_OUT))
    sure = [(question, piece) for question in held if (piece := found(whole, question)[0]).sure >= SURE]
    nothing = [*unanswered(), *(question for question in held if question.of_documents)]
    wrong = sum(found(bare, question)[0].sure >= SURE for question in nothing)
    return [
        share("held out: first line sure enough to be quoted", len(sure), len(held)),
        share("held out: of those quoted, right", sum(question.answered_by(piece.line) for question, piece in sure), len(sure)),
        Figure("nothing answers: quoted all the same", wrong / len(nothing), None, "<=", "", f"{wrong} of {len(nothing)}"),
    ]


def main(store: Annotated[Path | None, typer.Option(help="A store of the demo pack; unset: the demo store.", show_default=False)] = None) -> None:
    measure(store).publish()


if __name__ == "__main__":
    typer.run(main)
